"""What an advisor has agreed to, when, in which words, and who recorded it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentKind(models.TextChoices):
    WEB = "web", _("Publication on the web")
    PHOTO = "photo", _("Photo")
    VCARD = "vcard", _("vCard")
    PRINT = "print", _("Print")
    SEARCH_ENGINES = "search-engines", _("Search engines")

    @property
    def attribute(self):
        """The name under which MemberQuerySet.with_consents() adds it to each page."""
        return f"consent_{self.value.replace('-', '_')}"


class ConsentQuerySet(models.QuerySet):
    def current(self):
        return self.filter(revoked_at=None)

    def of(self, page):
        """The consents of the person whose page, in whichever language, this is."""
        return self.filter(profile=page.translation_key)


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
