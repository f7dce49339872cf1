"""One form of a new page makes one page, however often it is sent.

A double click sends it twice, and the editor saves by itself while somebody presses the button. The
form holds a random key; a page that it has made is what the same form saves from then on. What the
editor has sent by itself before the button was pressed, and arrives after, changes nothing.
"""

import json
import re
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.utils import set_query_params
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from miglobe_site.pages.page_form import KEY_FIELD
from miglobe_site.pages.saves import is_autosave

#: In seconds, from one save to the next. Whoever goes back later to write a second page gets one.
RAPID = 60
KEY = re.compile(r"[\w-]{20,60}", re.ASCII)

create = CreateView.as_view()
edit = EditView.as_view()


@never_cache  # as all of Wagtail's own views of the CMS
@require_admin_access
def add_page(request: HttpRequest, parent_page_id: int, **kind: str) -> HttpResponse:
    """Stand before Wagtail's view for new pages, one save at a time below each parent."""
    if request.method != "POST":
        return create(request, parent_page_id=parent_page_id, **kind)
    with transaction.atomic():
        list(Page.objects.select_for_update().filter(pk=parent_page_id))
        page, by_button = made_before(request)
        if page and by_button and is_autosave(request):
            return too_late()
        if page:
            return save_again(request, page)
        return create(request, parent_page_id=parent_page_id, **kind)


def cache_key(request: HttpRequest) -> str:
    """Return where the page of a form is noted, "" where the form has no key."""
    key = request.POST.get(KEY_FIELD, "")
    return f"new-page-{request.user.pk}-{key}" if KEY.fullmatch(key) else ""


def note(request: HttpRequest, page: Page) -> None:
    """Remember which page a form has made, and how; a hook of Wagtail's after it is saved."""
    if key := cache_key(request):
        cache.set(key, (page.pk, not is_autosave(request)), RAPID)


def made_before(request: HttpRequest) -> tuple[Page | None, bool]:
    """Return the page that a form has made, and whether its button has saved it last."""
    key = cache_key(request)
    pk, by_button = cache.get(key, (None, False)) if key else (None, False)
    return Page.objects.filter(pk=pk).first(), by_button


def too_late() -> JsonResponse:
    """As Wagtail refuses what was written upon an older version."""
    message = _("Saving will overwrite a newer version.")
    told = {"success": False, "error_code": "invalid_revision", "error_message": message}
    return JsonResponse(told, status=400)


def save_again(request: HttpRequest, page: Page) -> HttpResponse:
    """Save the form of a new page into the page that it has made already."""
    draft = page.get_latest_revision_as_object()
    request.POST = with_rows(request.POST, draft)  # type: ignore[assignment]
    response = edit(request, page.pk)
    note(request, page)
    if isinstance(response, JsonResponse) and response.status_code == 200:  # as CreateView tells it
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        hydrate = set_query_params(url, {"_w_hydrate_create_view": "1"})
        told = json.loads(response.content) | {"pk": page.pk, "url": url, "hydrate_url": hydrate}
        return JsonResponse(told)
    return response


def with_rows(sent: QueryDict, draft: Any) -> QueryDict:
    """Return what was sent with the ids of the rows that the page has by now, in their order."""
    data = sent.copy()
    data["slug"] = data.get("slug") or draft.slug
    for name in draft.get_edit_handler().get_form_class().formsets:
        total = data.get(f"{name}-TOTAL_FORMS", "")
        if name == "comments" or not re.fullmatch(r"\d{1,4}", total, re.ASCII):
            continue
        rows = list(getattr(draft, name).all())
        for number, row in enumerate(rows):
            data[f"{name}-{number}-id"] = str(row.pk)
            if number >= int(total):
                data[f"{name}-{number}-DELETE"] = "on"
        data[f"{name}-INITIAL_FORMS"] = str(len(rows))
        data[f"{name}-TOTAL_FORMS"] = str(max(int(total), len(rows)))
    return data
