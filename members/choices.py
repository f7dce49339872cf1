"""What can be chosen in a profile. Names of languages and countries come from the Unicode CLDR."""

from datetime import date
from functools import cache

from babel import Locale
from django.db import models
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from editions.registry import language_tag, parse_code
from miglobe_site.facets.declaring import alphabetical

#: ISO 639 codes of the languages that can be chosen, and German Sign Language.
LANGUAGES = """
    ak am ar ay az be bg bm bn bs ca ckb cs da de dyu el en es et ewo fa fa_AF ff fi fil fr ga
    gn gsg gu ha he hi hr ht hu hy id ig is it ja ka kab kk km ku ky lg ln lo lt lv mg mk mn ms
    mt my ne nl no pa pl ps pt qu rn ro ru rw si sk sl sn so sq sr sv sw ta te tg th ti tk tr
    tw uk ur uz vi wo xh yo zgh zh zu
""".split()
#: Codes among the CLDR's territories that are no country, or have no inhabitants.
NO_COUNTRIES = set("AC AQ BV CP DG EA EU EZ GS HM IC IO QO TA TF UM UN XA XB ZZ".split())


class Format(models.TextChoices):
    """A way of giving advice."""

    DIALOGUE = "dialogue-forum", _("dialogue forum")
    PROCESS = "process-support", _("support of a process")
    WORKSHOP = "workshop", _("workshop")
    TALK = "talk", _("talk")
    NETWORKING = "networking", _("networking")


class Area(models.TextChoices):
    """How far an advisor travels."""

    LOCAL = "local", _("the town and its surroundings")
    STATE = "state", _("the whole federal state")
    NATIONWIDE = "nationwide", _("all of Germany")


class Place(models.TextChoices):
    BOTH = "both", _("on site and online")
    ON_SITE = "on-site", _("on site")
    ONLINE = "online", _("online")


class Availability(models.TextChoices):
    FREE = "free", _("takes requests")
    LIMITED = "limited", _("has little time")
    NONE = "none", _("no requests for now")

    @classmethod
    def today(cls, value: str, until: date | None) -> "Availability":
        """How it is today: a pause that is over is none."""
        is_over = value == cls.NONE and until is not None and until < timezone.localdate()
        return cls.FREE if is_over else cls(value)


class ContactWay(models.TextChoices):
    """How the public may reach an advisor; a form is always open."""

    FORM = "form", _("form only")
    EMAIL = "email", _("form and e-mail")
    PHONE = "phone", _("form and telephone")
    BOTH = "both", _("form, e-mail and telephone")

    @property
    def shows_email(self):
        return self in {self.EMAIL, self.BOTH}

    @property
    def shows_phone(self):
        return self in {self.PHONE, self.BOTH}


class LinkKind(models.TextChoices):
    """What a link of an advisor leads to."""

    PAGE = "page", _("website or profile")
    TALK = "talk", _("talk or recording")
    MEDIA = "media", _("article, radio or video")


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


@cache
def names(language):
    return Locale.parse(language)


def interface_language():
    """ "de" or "en", whatever edition is on show."""
    return "en" if language_tag(parse_code(get_language())[0]) == "en" else "de"


def language_name(code):
    """The name of a language in the language on show; the code itself where it has none."""
    if code == "gsg":
        return gettext("German Sign Language")
    return names(interface_language()).languages.get(code, code)


def country_name(code):
    """The name of a country, or of a part of the world (members.regions)."""
    return names(interface_language()).territories.get(code, code)


def choices(codes, name):
    """(code, name) pairs by German name, each name shown in the language of its reader."""
    with override("de"):
        ordered = sorted(codes, key=lambda code: alphabetical(name(code)))
    lazy_name = lazy(name, str)
    return [(code, lazy_name(code)) for code in ordered]


@cache
def language_choices():
    return choices(LANGUAGES, language_name)


@cache
def country_choices():
    codes = [code for code in names("de").territories if len(code) == 2 and code.isalpha()]
    return choices(set(codes) - NO_COUNTRIES, country_name)
