"""The page that compares the profiles of a shortlist."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from editions.homes import home_type, on_show
from editions.links import path_of
from editions.registry import Edition, parse_code
from members.directory.listing import Directory
from members.directory.shortlist import Shortlist


@dataclass(frozen=True)
class Ask:
    """A button that asks for advice from the people of a shortlist."""

    label: str
    url: str


def context(request: HttpRequest, path: str, profiles: Any) -> dict[str, Any]:
    """What the template shows; ``path``: where the page is, ``profiles``: all that are published.

    Four queries.
    """
    shortlist = Shortlist.of(request.GET)
    found = Directory(profiles.filter(pk__in=shortlist.ids), QueryDict())
    shown = sorted(found.page, key=lambda profile: shortlist.ids.index(profile.pk))
    for profile in shown:
        profile.without_query = str(shortlist.toggled(profile.pk))
    here = parse_code(get_language())[1]
    to_ask = asks(shown, request)
    closed = [
        profile for profile in shown if not profile.is_available or profile.edition not in to_ask
    ]
    address = f"{settings.BASE_URL}{path}{shortlist}"
    return {
        "profiles": shown,
        "shortlist": shortlist,
        "listing": found,
        "rows": rows(shown, found),
        "missing": len(shortlist) - len(shown),
        "asks": list(to_ask.values()),
        "unavailable": closed,
        "shows_state": any(profile.edition != here for profile in shown),
        "address": address,
        "forward": f"mailto:?{urlencode(mail(shown, address), quote_via=quote)}",
    }


def mail(profiles: Iterable[Any], address: str) -> dict[str, str]:
    """The subject and the text with which a shortlist is forwarded."""
    names = [f"- {profile.title}" for profile in profiles]
    lines = [
        _("These advisors of MiGlobe are on my shortlist:"),
        "",
        *names,
        "",
        _("Compare them side by side:"),
        address,
    ]
    return {"subject": _("Shortlist of MiGlobe"), "body": "\r\n".join(lines)}


def rows(profiles: Sequence[Any], listing: Directory) -> list[tuple[str, list[tuple[Any, str]]]]:
    """(heading, [(profile, text)]) of what is compared; a row that is empty for all is left out."""

    def joined(values: Iterable[Any]) -> str:
        return ", ".join(map(str, values))

    def place(profile: Any) -> str:
        return joined(filter(None, [profile.town, profile.get_place_display()]))

    compared = {
        _("Helps you with"): lambda profile: profile.summary,
        _("Profession"): lambda profile: profile.role,
        _("Topics"): lambda profile: joined(profile.topics),
        _("Advice in"): lambda profile: joined(profile.advice_languages),
        _("Regional knowledge"): lambda profile: joined(listing.labels_of(profile.pk, "land")),
        _("Formats"): lambda profile: joined(profile.formats),
        _("Place"): place,
        _("Area"): lambda profile: profile.get_area_display(),
    }
    made = [
        (heading, [(profile, str(text(profile))) for profile in profiles])
        for heading, text in compared.items()
    ]
    return [(heading, cells) for heading, cells in made if any(text for _profile, text in cells)]


def asks(profiles: Iterable[Any], request: HttpRequest) -> dict[Edition, Ask]:
    """The button of each edition that takes requests, for those of its people who do.

    One query, two in other languages than German, or none where nobody takes requests.
    """
    people: dict[Edition, dict[Any, Any]] = {}
    for profile in profiles:
        if profile.is_available:  # each person once, whatever languages the profiles are in
            people.setdefault(profile.edition, {}).setdefault(profile.translation_key, profile)
    pages = request_pages(people) if people else {}
    here = parse_code(get_language())[1]
    state = _("Request in %(state)s")
    made = {}
    for edition, page in pages.items():
        asked = list(people[edition].values())
        elsewhere = len(pages) > 1 or here not in {None, edition}
        label = state % {"state": edition.state} if elsewhere else together(asked)
        shortlist = Shortlist(tuple(profile.pk for profile in asked))
        made[edition] = Ask(label, f"{path_of(page, request)}{shortlist}")
    return made


def together(asked: Sequence[Any]) -> str:
    if len(asked) == 1:
        return _("Request advice with %(name)s") % {"name": asked[0].title}
    if len(asked) == 2:
        return _("Request advice from both")
    return _("Ask these %(number)s together") % {"number": apnumber(len(asked))}


def request_pages(editions: Iterable[Edition]) -> dict[Edition, Page]:
    """The pages for requests of those editions that take any: in the language read, or German."""
    codes = [edition.locale_code() for edition in editions]
    homes = home_type().objects.filter(on_show(), on_show("request_page__"))
    homes = homes.filter(locale__language_code__in=codes)
    homes = homes.select_related("locale", "request_page__locale").order_by("path")
    pages = {home.edition: home.request_page for home in homes if home.takes_requests}
    language = parse_code(get_language())[0]
    if language != "de":
        keys = [page.translation_key for page in pages.values()]
        codes = [edition.locale_code(language) for edition in pages]
        read = Page.objects.filter(
            on_show(), translation_key__in=keys, locale__language_code__in=codes
        )
        for page in read.select_related("locale"):
            edition = parse_code(page.locale.language_code)[1]
            if page.translation_key == pages[edition].translation_key:
                pages[edition] = page
    return pages
