"""The buttons below a translation, whose sentences are saved one by one."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.action_menu import ActionMenuItem

#: wagtail-localize's, for pages that mirror another one.
NEVER = {"localize-convert-to-alias"}
NOT_FOR_TRANSLATIONS = {"action-save-draft", "localize-restart-translation"}
#: What the large button is, the first of these that there is.
FIRST = [
    "checklist",
    "action-page-locked",
    "approve",
    "action-publish",
    "action-submit",
    "action-restart-workflow",
]


def construct_page_action_menu(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    hidden = NEVER | NOT_FOR_TRANSLATIONS if "translation" in context else NEVER
    items[:] = [item for item in items if item.name not in hidden]
    if "translation" in context:
        items.sort(key=lambda item: FIRST.index(item.name) if item.name in FIRST else len(FIRST))
