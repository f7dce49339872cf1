"""Whoever publishes a new page is told whether the menu lists it, with the button to put it there.

Pages go live in many ways (editor, approval, lists, take-over): all send a signal, and all that a
request of the CMS has published for the first time is told at its end.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail.signals import page_published

from editions.homes import HOME_DEPTH
from editions.navigation import menu_place

#: The pages that the request at hand has published for the first time; None outside the CMS.
published: ContextVar[list[Page] | None] = ContextVar("published", default=None)
BUTTON = (
    '{} <span class="buttons"><button type="button" class="button button-small button-secondary" '
    'data-controller="w-action" data-action="w-action#post" data-w-action-url-value="{}">{}'
    "</button></span>"
)


@receiver(page_published)
def remember(instance: Page, **kwargs: Any) -> None:
    pages = published.get()
    is_new = instance.first_published_at == instance.last_published_at
    if pages is not None and is_new and instance.depth > HOME_DEPTH:
        pages.append(instance)


class MenuNoticeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        pages: list[Page] = []
        token = published.set(pages)
        try:
            response = self.get_response(request)
        finally:
            published.reset(token)
        for page in pages:
            tell(request, page)
        return response


def tell(request: HttpRequest, page: Page) -> None:
    """Say where a new page is listed, as far as pages of its type are listed by hand."""
    if menu_place(page) != "menu" or page.alias_of_id:
        return
    if page.depth == HOME_DEPTH + 1:
        here = _("“%(title)s” is in the menu now.")
        missing = _("“%(title)s” is public, but not in the menu.")
        label = _("Put it into the menu")
    else:
        here = _("The page above lists “%(title)s” now.")
        missing = _("“%(title)s” is public, but the page above does not list it.")
        label = _("List it there")
    names = {"title": page.title}
    if page.show_in_menus:
        messages.info(request, here % names)
    else:
        url = reverse("put_into_menu", args=[page.pk])
        messages.warning(request, format_html(BUTTON, missing % names, url, label))


@require_POST
@transaction.atomic
def put_into_menu(request: HttpRequest, page_id: int) -> HttpResponse:
    """Let the menu list a public page; the text of a draft that waits stays a draft."""
    page = get_object_or_404(Page.objects.select_for_update(), pk=page_id).specific
    if not (page.live and page.permissions_for_user(request.user).can_publish()):
        raise PermissionDenied
    if menu_place(page) != "menu" or page.depth <= HOME_DEPTH:
        raise PermissionDenied
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    page.show_in_menus = True
    page.save_revision(user=request.user).publish(user=request.user)
    if draft:
        draft.show_in_menus = True
        draft.save_revision(user=request.user, clean=False)
    messages.success(request, _("“%(title)s” is in the menu now.") % {"title": page.title})
    back = get_valid_next_url_from_request(request)
    return redirect(back or reverse("wagtailadmin_pages:edit", args=[page.pk]))
