"""What a profile says of a person, and what can be read off it alone."""

from uuid import UUID

from django.db import models
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string

from members.choices import Area, Availability, ContactWay, LinkKind, Place, country_name
from members.regions import regions_of
from miglobe_site.fields import PhoneField
from miglobe_site.slugs import slug_of

from .profile_rows import all_rows_of, rows_of

#: How many pairs of colours 430-member-card.css knows, and the corners of the second circle.
COLOURS, CORNERS = 10, ("start", "end", "top")
#: From how many characters on a profile is printed in small type.
LONG = 1500


class Profile(models.Model):
    """The fields of MemberPage that hold the profile itself.

    Nothing here tells a date of birth, nationality, origin, religion or gender.
    """

    academic_title = models.CharField(_("academic title"), max_length=30, blank=True)
    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=60)
    pronouns = models.CharField(_("pronouns"), max_length=30, blank=True)
    photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown only with the consent “Photo”. Without a portrait: the initials."),
    )
    photo_credit = models.CharField(
        _("credit of the portrait"),
        max_length=120,
        blank=True,
        help_text=_("Who took the picture; needed with a portrait."),
    )
    role = models.CharField(_("profession or role"), max_length=80, blank=True)
    summary = models.CharField(
        _("short introduction"),
        max_length=160,
        help_text=_("What do you help a municipality with? Shown on the card in the directory."),
    )
    about = RichTextField(_("about me"), max_length=1500, features=["bold", "italic", "ol", "ul"])
    qualifications = models.TextField(
        _("qualifications"), max_length=600, blank=True, help_text=_("One in each line.")
    )
    references = models.TextField(
        _("references"), max_length=600, blank=True, help_text=_("One in each line.")
    )
    organisations = models.TextField(
        _("organisations"), max_length=600, blank=True, help_text=_("One in each line.")
    )
    town = models.CharField(_("town"), max_length=60, blank=True, help_text=_("No street."))
    area = models.CharField(_("area"), max_length=10, choices=Area.choices, default=Area.STATE)
    place = models.CharField(
        _("on site or online"), max_length=10, choices=Place.choices, default=Place.BOTH
    )
    availability = models.CharField(
        _("availability"),
        max_length=10,
        choices=Availability.choices,
        default=Availability.FREE,
    )
    unavailable_until = models.DateField(
        _("no requests until"),
        null=True,
        blank=True,
        help_text=_("Only for “no requests for now”: from the next day on, requests are open."),
    )
    email = models.EmailField(
        _("e-mail (internal)"),
        blank=True,
        help_text=_("Shown on the website only if the way of contact includes it."),
    )
    phone = PhoneField(
        _("telephone (internal)"),
        max_length=40,
        blank=True,
        help_text=_("Shown on the website only if the way of contact includes it."),
    )
    contact_way = models.CharField(
        _("public way of contact"),
        max_length=10,
        choices=ContactWay.choices,
        default=ContactWay.FORM,
    )
    member_since = models.DateField(_("member since"), null=True, blank=True)
    internal_note = models.TextField(
        _("internal note"), max_length=2000, blank=True, help_text=_("Only staff see it.")
    )

    #: Of the page that keeps this profile; the same in all its languages.
    translation_key: UUID

    class Meta:
        abstract = True

    @property
    def name(self):
        """Academic title, first and last name; "" while there is neither name."""
        names = list(filter(None, [self.first_name, self.last_name]))
        return " ".join(filter(None, [self.academic_title, *names])) if names else ""

    @property
    def slug_of_name(self):
        return slug_of(f"{self.first_name} {self.last_name}")

    @property
    def look(self) -> str:
        """The classes of this person's circles: two colours of the logo and a corner, for good."""
        number = int(self.translation_key)
        return f"portrait--{number % COLOURS} portrait--{CORNERS[number // COLOURS % len(CORNERS)]}"

    @property
    def initials(self):
        return "".join(name[0] for name in (self.first_name, self.last_name) if name).upper()

    @cached_property
    def saved_rows(self):
        return all_rows_of(self)

    @cached_property
    def topics(self):
        return [row.topic for row in rows_of(self, "member_topics")]

    @cached_property
    def formats(self):
        return [row.get_format_display() for row in rows_of(self, "member_formats")]

    @cached_property
    def languages(self):
        return rows_of(self, "member_languages")

    @cached_property
    def advice_languages(self):
        return [row.name for row in self.languages if row.can_advise]

    @property
    def other_languages(self):
        return [row.name for row in self.languages if not row.can_advise]

    @cached_property
    def links(self):
        return rows_of(self, "member_links")

    @property
    def websites(self):
        return [link for link in self.links if link.kind == LinkKind.PAGE]

    @property
    def talks_and_media(self):
        return [link for link in self.links if link.kind != LinkKind.PAGE]

    @cached_property
    def countries(self):
        return [row.name for row in rows_of(self, "member_countries")]

    @property
    def regions(self):
        """The parts of the world that its countries are in, for the search."""
        codes = regions_of(row.code for row in rows_of(self, "member_countries"))
        return ", ".join(map(country_name, codes))

    @property
    def is_long(self):
        """Whether the texts need small type to fit on one printed sheet."""
        texts = (self.about, self.qualifications, self.references, self.organisations)
        return sum(map(len, texts)) > LONG

    @property
    def availability_today(self) -> Availability:
        return Availability.today(self.availability, self.unavailable_until)

    @property
    def is_available(self):
        """Whether requests are open: always, but for a pause that is not over."""
        return self.availability_today != Availability.NONE

    @property
    def availability_text(self):
        if not self.is_available and self.unavailable_until:
            day = date_format(self.unavailable_until, "DATE_FORMAT")
            return _("no requests until %(day)s") % {"day": day}
        return self.availability_today.label
