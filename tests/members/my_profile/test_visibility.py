"""Mein Profil: consents, protection mode, mails about decisions."""

import pytest
from django.test import Client

from members.models import Consent, ConsentKind
from tests.factories.my_profile import NEW, account_of, decide, edit, fresh, profile, public
from tests.site import visible_text

ADDRESS = "/mein-profil/sichtbarkeit/"
ALL = {f"initial-{kind}": "on" for kind in ConsentKind}


@pytest.fixture
def page(site):
    return profile()


@pytest.fixture
def advisor(page):
    client = Client()
    client.force_login(account_of(page))
    return client


def give(client, *kinds, before=ConsentKind.values):
    shown = {f"initial-{kind}": "on" for kind in before}
    return client.post(ADDRESS, shown | dict.fromkeys(kinds, "on"), follow=True)


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_protection_mode_takes_everything_offline_and_tells_the_staff(
    advisor, page, mailoutbox, commits
):
    url, image = page.get_url(), page.photo.get_rendition("fill-240x240|format-webp").url
    assert Client().get(image).status_code == 200
    with commits():
        answer = advisor.post("/mein-profil/schutz/", follow=True)
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
    advisor.post("/mein-profil/schutz/")
    give(advisor, "web", before=[])
    text = public(page)
    assert page.summary in text
    assert NEW not in text
    assert fresh(page).get_latest_revision_as_object().summary == NEW
    decide(page, "approve")
    assert NEW in public(page)


def test_what_staff_took_offline_goes_to_them(advisor, page, admin):
    fresh(page).unpublish()
    give(advisor, before=["web"])
    give(advisor, "web", before=[])
    assert not fresh(page).live
    assert fresh(page).workflow_in_progress


def test_late_page_gives_no_consent_again(advisor, page):
    give(advisor, "web", "vcard", "print", "search-engines")
    assert ConsentKind.PHOTO not in fresh(page).consents
    give(advisor, "web", "photo", "vcard", "print", "search-engines")
    advisor.post("/mein-profil/schutz/")
    give(advisor, *ConsentKind.values)  # nothing differs from what that page had shown
    assert fresh(page).consents == set()


def test_history_of_consents_is_shown(advisor, page):
    give(advisor, "web", "photo", "vcard", "print")
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
