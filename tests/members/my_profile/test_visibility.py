"""Mein Profil: consents, protection mode, mails about decisions."""

import pytest
from django.test import Client

from members.models import Consent, ConsentKind
from tests.factories.my_profile import (
    NEW,
    decide,
    edit,
    fresh,
    protect,
    public,
)
from tests.site import submit, visible_text

ADDRESS = "/mein-profil/sichtbarkeit/"


def change(client, changes, shown=None):
    """Tick boxes or take ticks away; ``shown``: the page as it was opened before."""
    return submit(client, shown or ADDRESS, changes, form="form.my-profile-form", follow=True)


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_protection_mode_takes_everything_offline_and_tells_the_staff(
    advisor, page, mailoutbox, commits
):
    url, image = page.get_url(), page.photo.get_rendition("fill-240x240|format-webp").url
    assert Client().get(image).status_code == 200
    with commits():
        answer = protect(advisor)
    assert "Alles ist offline" in visible_text(answer)
    visitor = Client()
    for address in (url, f"{url}vcard/", image):
        assert visitor.get(address).status_code == 404, address
    for address in ("/nrw/mitglieder/", "/mitglieder/", "/sitemap.xml"):
        assert page.slug not in visitor.get(address).content.decode(), address
    assert not Consent.objects.of(page).current().exists()
    [mail] = mailoutbox
    assert mail.to == ["redaktion-nrw@example.org"]
    assert page.name in mail.subject
    assert f"/admin/pages/{page.pk}/edit/" in mail.body


def test_way_back_online_needs_no_approval_of_what_was_approved(advisor, page):
    edit(advisor, "ueber-mich", summary=NEW)
    protect(advisor)
    change(advisor, {"web": True})
    text = public(page)
    assert page.summary in text
    assert NEW not in text
    assert fresh(page).get_latest_revision_as_object().summary == NEW
    decide(page, "approve")
    assert NEW in public(page)


def test_what_staff_took_offline_goes_to_them(advisor, page, admin):
    fresh(page).unpublish()
    change(advisor, {"web": False})
    change(advisor, {"web": True})
    assert not fresh(page).live
    assert fresh(page).workflow_in_progress


def test_late_page_gives_no_consent_again_and_says_so(advisor, page):
    late = advisor.get(ADDRESS)
    protect(advisor)
    answer = change(advisor, {}, late)
    assert fresh(page).consents == set()
    assert "Inzwischen geändert: Veröffentlichung im Web, Foto" in visible_text(answer)
    change(advisor, {}, answer)
    assert fresh(page).consents == set()


def test_late_page_takes_back_all_the_same(advisor, page):
    late = advisor.get(ADDRESS)
    change(advisor, {"photo": False})
    answer = change(advisor, {"print": False}, late)
    assert not {ConsentKind.PHOTO, ConsentKind.PRINT} & fresh(page).consents
    assert "Inzwischen geändert: Foto." in visible_text(answer)


def test_history_of_consents_is_shown(advisor, page):
    change(advisor, {"search-engines": False})
    text = visible_text(advisor.get(ADDRESS))
    assert "Suchmaschinen (Fassung 2026-11): erteilt am" in text
    assert "widerrufen am" in text
    assert Consent.objects.of(page).get(kind="search-engines", revoked_by=fresh(page).account)


@pytest.mark.parametrize(
    ("action", "subject"), [("approve", "ist aktualisiert"), ("reject", "Rückfrage")]
)
def test_advisor_gets_one_mail_about_a_decision(
    action, subject, advisor, page, mailoutbox, commits
):
    edit(advisor, "ueber-mich", summary=NEW)
    with commits():
        decide(page, action, "Schön\r\nBcc: alle@example.org")
    [mail] = [mail for mail in mailoutbox if mail.to == ["meine@example.org"]]
    assert subject in mail.subject
    assert "Schön" in mail.body
    assert "http://testserver/mein-profil/" in mail.body
    assert "/admin/" not in mail.body


def test_three_sections_within_an_hour_are_one_mail_to_the_editors(
    advisor, page, mailoutbox, commits
):
    for role in ("Eins", "Zwei", "Drei"):
        with commits():
            edit(advisor, "ueber-mich", role=role)
    assert len(mailoutbox) == 1
