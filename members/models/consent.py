"""What an advisor has agreed to, when, in which words, and who recorded it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.choices import ConsentKind

#: The words that are agreed to, each with its version: other words need another version.
TEXTS = {
    ConsentKind.WEB: (
        "2026-11",
        _(
            "My profile may be published on the website of MiGlobe, with the data that are marked "
            "as public in it."
        ),
    ),
    ConsentKind.PHOTO: (
        "2026-11",
        _("My portrait may be shown with my profile on the website of MiGlobe."),
    ),
    ConsentKind.VCARD: (
        "2026-11",
        _("My public contact data may be offered as an electronic business card (vCard)."),
    ),
    ConsentKind.PRINT: (
        "2026-11",
        _("My profile may stand in printed lists and leaflets of MiGlobe."),
    ),
    ConsentKind.SEARCH_ENGINES: (
        "2026-11",
        _("Search engines may find my profile and list it."),
    ),
}


class ConsentQuerySet(models.QuerySet):
    def current(self):
        return self.filter(revoked_at=None)

    def of(self, page):
        """The consents of the person whose page, in whichever language, this is."""
        return self.filter(profile=page.translation_key)

    def overview(self):
        """Return for each kind its text, state and history, newest first, as staff see them."""
        history = list(self.select_related("given_by", "revoked_by"))
        return [
            {
                "kind": kind,
                "text": TEXTS[kind][1],
                "version": TEXTS[kind][0],
                "current": next((c for c in history if c.kind == kind and not c.revoked_at), None),
                "history": [consent for consent in history if consent.kind == kind],
            }
            for kind in ConsentKind
        ]


class Consent(models.Model):
    """One consent from giving to revoking. Change it through members.consents alone.

    It belongs to the person and not to a version of a page: ``profile`` is the translation key,
    which the pages of a person in all languages share and a copy does not inherit.
    """

    profile = models.UUIDField(_("profile"))
    kind = models.CharField(_("kind"), max_length=20, choices=ConsentKind.choices)
    text_version = models.CharField(_("version of the text"), max_length=20)
    evidence = models.CharField(
        _("evidence"),
        max_length=200,
        blank=True,
        help_text=_("How the consent was given, for example “form of 3 May 2026”."),
    )
    given_at = models.DateTimeField(_("given on"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("revocation recorded by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "kind"],
                condition=models.Q(revoked_at=None),
                name="one_current_consent_of_a_kind",
            )
        ]

    def __str__(self):
        return self.get_kind_display()
