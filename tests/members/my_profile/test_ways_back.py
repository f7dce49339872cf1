"""Mein Profil: nothing that somebody chose, typed or pressed is lost or final."""

import pytest
from django.test import Client

from members.models import ConsentKind
from tests.factories.my_profile import (
    FORM,
    NEW,
    PASSWORD,
    account_of,
    edit,
    fresh,
    profile,
    public,
    waiting,
)
from tests.factories.photos import ADDRESS, photo, upload
from tests.rendered_form import fields_of
from tests.site import soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("how pages lead to each other")

ABOUT = "/mein-profil/ueber-mich/"
PROTECT = "/mein-profil/schutz/"

EMAIL = "meine@example.org"


@pytest.fixture
def page(site):
    return profile()


@pytest.fixture
def advisor(page):
    client = Client()
    client.force_login(account_of(page, EMAIL))
    return client


def press(client, answer, action=None):
    """Send the form of a page that leads to an address, as it is."""
    path = answer.request["PATH_INFO"]
    form = next(
        form
        for form in soup(answer).select("main form")
        if (form.get("action") or path) == (action or path)
    )
    inputs = form.select("input[name]:not([type=checkbox]:not([checked]))")
    fields = {field["name"]: field.get("value", "") for field in inputs}
    return client.post(action or path, fields, follow=True)


def test_preview_leads_back(advisor, page):
    edit(advisor, "ueber-mich", summary=NEW)
    answer = advisor.get("/mein-profil/vorschau/")
    assert NEW in visible_text(answer)
    assert soup(answer).find("a", href="/mein-profil/", string="Zurück zu meinem Profil")
    assert "Zurück zu meinem Profil" not in public(page)


def test_protection_mode_asks_once_and_can_be_undone(advisor, page):
    submit(advisor, "/mein-profil/sichtbarkeit/", {ConsentKind.PRINT.value: False})
    before = fresh(page).consents
    assert before == set(ConsentKind) - {ConsentKind.PRINT}
    link = soup(advisor.get("/mein-profil/")).find("a", href=PROTECT)
    question = advisor.get(link["href"])
    assert "Alles offline nehmen?" in visible_text(question)
    assert page.summary in public(page)  # asking does nothing yet
    overview = press(advisor, question)
    assert fresh(page).consents == set()
    assert "Meine früheren Einwilligungen wieder erteilen" in visible_text(overview)
    for address in ("/mein-profil/", "/mein-profil/sichtbarkeit/"):
        assert "Meine früheren Einwilligungen" in visible_text(advisor.get(address))
    press(advisor, overview, "/mein-profil/schutz/aufheben/")
    assert fresh(page).consents == before
    assert page.summary in public(page)
    assert "Meine früheren Einwilligungen" not in visible_text(advisor.get("/mein-profil/"))


def test_what_staff_revoked_together_does_not_come_back(advisor, page, staff_nrw):
    revoked = dict.fromkeys((kind.value for kind in ConsentKind), False)
    submit(staff_nrw, f"/admin/members/{page.pk}/consents/", revoked)
    assert fresh(page).consents == set()
    assert "Meine früheren Einwilligungen" not in visible_text(advisor.get("/mein-profil/"))
    advisor.post("/mein-profil/schutz/aufheben/")  # the page has no button for it
    assert fresh(page).consents == set()


def test_consent_to_words_that_have_changed_does_not_come_back(advisor, page, monkeypatch):
    advisor.post(PROTECT)
    monkeypatch.setitem(
        __import__("members.models.consent", fromlist=["TEXTS"]).TEXTS,
        ConsentKind.PHOTO,
        ("2030-01", "Andere Worte."),
    )
    advisor.post("/mein-profil/schutz/aufheben/")
    assert fresh(page).consents == set(ConsentKind) - {ConsentKind.PHOTO}
    advisor.post("/mein-profil/schutz/aufheben/")
    assert ConsentKind.PHOTO not in fresh(page).consents


def test_chosen_picture_is_kept_when_the_credit_is_missing(advisor, page):
    answer = upload(advisor, photo(), photo_credit="")
    assert "Ihr neues Bild ist noch da" in visible_text(answer)
    assert waiting(page).photo == page.photo
    token = soup(answer).find("input", {"name": "kept"})["value"]
    base = soup(answer).find("input", {"name": "base"})["value"]
    sent = {"base": base, "kept": token, "photo_credit": "privat", "alt": "Ich"}
    advisor.post(ADDRESS, sent, follow=True)
    assert waiting(page).photo != page.photo
    assert waiting(page).photo.width == 800


@pytest.mark.parametrize("token", ["", "x" * 22, "../../etc", "ü", "x" * 500])
def test_kept_picture_is_the_users_own(token, advisor, page):
    other = Client()
    other.force_login(account_of(profile("bw"), "andere@example.org"))
    theirs = soup(upload(other, photo(), photo_credit="")).find("input", {"name": "kept"})["value"]
    for kept in (token, theirs):
        upload(advisor, b"", file="", kept=kept)
        assert waiting(page).photo == page.photo


def test_what_was_typed_is_there_after_a_lost_session(advisor, page):
    sent = fields_of(advisor.get(ABOUT), FORM) | {"summary": NEW, "about": "Zwei Stunden *Arbeit*."}
    browser = Client()  # the same one, whose session has ended
    answer = browser.post(ABOUT, sent, follow=True)
    assert "Was Sie geschrieben haben" in visible_text(answer)
    target = soup(answer).find("input", {"name": "next"})["value"]
    login = {"username": EMAIL, "password": PASSWORD, "next": target}
    answer = browser.post("/mein-profil/anmelden/", login, follow=True)
    shown = answer.content.decode()
    assert NEW in shown and "Zwei Stunden *Arbeit*." in shown
    assert "noch nicht gespeichert" in visible_text(answer)
    assert "getippt" in visible_text(browser.get("/mein-profil/"))
    answer = browser.post(ABOUT, fields_of(answer, FORM), follow=True)
    assert waiting(page).summary == NEW
    assert NEW not in visible_text(browser.get("/mein-profil/")).split("künftig:")[0]
    assert "getippt" not in visible_text(browser.get("/mein-profil/"))


def test_what_was_typed_before_the_login_can_be_discarded(advisor, page):
    sent = fields_of(advisor.get(ABOUT), FORM) | {"summary": NEW}
    browser = Client()
    browser.post(ABOUT, sent)
    browser.post("/mein-profil/anmelden/", {"username": EMAIL, "password": PASSWORD})
    assert NEW in browser.get(ABOUT).content.decode()
    browser.post(f"{ABOUT}verwerfen/")
    assert NEW not in browser.get(ABOUT).content.decode()


def test_nobody_fills_the_store_of_sessions_without_a_login(site):
    client = Client()
    client.post(ABOUT, {"about": "x" * 50_000})
    assert not client.session.keys()
    for _number in range(31):
        answer = client.post(ABOUT, {"about": "x"})
    assert answer.status_code == 302
    assert Client().post("/mein-profil/nichts/", {"about": "x"}).status_code == 302
