"""Searches without a hit are counted for the staff of the edition, without personal data.

A text is kept only once it was searched for SEVERAL times within a month: until then there is a
keyed digest with a number in the cache, from which no text can be made. Long texts, addresses,
numbers and names of advisors, also of those who are no longer public, are never kept.
"""

import re
from datetime import timedelta

from django.core.cache import cache
from django.db.models import F
from django.utils import timezone

from members.models import MemberPage

from .german import WORD, folded
from .models import MissedSearch
from .suggestions import digest

SEVERAL = 3
MONTH = 30 * 24 * 60 * 60  # seconds
KEEP = timedelta(days=90)
MOST_WORDS = 4
MOST_ROWS = 500
PERSONAL = re.compile(r"@|\d{4}|https?:|www\.", re.IGNORECASE)


def note(text, code):
    """Count a search that found nothing."""
    text = " ".join(WORD.findall(text.lower())) if not PERSONAL.search(text) else ""
    if not text or len(text) > 60 or len(text.split()) > MOST_WORDS:
        return
    key = f"missed-{digest(f'{code} {text}')}"
    number = cache.get(key, 0) + 1
    cache.set(key, number, MONTH)
    if number < SEVERAL or names_an_advisor(text):
        return
    rows = MissedSearch.objects.filter(locale_code=code)
    today = timezone.localdate()
    known = rows.filter(text=text).update(number=F("number") + 1, last_day=today)
    if not known and rows.count() < MOST_ROWS:
        MissedSearch.objects.get_or_create(locale_code=code, text=text, defaults={"number": number})


def names_an_advisor(text):
    words = set(folded(text))
    names = MemberPage.objects.values_list("first_name", "last_name")
    return any(words & set(folded(" ".join(name))) for name in names)


def forget_old():
    """Delete what nobody has searched for lately; return how many rows."""
    old = MissedSearch.objects.filter(last_day__lt=timezone.localdate() - KEEP)
    return old.delete()[0]
