"""MemberPage: the profile of an advisor."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.fields import RichTextField
from wagtail.images import get_image_model, get_image_model_string
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField, TranslatableField

from editions.links import path_of
from members import panels, rules, vcard
from members.choices import Area, Availability, ContactWay, Place, slug_of
from members.directory.shortlist import SHORTLIST_SLUG, Shortlist
from members.forms import NEW_PROFILE, MemberPageForm
from members.structured_data import person
from miglobe_site.pages.edition_page import EditionPage

from . import at_once
from .consent import Consent, ConsentKind
from .profile_rows import all_rows_of, rows_of
from .querysets import MemberManager, has_consent

#: From how many characters on a profile is printed in small type.
LONG = 1500
TRANSLATED = ("role", "about", "qualifications", "references", "organisations")
#: Facts, which a translation shares with the German page.
SHARED = """
    academic_title first_name last_name pronouns photo photo_credit town area place availability
    unavailable_until email phone contact_way account member_since internal_note member_topics
    member_formats member_languages member_countries member_links
""".split()
#: What belongs to the person and not to a version of the page.
UNVERSIONED = ("last_confirmed", "unlisted_at", "is_sample", "account_id")


class MemberPage(EditionPage):
    """The public profile of an advisor, and what only staff see of it.

    Nothing here tells a date of birth, nationality, origin, religion or gender. What the person
    has agreed to is no part of the page: see Consent.
    """

    base_form_class = MemberPageForm
    bound_to_edition = True
    picture_cache = "private, no-cache"  # browsers ask each time: a consent can be revoked
    parent_page_types = ["members.MemberIndexPage"]
    subpage_types = []

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
    phone = models.CharField(
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
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account (login)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="member_pages",
    )
    member_since = models.DateField(_("member since"), null=True, blank=True)
    internal_note = models.TextField(
        _("internal note"), max_length=2000, blank=True, help_text=_("Only staff see it.")
    )
    last_confirmed = models.DateTimeField(_("last confirmed"), null=True, editable=False)
    unlisted_at = models.DateTimeField(_("not listed since"), null=True, editable=False)
    saved_at_once = models.JSONField(default=dict, editable=False)  # see members.models.at_once
    is_sample = models.BooleanField(_("sample profile"), default=False, editable=False)

    objects = MemberManager()

    edit_handler = panels.edit_handler()

    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        *(TranslatableField(name) for name in TRANSLATED),
        *(SynchronizedField(name, overridable=False) for name in SHARED),
    ]
    # A copy has no consents: with the portrait, it would forbid the picture on the original too.
    exclude_fields_in_copy = """
        photo photo_credit account member_since internal_note last_confirmed unlisted_at
        saved_at_once
    """.split()
    search_fields = [
        *EditionPage.search_fields,
        index.AutocompleteField("last_name"),
        index.SearchField("role"),
        index.SearchField("about"),
        index.SearchField("town"),
        index.RelatedFields(
            "member_topics", [index.RelatedFields("topic", [index.SearchField("name_de")])]
        ),
    ]

    class Meta:
        verbose_name = _("profile of an advisor")
        verbose_name_plural = _("profiles of advisors")

    def __str__(self):
        return self.title or self.name

    @property
    def name(self):
        """Academic title, first and last name; "" while there is neither name."""
        names = list(filter(None, [self.first_name, self.last_name]))
        return " ".join(filter(None, [self.academic_title, *names])) if names else ""

    @property
    def slug_of_name(self):
        return slug_of(f"{self.first_name} {self.last_name}")

    def _set_core_field_defaults(self):
        self.title = self.title or self.name or str(NEW_PROFILE)
        if not self.slug and self.path and self.slug_of_name:
            self.slug = self._get_autogenerated_slug(self.slug_of_name)
        super()._set_core_field_defaults()

    def clean(self):
        super().clean()
        if "photo" in (errors := rules.picture(self)):
            raise ValidationError({"photo": errors["photo"]})

    def publish_errors(self):
        return super().publish_errors() | rules.publish_errors(self)

    def with_content_json(self, content):
        """Take the values of a version, except those that no version changes."""
        page = super().with_content_json(content)
        for name in UNVERSIONED:
            setattr(page, name, getattr(self, name))
        return page

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save the page, with what belongs to no version as it is in the database this moment.

        Columns of ``UNVERSIONED`` are changed by update() alone.
        """
        row = None
        if kwargs.get("update_fields") is None and not self._state.adding:
            row = at_once.lock(MemberPage, self.pk)
        if row is None:
            return super().save(*args, **kwargs)
        for name in UNVERSIONED:
            setattr(self, name, getattr(row, name))
        is_newer = at_once.take_over_newer(self, row)
        self.__dict__.pop("consents", None)
        super().save(*args, **kwargs)
        if is_newer and self.live_revision_id:
            versions = self.revisions.filter(pk=self.live_revision_id)
            versions.update(content=self.serializable_data())

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        if row := at_once.lock(MemberPage, self.pk):
            at_once.take_over_newer(self, row)
        return super().save_revision(*args, **kwargs)

    @cached_property
    def consents(self):
        """The kinds of consent that are given now; one query, unless with_consents() saved it."""
        if hasattr(self, ConsentKind.WEB.attribute):
            return {kind for kind in ConsentKind if getattr(self, kind.attribute)}
        kinds = Consent.objects.of(self).current().values_list("kind", flat=True)
        return {ConsentKind(kind) for kind in kinds}

    @classmethod
    def hidden_from_search_engines(cls):
        wanted = has_consent(ConsentKind.WEB) & has_consent(ConsentKind.SEARCH_ENGINES)
        return cls.objects.filter(Q(noindex=True) | Q(unlisted_at__isnull=False) | ~wanted)

    @property
    def is_hidden_from_search_engines(self):
        wanted = {ConsentKind.WEB, ConsentKind.SEARCH_ENGINES} <= self.consents
        return self.noindex or bool(self.unlisted_at) or not wanted

    def route(self, request, path_components):
        # Beside the gate before a page goes live: a consent revoked this very moment counts.
        if ConsentKind.WEB not in self.consents:
            raise Http404
        if path_components == ["vcard"] and self.live and ConsentKind.VCARD in self.consents:
            return RouteResult(self, kwargs={"as_vcard": True})
        return super().route(request, path_components)

    def serve(self, request, as_vcard=False):
        if as_vcard:
            return vcard.response(self)
        answer = super().serve(request)
        patch_cache_control(answer, no_cache=True)  # whoever keeps a copy asks: see picture_cache
        return answer

    def get_context(self, request, *args, **kwargs):
        """Add what other apps show of the person, as safe HTML, through their hooks."""
        self.read_portrait()
        context = super().get_context(request, *args, **kwargs)
        shown = (section(self, request) for section in hooks.get_hooks("member_page_section"))
        context["sections"] = list(filter(None, shown))
        directory = path_of(self, request).removesuffix(f"{self.slug}/")
        shortlist = Shortlist.of(request.GET)
        if self.pk not in shortlist:
            shortlist = shortlist.toggled(self.pk)
        context["shortlist_url"] = f"{directory}{SHORTLIST_SLUG}/{shortlist}"
        return context

    def read_portrait(self):
        """Read the portrait and its renditions in one query."""
        if self.portrait_id:
            renditions = get_image_model().get_rendition_model().objects.select_related("image")
            if found := list(renditions.filter(image=self.portrait_id)):
                self.photo = found[0].image
                self.photo.prefetched_renditions = found

    @property
    def portrait_id(self):
        return self.photo_id if ConsentKind.PHOTO in self.consents else None

    @property
    def portrait(self):
        """The portrait, if the person agrees to show it."""
        return self.photo if self.portrait_id else None

    def forbids_picture(self, image):
        """A portrait that the person does not agree to show is shown nowhere on the website."""
        wanted = {ConsentKind.WEB, ConsentKind.PHOTO}
        return image.pk == self.photo_id and not wanted <= self.consents

    @property
    def initials(self):
        return "".join(name[0] for name in (self.first_name, self.last_name) if name).upper()

    @property
    def has_vcard(self):
        return ConsentKind.VCARD in self.consents

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

    @cached_property
    def countries(self):
        return [row.name for row in rows_of(self, "member_countries")]

    @property
    def is_long(self):
        """Whether the texts need small type to fit on one printed sheet."""
        texts = (self.about, self.qualifications, self.references, self.organisations)
        return sum(map(len, texts)) > LONG

    @property
    def is_available(self):
        """Whether requests are open: always, except during a pause."""
        over = self.unavailable_until and self.unavailable_until < timezone.localdate()
        return self.availability != Availability.NONE or bool(over)

    @property
    def availability_text(self):
        if not self.is_available and self.unavailable_until:
            day = date_format(self.unavailable_until, "DATE_FORMAT")
            return _("no requests until %(day)s") % {"day": day}
        if self.availability == Availability.NONE and self.is_available:
            return Availability.FREE.label
        return self.get_availability_display()

    @cached_property
    def german(self):
        """The German page of the same person, which says how the person may be reached."""
        code = self.edition.locale_code()
        if self.locale.language_code == code:
            return self
        pages = MemberPage.objects.filter(translation_key=self.translation_key)
        return pages.filter(locale__language_code=code).first() or self

    @property
    def public_email(self):
        return self.german.email if ContactWay(self.german.contact_way).shows_email else ""

    @property
    def public_phone(self):
        return self.german.phone if ContactWay(self.german.contact_way).shows_phone else ""

    @property
    def structured_data(self):
        graph = super().structured_data
        if not self.is_hidden_from_search_engines:
            graph["@graph"].append(person(self))
        return graph

    @property
    def sharing_picture(self):
        return self.portrait
