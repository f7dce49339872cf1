"""What may be done only so often within an hour: counted for a whole hour, and nothing is lost."""

import time
from datetime import timedelta
from functools import partial

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from members.my_profile import data_views, login_views
from miglobe_site.accounts import throttle
from miglobe_site.accounts.models import ThrottleCount
from miglobe_site.outbox import errands
from search import missed
from search.models import MissedSearch
from tests.factories.my_profile import account_of, profile
from tests.threads import at_once

EMAIL, LINK = "amina@example.org", "/mein-profil/link/"


@pytest.fixture
def clock(monkeypatch):
    """Move the time on by minutes."""
    now, seconds = timezone.now, time.time
    passed = timedelta()

    def move(**by):
        nonlocal passed
        passed += timedelta(**by)

    monkeypatch.setattr(timezone, "now", lambda: now() + passed)
    monkeypatch.setattr(time, "time", lambda: seconds() + passed.total_seconds())
    return move


def test_login_links_of_an_address_are_limited_for_the_whole_hour(visitor, clock, monkeypatch):
    monkeypatch.setattr(login_views, "MOST_REQUESTS", 2)

    def ask():
        return visitor.post(LINK, {"email": EMAIL}).status_code

    assert [ask(), ask(), ask()] == [200, 200, 429]
    clock(minutes=6)
    assert ask() == 429
    clock(minutes=50)
    assert ask() == 429
    clock(minutes=5)
    assert [ask(), ask(), ask()] == [200, 200, 429]
    # Another address, and an address that the cache has forgotten.
    assert visitor.post(LINK, {"email": EMAIL}, REMOTE_ADDR="192.0.2.7").status_code == 200
    cache.clear()
    assert ask() == 429


@pytest.mark.parametrize(("address", "other", "is_same"), [
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
    ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ("::ffff:192.0.2.1", "192.0.2.1", True),
    ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
    ("192.0.2.1", "192.0.2.2", False),
    ("fe80::1%eth0", "fe80::2", True),
    ("", "", True),
    ("unix:", "unix:", True),
])  # fmt: skip
def test_whoever_has_a_network_has_no_more_attempts(address, other, is_same, rf, db):
    first, second = (rf.get("/", REMOTE_ADDR=each) for each in (address, other))
    assert not throttle.too_often(first, "action", 1)
    assert throttle.too_often(second, "action", 1) == is_same


def test_failed_logins_are_kept_with_the_address_as_it_is(rf):
    request = rf.get("/", REMOTE_ADDR="2001:db8:1:2::1")
    assert throttle.client_address(request) == "2001:db8:1:2::1"


def test_mails_to_an_account_are_limited_for_the_whole_hour(
    visitor, clock, monkeypatch, mailoutbox
):
    monkeypatch.setattr(errands, "leave", errands.do)
    account_of(profile(), EMAIL)
    for number in range(5):
        visitor.post(LINK, {"email": EMAIL}, REMOTE_ADDR=f"192.0.2.{number}")
    assert len(mailoutbox) == 3
    clock(minutes=6)
    visitor.post(LINK, {"email": EMAIL})
    assert len(mailoutbox) == 3
    clock(minutes=55)
    visitor.post(LINK, {"email": EMAIL})
    assert len(mailoutbox) == 4


def test_downloads_are_limited_for_the_whole_hour(visitor, clock, monkeypatch):
    monkeypatch.setattr(data_views, "MOST_DOWNLOADS", 1)
    visitor.force_login(account_of(profile()))

    def download():
        return visitor.post("/mein-profil/daten/herunterladen/").status_code

    assert [download(), download()] == [200, 429]
    clock(minutes=6)
    assert download() == 429
    clock(minutes=55)
    assert download() == 200


def test_counts_at_once_lose_nothing(transactional_db):
    """Also where all of them find no row and want to make it."""
    for who in "abc":
        count = partial(throttle.count, "something", who)
        numbers = [number for _turn in range(5) for number in at_once(*[count] * 6)]
        assert sorted(numbers) == list(range(1, 31))


def test_nobody_can_be_told_from_what_is_kept(visitor, monkeypatch):
    monkeypatch.setattr(errands, "leave", errands.do)
    account_of(profile(), EMAIL)
    visitor.post(LINK, {"email": EMAIL})
    missed.note("parkplatz", "de-x-nrw")
    kept = str(list(ThrottleCount.objects.values()))
    assert ThrottleCount.objects.count() == 4
    assert not [word for word in ("127.0.0.1", EMAIL, "parkplatz", "login") if word in kept]


def test_daily_command_deletes_counts_that_are_over(site, clock):
    throttle.count("something", "x")
    clock(minutes=30)
    throttle.count("something", "y")
    clock(minutes=31)
    call_command("daily", verbosity=0)
    assert ThrottleCount.objects.count() == 1
    assert throttle.count("something", "y") == 2


def test_missed_searches_are_counted_for_a_month(site, clock):
    for days in (0, 14, 14):
        clock(days=days)
        cache.clear()
        assert not MissedSearch.objects.exists()
        missed.note("parkplatz", "de-x-nrw")
    assert MissedSearch.objects.get().number == 3


def test_missed_searches_of_two_months_are_not_added_up(site, clock):
    for days in (0, 14, 17, 1):
        clock(days=days)
        missed.note("parkplatz", "de-x-nrw")
    assert not MissedSearch.objects.exists()


def test_robot_that_searches_for_nonsense_fills_no_table(site, monkeypatch):
    monkeypatch.setattr(missed, "MOST_A_DAY", 3)
    for word in ("eins", "zwei", "drei", "vier", "acht"):
        missed.note(f"unsinn {word}", "de-x-nrw")
    assert ThrottleCount.objects.count() == 3 + 1
