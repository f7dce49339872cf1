"""Searches without a hit are counted for the staff of the edition, without personal data.

A text is kept only once it was searched for SEVERAL times within a month: until then there is a
keyed digest with a number, from which no text can be made. Long texts, addresses, numbers and names
of advisors, also of those who are public no more, are never kept.
"""

import re
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from members.models import MemberPage
from miglobe_site.accounts import throttle

from .german import WORD, folded
from .models import MissedSearch

SEVERAL = 3
DAY, MONTH = timedelta(days=1), timedelta(days=30)
#: Searches counted in a day and edition, so that a robot that types nonsense fills no table.
MOST_A_DAY = 1_000
KEEP = timedelta(days=90)
MOST_WORDS = 4
MOST_ROWS = 500
PERSONAL = re.compile(r"@|\d{4}|https?:|www\.", re.IGNORECASE)


def note(text: str, code: str) -> None:
    """Count a search that found nothing."""
    text = " ".join(WORD.findall(text.lower())) if not PERSONAL.search(text) else ""
    if not text or len(text) > 60 or len(text.split()) > MOST_WORDS:
        return
    if throttle.count("missed-searches", code, DAY) > MOST_A_DAY:
        return
    number = throttle.count("missed-search", f"{code} {text}", MONTH)
    if number < SEVERAL or names_an_advisor(text):
        return
    rows = MissedSearch.objects.filter(locale_code=code)
    today = timezone.localdate()
    known = rows.filter(text=text).update(number=F("number") + 1, last_day=today)
    if not known and rows.count() < MOST_ROWS:
        MissedSearch.objects.get_or_create(locale_code=code, text=text, defaults={"number": number})


def names_an_advisor(text: str) -> bool:
    words = set(folded(text))
    names = MemberPage.objects.values_list("first_name", "last_name")
    return any(words & set(folded(" ".join(name))) for name in names)


def forget_old() -> int:
    """Delete what nobody has searched for lately; return how many rows."""
    old = MissedSearch.objects.filter(last_day__lt=timezone.localdate() - KEEP)
    return old.delete()[0]
