"""What a field suggests while somebody is typing: names of pages, people and documents."""

import hashlib
import hmac
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from editions.advisors_word import speak
from home.models import HomePage
from miglobe_site.accounts.throttle import client_address

from . import engines
from .finding import ORDER
from .german import folded
from .kinds import Kind
from .models import Entry
from .queries import parse_unfinished, tidy

MOST = 7
SHORTEST, LONGEST = 2, 60
SECONDS = 300
#: Questions in a minute that one address may ask anew, beside those answered from the cache.
MOST_A_MINUTE = 90
GENERATION = "search-generation"


class TooMany(Exception):
    """Raised where one address asks too much."""


def suggest(request: HttpRequest, code: str, language: str) -> list[dict[str, str]]:
    """Return [{"title", "kind", "url"}, …] for the query of a request; raises TooMany."""
    words = folded(tidy(request.GET.get("q", ""))[:LONGEST])
    text = " ".join(words)
    if len(text) < SHORTEST:
        return []
    key = f"suggestions-{cache.get(GENERATION, 0)}-{code}-{digest(text)}"
    found = cache.get(key)
    if found is None:
        limit(request)
        speak_as_home(code)
        found = look_up(text, code, language)
        cache.set(key, found, SECONDS)
    return found


def speak_as_home(code: str) -> None:
    """Name the advisors as the edition does: without a page around it, nobody has said so yet."""
    homes = HomePage.objects.filter(locale__language_code=code, live=True)
    if word := homes.values_list("advisors_word", flat=True).first():
        speak(code, word)


def look_up(text: str, code: str, language: str) -> list[dict[str, str]]:
    hits = engines.named(parse_unfinished(text, language), [code])
    best = sorted(hits, key=lambda hit: order(hit, text))[:MOST]
    rows = Entry.objects.filter(pk__in=[hit[0] for hit in best]).on_show().for_results()
    entries = rows.defer("words", "keywords", "text").in_bulk()
    return [
        {"title": entry.title, "kind": str(Kind(entry.kind).label), "url": entry.url}
        for hit in best
        if (entry := entries.get(hit[0]))
    ]


def order(hit: engines.Hit, text: str) -> tuple[bool, int, int, int]:
    """Sort key: names that begin as typed first, short ones before long ones."""
    pk, kind, names, _score = hit
    return (not names.startswith(text.split()[0][:4]), ORDER[kind], len(names), pk)


def limit(request: HttpRequest) -> None:
    """Count a question; the address is kept for a minute at most, and only as a keyed digest.

    In the cache, unlike other throttles, since people ask with every letter that they type. It may
    lose a count where an address asks twice at once: this spares the server, it guards nothing.
    """
    minute = int(time.time() // 60)
    key = f"suggestions-of-{digest(f'{client_address(request)} {minute}')}"
    number = cache.get(key, 0) + 1
    cache.set(key, number, 60)
    if number > MOST_A_MINUTE:
        raise TooMany


def digest(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def forget() -> None:
    """Let no suggestion be answered from before, since an entry has changed."""
    cache.set(GENERATION, time.time_ns(), None)
