"""Texts that say how many advisors there are ("ein Team von 16"), compared with the profiles."""

import re
from html import unescape

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import IContains
from django.utils.html import strip_tags
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from members.models import MemberPage
from miglobe_site.pages.edition_page import EditionPage

UNITS = "ein zwei drei vier fünf sechs sieben acht neun".split()
TEENS = "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()
TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
#: {"zwei": 2, …, "neunundneunzig": 99}
WORDS = dict(
    zip(
        [
            *UNITS,
            *TEENS,
            *(f"{unit}und{ten}" if unit else ten for ten in TENS for unit in ["", *UNITS]),
        ],
        range(1, 100),
        strict=True,
    )
)
TEAM = re.compile(rf"\bteam\s+(?:von|aus|of)\s+(\d+|{'|'.join(WORDS)})\b", re.IGNORECASE)


def sizes_in(text):
    """Return {phrase: number} of what a text says: {"Team von sechzehn": 16}."""
    plain = unescape(strip_tags(text))
    found = {}
    for match in TEAM.finditer(plain):
        word = match[1].lower()
        found[" ".join(match[0].split())] = int(word) if word.isdecimal() else WORDS[word]
    return found


def text_fields(model):
    """The fields of a page type in which staff write running text."""
    return [field for field in model._meta.fields if isinstance(field, TextField | StreamField)]


def texts_of(page):
    for field in text_fields(type(page)):
        value = field.value_from_object(page)
        yield from strings(value.raw_data) if isinstance(field, StreamField) else [value or ""]


def strings(data):
    """All strings in the raw data of a StreamField."""
    if isinstance(data, str):
        yield data
    elif hasattr(data, "items"):
        yield from strings(list(data.values()))
    elif hasattr(data, "__iter__"):
        for part in data:
            yield from strings(part)


def number_of_advisors(edition):
    """How many profiles of an edition the public sees."""
    return (
        MemberPage.objects.published().filter(locale__language_code=edition.locale_code()).count()
    )


def claims_of(page):
    """Return what sizes_in() finds on a whole page."""
    found = {}
    for text in texts_of(page):
        found |= sizes_in(text)
    return found


def differing_pages(locales):
    """Yield (page, phrases, number) for the live pages in some locales whose number is wrong.

    One query finds the pages with the word, whatever their types; they are read then.
    """
    types = [model for model in get_page_models() if issubclass(model, EditionPage)]
    queries = [
        model.objects.live()
        .filter(mentions_a_team(model), locale__in=locales)
        .order_by()
        .values_list("pk", flat=True)
        for model in types
        if model is not MemberPage
    ]
    ids = list(queries[0].union(*queries[1:], all=True))
    numbers = {}
    for page in Page.objects.filter(pk__in=ids).select_related("locale").specific():
        claims = claims_of(page)
        if claims and page.edition not in numbers:
            numbers[page.edition] = number_of_advisors(page.edition)
        number = numbers.get(page.edition)
        if phrases := [phrase for phrase, size in claims.items() if size != number]:
            yield page, phrases, number


def mentions_a_team(model):
    """Condition that spares reading pages without the word."""
    wanted = Q()
    for field in text_fields(model):
        wanted |= Q(IContains(Cast(field.name, TextField()), "team"))
    return wanted
