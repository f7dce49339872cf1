"""What a new edition needs before its start page can go live, and where that is done.

What is needed comes from the apps through the hook ``edition_checklist``: functions that take the
start page, with the values that would go live, and return Items.
"""

from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from ..models import Opening
from ..registry import parse_code


@dataclass(frozen=True)
class Item:
    """``text`` says when the item is done, ``url`` leads to where that happens.

    ``field`` is the id of an element there, where it is the editor of the start page.
    """

    label: str
    text: str
    url: str
    is_done: bool
    field: str = ""


def opening_of(home):
    """Return the Opening of a start page's edition while it has never been public, else None."""
    edition = parse_code(home.locale.language_code)[1]
    opening = edition and Opening.objects.filter(key=edition.key).first()
    return opening if opening and not opening.was_public else None


def checklist(home):
    """Return the Items of a German start page that has never been live; [] for any other."""
    opening = opening_of(home)
    if opening is None or parse_code(home.locale.language_code)[0] != "de":
        return []
    items = [item for items in hooks.get_hooks("edition_checklist") for item in items(home)]
    return [*pages_to_come(opening), *items]


def pages_to_come(opening):
    if opening.waiting:
        text = _("%(count)d pages are still to be taken over.") % {"count": opening.waiting}
        url = reverse("take_over_job", args=[opening.job_id])
        yield Item(_("Pages"), text, url, is_done=False)


def publish_errors(home):
    """Return {NON_FIELD_ERRORS: message} while a start page must not go live."""
    if parse_code(home.locale.language_code)[0] != "de":
        if opening_of(home) is None:
            return {}
        return {NON_FIELD_ERRORS: _("Please publish the German start page of the edition first.")}
    missing = [item.label for item in checklist(home) if not item.is_done]
    if not missing:
        return {}
    text = _("Before this edition can be published, the following is missing: %(items)s.")
    return {NON_FIELD_ERRORS: text % {"items": ", ".join(missing)}}
