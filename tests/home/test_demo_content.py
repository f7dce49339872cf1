"""The demonstration logins: who can get into the CMS, and with which password."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from tests.factories import my_profile
from tests.site import submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("what the loader writes, and how it looks")

PASSWORD = "demo-password-1"
EMAILS = [
    "admin@example.org",
    "redaktion-nrw@example.org",
    "redaktion-bw@example.org",
    "mitarbeit-nrw@example.org",
    "mitarbeit-bw@example.org",
]
ADVISORS = ["beraterin-nrw@example.org", "berater-bw@example.org"]


def log_in(visitor, email, password, **options):
    entered = {"username": email, "password": password}
    return submit(visitor, "/admin/login/", entered, **options)


def test_logins_are_refused_with_production_settings(site):
    get_user_model().objects.all().delete()
    with pytest.raises(CommandError, match="--yes-this-is-not-public"):
        call_command("load_demo_content", stdout=io.StringIO())
    assert get_user_model().objects.count() == 0


def test_loading_again_keeps_passwords(site, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "another-password-2")
    before = list(get_user_model().objects.order_by("pk").values())
    call_command("load_demo_content", not_public=True, samples=3, stdout=io.StringIO())
    assert list(get_user_model().objects.order_by("pk").values()) == before


def test_random_password_is_shown_once_and_works(site, visitor, monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD")
    get_user_model().objects.all().delete()
    output = io.StringIO()
    call_command("load_demo_content", not_public=True, samples=3, stdout=output)
    shown = dict(line.split() for line in output.getvalue().splitlines() if "@" in line)
    assert set(shown) == {*EMAILS, *ADVISORS}
    assert len(shown[EMAILS[0]]) >= 12
    response = log_in(visitor, EMAILS[0], shown[EMAILS[0]])
    assert response.headers["Location"] == "/admin/"
    again = io.StringIO()
    call_command("load_demo_content", not_public=True, samples=3, stdout=again)
    assert shown[EMAILS[0]] not in again.getvalue()


@pytest.mark.parametrize("email", [*EMAILS, "Redaktion-NRW@Example.ORG"])
def test_login_leads_into_the_cms(email, site, visitor):
    response = log_in(visitor, email, PASSWORD, follow=True)
    assert response.status_code == 200
    assert response.request["PATH_INFO"] == "/admin/"
    assert response.wsgi_request.user.email == email.lower()


@pytest.mark.parametrize("email", EMAILS)
def test_wrong_password_does_not(email, site, visitor):
    response = log_in(visitor, email, "falsch")
    assert response.status_code == 200
    assert "_auth_user_id" not in visitor.session


def test_advisors_keep_a_sample_profile_each_and_one_change_waits(site, visitor):
    call_command("load_demo_content", not_public=True, stdout=io.StringIO())
    shown = []
    for email in ADVISORS:
        visitor.logout()
        answer = my_profile.log_in(visitor, email, PASSWORD, follow=True)
        shown.append("auf die Freigabe durch die Redaktion" in visible_text(answer))
    assert shown == [True, False]
