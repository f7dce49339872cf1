"""Mein Profil: nothing that somebody chose, typed or pressed is lost or final."""

import pytest
from django.test import Client

from members.models import ConsentKind
from tests.factories.my_profile import (
    NEW,
    PASSWORD,
    account_of,
    edit,
    fresh,
    log_in,
    press,
    profile,
    protect,
    public,
    waiting,
)
from tests.factories.photos import photo, upload
from tests.site import soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("how pages lead to each other")

ABOUT = "/mein-profil/ueber-mich/"
PROTECT = "/mein-profil/schutz/"

EMAIL = "meine@example.org"


@pytest.fixture
def advisor(page):
    client = Client()
    client.force_login(account_of(page, EMAIL))
    return client


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
    overview = submit(advisor, question, follow=True)
    assert fresh(page).consents == set()
    assert "Meine früheren Einwilligungen wieder erteilen" in visible_text(overview)
    for address in ("/mein-profil/", "/mein-profil/sichtbarkeit/"):
        assert "Meine früheren Einwilligungen" in visible_text(advisor.get(address))
    press(advisor, "schutz/aufheben")
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
    protect(advisor)
    monkeypatch.setitem(
        __import__("members.models.consent", fromlist=["TEXTS"]).TEXTS,
        ConsentKind.PHOTO,
        ("2030-01", "Andere Worte."),
    )
    press(advisor, "schutz/aufheben")
    assert fresh(page).consents == set(ConsentKind) - {ConsentKind.PHOTO}
    advisor.post("/mein-profil/schutz/aufheben/")  # the page has no button for it any more
    assert ConsentKind.PHOTO not in fresh(page).consents


def test_chosen_picture_is_kept_when_the_credit_is_missing(advisor, page):
    answer = upload(advisor, photo(), photo_credit="")
    assert "Ihr neues Bild ist noch da" in visible_text(answer)
    assert waiting(page).photo == page.photo
    submit(advisor, answer, {"photo_credit": "privat"}, form="form[enctype]")
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
    typed = {"summary": NEW, "about": "Zwei Stunden *Arbeit*."}
    browser = Client()  # the same one, whose session has ended
    answer = edit(browser, "ueber-mich", shown=advisor.get(ABOUT), **typed)
    assert "Was Sie geschrieben haben" in visible_text(answer)
    answer = submit(browser, answer, {"username": EMAIL, "password": PASSWORD}, follow=True)
    shown = answer.content.decode()
    assert NEW in shown and "Zwei Stunden *Arbeit*." in shown
    assert "noch nicht gespeichert" in visible_text(answer)
    assert "getippt" in visible_text(browser.get("/mein-profil/"))
    edit(browser, "ueber-mich", shown=answer)
    assert waiting(page).summary == NEW
    assert NEW not in visible_text(browser.get("/mein-profil/")).split("künftig:")[0]
    assert "getippt" not in visible_text(browser.get("/mein-profil/"))


def test_what_was_typed_before_the_login_can_be_discarded(advisor, page):
    browser = Client()
    edit(browser, "ueber-mich", shown=advisor.get(ABOUT), summary=NEW)
    log_in(browser, EMAIL, PASSWORD)
    answer = browser.get(ABOUT)
    assert NEW in answer.content.decode()
    submit(browser, answer, form="form[action$='/verwerfen/']")
    assert NEW not in browser.get(ABOUT).content.decode()


def test_nobody_fills_the_store_of_sessions_without_a_login(site):
    client = Client()
    client.post(ABOUT, {"about": "x" * 50_000})
    assert not client.session.keys()
    for _number in range(31):
        answer = client.post(ABOUT, {"about": "x"})
    assert answer.status_code == 302
    assert Client().post("/mein-profil/nichts/", {"about": "x"}).status_code == 302
