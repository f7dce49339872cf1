"""Passwords that are guessed: by address, by account, by both, and in a session left open."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from miglobe_site.accounts import login_limits
from miglobe_site.outbox import errands
from tests.factories.my_profile import PASSWORD as ADVISOR_PASSWORD
from tests.factories.my_profile import account_of, profile
from tests.site import login, submit, visible_text

NRW, BW, PASSWORD = "redaktion-nrw@example.org", "redaktion-bw@example.org", "demo-password-1"
CMS, MY_PROFILE = "/admin/login/", "/mein-profil/anmelden/"
ATTACKER, OFFICE, HOME = "198.51.100.9", "192.0.2.1", "192.0.2.2"
TOO_OFTEN = "Zu viele Versuche"


@pytest.fixture(autouse=True)
def small_limits(monkeypatch, site):
    monkeypatch.setattr(login_limits, "FROM_ADDRESS", 10)
    monkeypatch.setattr(login_limits, "FOR_ACCOUNT", 10)


@pytest.fixture
def clock(monkeypatch):
    now, seconds = timezone.now, time.time
    passed = timedelta()

    def move(**by):
        nonlocal passed
        passed += timedelta(**by)

    monkeypatch.setattr(timezone, "now", lambda: now() + passed)
    monkeypatch.setattr(time, "time", lambda: seconds() + passed.total_seconds())
    return move


def attempt(name, password, address, path=CMS, **headers):
    data = {"username": name, "password": password}
    return Client().post(path, data, REMOTE_ADDR=address, headers=headers).status_code


@pytest.mark.parametrize("path", [CMS, MY_PROFILE])
def test_one_password_on_many_names_is_stopped(path, clock):
    codes = [attempt(f"name{n}@example.org", "Sommer2026!", ATTACKER, path) for n in range(15)]
    assert codes == [200] * 10 + [429] * 5
    assert attempt(NRW, PASSWORD, ATTACKER) == 429
    assert attempt(NRW, PASSWORD, OFFICE) == 302
    clock(minutes=16)
    assert attempt(NRW, PASSWORD, ATTACKER) == 302


def test_address_is_the_network_with_ipv6():
    for n in range(10):
        attempt(f"name{n}@example.org", "Sommer2026!", f"2001:db8:1:2::{n}")
    assert attempt(NRW, PASSWORD, "2001:db8:1:2::ffff") == 429
    assert attempt(NRW, PASSWORD, "2001:db8:1:3::1") == 302


def test_many_passwords_on_one_name_from_everywhere_are_stopped(clock):
    codes = [attempt(NRW, "falsch", f"198.51.100.{n}") for n in range(12)]
    assert codes == [200] * 10 + [429] * 2
    assert attempt(NRW.upper(), PASSWORD, HOME) == 429
    assert attempt(BW, PASSWORD, HOME) == 302
    clock(minutes=16)
    assert attempt(NRW, PASSWORD, HOME) == 302


def test_nobody_keeps_staff_out_where_they_have_logged_in_lately(clock):
    assert attempt(NRW, PASSWORD, OFFICE) == 302
    for n in range(12):
        attempt(NRW, "falsch", f"198.51.100.{n}")
        attempt(f"name{n}@example.org", "falsch", OFFICE)
    assert attempt(NRW, PASSWORD, OFFICE) == 302
    assert attempt(BW, PASSWORD, OFFICE) == 429  # has not been there
    for _attempt in range(5):  # what django-axes counts holds there, too
        attempt(NRW, "falsch", OFFICE)
    assert attempt(NRW, PASSWORD, OFFICE) == 429


def test_refused_attempts_do_not_make_it_longer(clock):
    for n in range(10):
        attempt(f"name{n}@example.org", "falsch", ATTACKER)
    for _minute in range(14):
        clock(minutes=1)
        assert attempt(NRW, PASSWORD, ATTACKER) == 429
    clock(minutes=2)
    assert attempt(NRW, PASSWORD, ATTACKER) == 302


def test_clients_behind_a_proxy_are_told_apart(settings):
    settings.PROXY_COUNT = 1
    for n in range(10):
        forged = {"x-forwarded-for": f"203.0.113.{n}, {ATTACKER}"}
        attempt(f"name{n}@example.org", "falsch", "10.0.0.1", **forged)
    assert attempt(NRW, PASSWORD, "10.0.0.1", **{"x-forwarded-for": ATTACKER}) == 429
    assert attempt(NRW, PASSWORD, "10.0.0.1", **{"x-forwarded-for": OFFICE}) == 302


@pytest.mark.parametrize("name", ["", "a\0b@example.org", "x" * 5000, "😀", "\u202eabc"])
def test_strange_names_count_like_others(name):
    codes = {attempt(name, "falsch", f"198.51.100.{n}") for n in range(12)}
    assert codes <= {200, 429}


def test_thirty_resets_for_one_account_from_everywhere_send_few_mails(monkeypatch, mailoutbox):
    monkeypatch.setattr(errands, "leave", errands.do)
    for n in range(30):
        address = f"198.51.100.{n}"
        Client().post("/admin/password_reset/", {"email": NRW}, REMOTE_ADDR=address)
    assert len(mailoutbox) == 3
    assert attempt(NRW, PASSWORD, HOME) == 302


def change_in_cms(client, old):
    new = "ganz-neues-wort-9"
    entered = {
        "password-old_password": old,
        "password-new_password1": new,
        "password-new_password2": new,
    }
    return submit(client, "/admin/account/", entered, follow=True)


def change_in_my_profile(client, old):
    new = "ganz-neues-wort-9"
    entered = {"old_password": old, "new_password1": new, "new_password2": new}
    form = "form:has([name=new_password1])"
    return submit(client, "/mein-profil/konto/", entered, form=form, follow=True)


def in_cms():
    return login(Client(), NRW), change_in_cms, PASSWORD


def in_my_profile():
    client = Client()
    client.force_login(account_of(profile()))
    return client, change_in_my_profile, ADVISOR_PASSWORD


@pytest.mark.parametrize("place", [in_cms, in_my_profile])
def test_old_password_is_not_guessed_in_a_session(place, clock):
    client, change, right = place()
    for _attempt in range(5):
        assert TOO_OFTEN not in visible_text(change(client, "falsch"))
    assert TOO_OFTEN in visible_text(change(client, right))
    clock(minutes=16)
    assert TOO_OFTEN not in visible_text(change(client, right))
    user = client.session["_auth_user_id"]
    assert user  # still logged in
