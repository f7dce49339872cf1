"""What the staff of an edition have to do about changes in other editions and languages."""

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from .missing import missing_pages
from .models import Follow, Origin, UnwantedPage
from .sync.unfinished import to_check

#: In the order of their urgency; see Overview.
GROUPS = ("waiting", "source_changed", "new", "translations", "missing", "left_out")


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
        self.pages = pages.select_related("locale", "origin").order_by("path")

    def get(self, group):
        """Return the pages of a group (one of GROUPS)."""
        return getattr(self, group)()

    def waiting(self):
        """Copies whose source has changes that nobody has decided about."""
        return self.pages.filter(origin__pending__gt=0).exclude(origin__follow=Follow.NEVER)

    def source_changed(self):
        """Copies whose source is offline, in another place or deleted."""
        return self.pages.exclude(origin=None).exclude(origin__event="")

    def new(self):
        """Copies and translations that were never public."""
        copied = Q(Exists(Origin.objects.filter(page=OuterRef("pk")))) | Q(Exists(translations()))
        return self.pages.filter(copied, live=False, first_published_at=None)

    def translations(self):
        """Translations in which a sentence was kept whose German one is another now."""
        return to_check(self.pages).filter(to_check__gt=0)

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
        # A copy is left to its source, so that each page comes once.
        copied = Origin.objects.following().filter(page=OuterRef("pk"))
        return missing_pages(self.locale).filter(~Exists(copied))

    def _unwanted(self):
        return UnwantedPage.objects.filter(locale=self.locale).values("translation_key")

    def counts(self):
        """Return {group: number of pages} of what is to be done."""
        return {group: self.get(group).count() for group in GROUPS[:-1]}


def translations():
    return Translation.objects.filter(
        source__object_id=OuterRef("translation_key"),
        target_locale=OuterRef("locale"),
        enabled=True,
    )
