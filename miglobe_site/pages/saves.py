"""What the editor saves by itself never overwrites what its button saves in the same moment.

What it has sent may be under way still when the button is pressed. Wagtail looks for a newer
version before either has saved, so that the older text would win. Here the editor's own save keeps
the rows of the page from its first look to its last word: the button saves before or after. The
button itself takes no lock, since it may publish, approve and ask other services.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page, PageSubscription

stock_dispatch = EditView.dispatch


def is_autosave(request: HttpRequest) -> bool:
    """Whether the editor saves by itself; it tells the two apart in the same way."""
    return request.method == "POST" and not request.accepts("text/html")


def dispatch(view: EditView, request: HttpRequest, page_id: int, **kwargs: Any) -> HttpResponse:
    if not is_autosave(request):
        return stock_dispatch(view, request, page_id, **kwargs)
    with transaction.atomic():
        lock(page_id, request.user)
        return stock_dispatch(view, request, page_id, **kwargs)


def lock(page_id: int, user: Any) -> None:
    """Keep what a save writes, in the order in which Wagtail writes it: of a draft the page first.

    Of a live page it writes who wants to hear of comments before the page. In another order, two
    saves could wait for each other.
    """
    pages = Page.objects.filter(pk=page_id)
    rows = [PageSubscription.objects.filter(page=page_id, user=user.pk), pages]
    for each in rows if pages.filter(live=True).exists() else reversed(rows):
        list(each.select_for_update())


def keep_saves_apart() -> None:
    EditView.dispatch = dispatch
