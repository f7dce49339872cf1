"""What editions ask of the type of their home pages: the offer, its settings, its claim."""

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .advisors_word import AdvisorsWord
from .registry import parse_code


class EditionHome(models.Model):
    """What the type of the home pages inherits, so that editions know which type that is.

    Requests for advice are open while the offer is active. Its status stands on the German home
    page and counts in every language of the edition.
    """

    class OfferStatus(models.TextChoices):
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        ARCHIVED = "archived", _("archived")

    #: Names of the fields with settings of one edition, which its home pages share. The type of
    #: the home pages adds its own.
    shared_settings: tuple[str, ...] = ("offer_status", "request_page", "advisors_word")

    offer_status = models.CharField(
        _("status of the offer"),
        max_length=10,
        choices=OfferStatus.choices,
        default=OfferStatus.ACTIVE,
        help_text=_(
            "Requests for advice are open only while the offer is active. An archived edition "
            "stays readable, but search engines leave it out and its staff can no longer change it."
        ),
    )
    offer_notice = models.TextField(
        _("notice on the offer"),
        max_length=500,
        blank=True,
        help_text=_(
            "Shown at the top of every page of the edition. Left empty, a sentence of ours stands "
            "there while the offer is paused or archived."
        ),
    )
    request_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page for requests"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where the button “Request advice” leads."),
    )
    claim = models.CharField(_("claim"), max_length=120, blank=True)
    advisors_word = models.CharField(
        _("spelling of the advisors"),
        max_length=10,
        choices=AdvisorsWord.choices,
        default=AdvisorsWord.PAIR,
        help_text=_(
            "So menus, buttons, lists and headings of the website name them. Texts that you write "
            "yourselves stay as they are."
        ),
    )

    class Meta:
        abstract = True

    def forget_settings(self):
        """Take out what belongs to one edition alone, on a copy that is to start another."""
        for name in (*self.shared_settings, "offer_notice"):
            field: Any = self._meta.get_field(name)  # a field, or the rows of one
            setattr(self, name, [] if field.one_to_many else field.get_default())

    @cached_property
    def german(self):
        """The German home page of this edition; this one where there is none."""
        language, edition = parse_code(self.locale.language_code)
        if language == "de":
            return self
        homes = type(self).objects.filter(locale__language_code=edition.locale_code())
        return homes.first() or self

    @cached_property
    def settings(self):
        """The German home page with the settings that count in every language of the edition.

        While it is not on show, those of its draft: previews show them, and what is about to be
        published is held against them.
        """
        return self.german if self.german.live else self.german.get_latest_revision_as_object()

    @property
    def answers_go_to(self) -> str:
        """The address of people who read answers to mails of the edition, if there is one."""
        return ""

    @property
    def is_active(self):
        return self.german.offer_status == self.OfferStatus.ACTIVE

    @property
    def takes_requests(self):
        return self.is_active

    @property
    def is_archived(self):
        return self.german.offer_status == self.OfferStatus.ARCHIVED

    @property
    def notices(self):
        """The sentences at the top of every page: staff's own, else one on the status."""
        own = [self.offer_notice] if self.offer_notice else []
        if self.is_archived:
            # An own notice may be older than the archive, and does not mention it.
            archived = _("These pages are archived: they can be read, but are not kept up.")
            return [archived, *own]
        if not own and not self.is_active:
            return [_("Our offer is interrupted: at the moment we take no new requests.")]
        return own
