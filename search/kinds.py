"""The kinds of things that can be found, and what each page type adds to its text."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page


class Kind(models.TextChoices):
    PAGE = "page", _("Page")
    ADVISOR = "advisor", _("Advisor")
    EXAMPLE = "example", _("Practice example")
    VIDEO = "video", _("Video")
    DOCUMENT = "document", _("Document")

    @property
    def plural(self) -> Promise:
        return PLURALS[self]


PLURALS = {
    Kind.PAGE: _("Pages"),
    Kind.ADVISOR: _("Advisors"),
    Kind.EXAMPLE: _("Practice examples"),
    Kind.VIDEO: _("Videos"),
    Kind.DOCUMENT: _("Documents"),
}
PAGE_TYPES = {
    "members.MemberPage": Kind.ADVISOR,
    "examples.PracticeExamplePage": Kind.EXAMPLE,
    "home.VideoPage": Kind.VIDEO,
}


def kind_of(page: Page) -> Kind:
    return PAGE_TYPES.get(type(page)._meta.label, Kind.PAGE)


def place_of(page: Page) -> str:
    """The town of an advisor or the municipality of a practice example, or ""."""
    return str(getattr(page, "town", "") or getattr(page, "municipality", "") or "")


def contributed(page: Page) -> list[str]:
    """Texts that apps add to a page through the hook "search_text": page → text."""
    return [text for hook in hooks.get_hooks("search_text") if (text := hook(page))]
