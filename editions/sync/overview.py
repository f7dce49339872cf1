"""What the staff of an edition have to do about changes in other editions and languages."""

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from ..missing import missing_pages
from ..models.source_change import SourceChange
from ..models.unwanted_page import UnwantedPage

#: In the order of their urgency; see Overview.
GROUPS = ("outdated", "check", "missing", "left_out")


class Overview:
    """Pages of one edition in all its languages, as querysets ordered as in the tree.

    ``edition``: None for all editions. ``pages`` are those that count, the user's own.
    """

    def __init__(self, edition, pages=None):
        pages = Page.objects.all() if pages is None else pages
        self.locale = None
        if edition is not None:
            pages = pages.filter(locale__language_code__endswith=f"-x-{edition.key}")
            self.locale = Locale.objects.filter(language_code=edition.locale_code()).first()
        self.pages = pages.select_related("locale").order_by("path")

    def get(self, group):
        """Return the pages of a group (one of GROUPS)."""
        return getattr(self, group)()

    def outdated(self):
        """Live copies whose original has changed."""
        return self.pages.filter(Exists(changes_of_page().to_publish()), live=True)

    def check(self):
        """New copies that were never public, and copies with own wording that was carried over."""
        is_new = Q(live=False, first_published_at=None, alias_of=None)
        is_new &= Q(Exists(translation_of_page()))
        return self.pages.filter(is_new | Q(Exists(changes_of_page().to_check())))

    def missing(self):
        """Public pages of other editions that this one does not have and may want."""
        if self.locale is None:
            return Page.objects.none()
        return self._foreign().exclude(translation_key__in=self._unwanted())

    def left_out(self):
        """Those that it does not want."""
        if self.locale is None:
            return Page.objects.none()
        return self._foreign().filter(translation_key__in=self._unwanted())

    def _foreign(self):
        # A copy is left to its original, so that each page comes once.
        return missing_pages(self.locale).filter(~Exists(translation_of_page()), alias_of=None)

    def _unwanted(self):
        return UnwantedPage.objects.filter(locale=self.locale).values("translation_key")

    def counts(self):
        """Return {group: number of pages} of what is to be done."""
        return {group: self.get(group).count() for group in GROUPS[:-1]}


def translation_of_page():
    return Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale")
    )


def changes_of_page():
    return SourceChange.objects.filter(
        translation__source__object_id=OuterRef("translation_key"),
        translation__target_locale=OuterRef("locale"),
        translation__enabled=True,
    )
