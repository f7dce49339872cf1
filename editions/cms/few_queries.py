"""The editor asks the database once for what Wagtail asks for again and again."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from ..access.permissions import locales_with_right


def read_workflow_states_once(request: HttpRequest, page: Page) -> None:
    """While the editor is only shown, no approval begins or ends; Wagtail looks a dozen times."""
    if request.method == "GET":
        states = page.workflow_states.active().select_related("current_task_state__task")
        page._current_workflow_states = list(states)


def translations_in_own_editions(view: EditView) -> list[dict[str, Any]]:
    """The other languages and editions that a user may change, for the menu at the head.

    Wagtail takes three queries for each page there is, and a page may stand in sixteen editions.
    """
    user = view.request.user
    locales = locales_with_right(user, {"change", "publish", "add"})
    pages = view.page.get_translations().filter(locale__in=locales).select_related("locale")
    return [
        {"locale": page.locale, "url": reverse("wagtailadmin_pages:edit", args=[page.pk])}
        for page in pages.prefetch_workflow_states()
        if page.permissions_for_user(user).can_edit()
    ]


def install_few_queries() -> None:
    EditView.get_translations = translations_in_own_editions
