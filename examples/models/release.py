"""What a municipality has released, and the private links under which it sees the draft."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from miglobe_site.accounts.secret_links import SecretLink
from miglobe_site.texts import CleanTexts

from .released_text import same_text

USER = {
    "to": settings.AUTH_USER_MODEL,
    "null": True,
    "on_delete": models.SET_NULL,
    "related_name": "+",
}


class ReleaseLink(CleanTexts, SecretLink):
    """A private link to the draft of an example."""

    example = models.ForeignKey(
        "examples.PracticeExamplePage",
        verbose_name=_("practice example"),
        on_delete=models.CASCADE,
        related_name="release_links",
    )
    recipient = models.CharField(
        _("for whom"),
        max_length=120,
        blank=True,
        help_text=_("Who gets the link, for example “Agenda-Büro, Frau Muster”."),
    )

    class Meta(SecretLink.Meta):
        verbose_name = _("private link")
        verbose_name_plural = _("private links")

    def __str__(self):
        return self.recipient or str(_("private link"))


class ReleaseQuerySet(models.QuerySet):
    def current(self):
        return self.filter(withdrawn_at=None)

    def of(self, page):
        """The releases of the example that this page, in whichever language, tells of."""
        return self.filter(example=page.translation_key)


class Release(CleanTexts):
    """One release from giving to withdrawing. Change it through examples.releases alone.

    It belongs to no version of a page: ``example`` is the translation key, which the pages of an
    example in all languages share and a copy does not inherit. ``revision`` is what was read.
    """

    example = models.UUIDField(_("practice example"), db_index=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=120, blank=True)
    evidence = models.CharField(
        _("evidence"),
        max_length=200,
        blank=True,
        help_text=_("How the release was given, for example “e-mail of 3 May 2026”."),
    )
    given_at = models.DateTimeField(_("released on"), default=timezone.now)
    recorded_by = models.ForeignKey(verbose_name=_("recorded by"), **USER)
    link = models.ForeignKey(
        ReleaseLink,
        verbose_name=_("private link"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="releases",
    )
    revision = models.ForeignKey(
        Revision,
        verbose_name=_("version"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(verbose_name=_("withdrawn by"), **USER)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        verbose_name = _("release by the municipality")
        verbose_name_plural = _("releases by the municipality")

    def __str__(self):
        return self.name

    @property
    def newest(self) -> Revision | None:
        """The newest version of the page that was read; None where the version is gone."""
        page = self.revision and self.revision.content_object
        return page.latest_revision if page else None

    @property
    def is_up_to_date(self) -> bool:
        """Whether the newest version says what was released."""
        return same_text(self.revision, self.newest)

    @property
    def compare_url(self) -> str:
        """Where the CMS shows what was changed since; "" where the version is gone."""
        if not (newest := self.newest):
            return ""
        versions = [newest.object_id, self.revision_id, newest.pk]
        return reverse("wagtailadmin_pages:revisions_compare", args=versions)


def release_overview(page: Page) -> dict:
    """Return {"current", "is_older", "compare_url", "releases", "links"}, as staff see them.

    ``is_older``: the text was changed since its release; ``compare_url`` shows how.
    """
    if not page.pk:
        return {"current": None, "is_older": False, "releases": [], "links": []}
    people = ("recorded_by", "withdrawn_by", "revision")
    releases = list(Release.objects.of(page).select_related(*people))
    current = next((each for each in releases if each.withdrawn_at is None), None)
    return {
        "current": current,
        "is_older": current is not None and not current.is_up_to_date,
        "compare_url": current.compare_url if current else "",
        "releases": releases,
        "links": list(page.release_links.select_related("created_by")),
    }
