"""Mein Profil: reminders of profiles that nobody confirmed for long, and the panel of the staff."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from members.models import MemberPage
from members.my_profile import reminders
from tests.factories.my_profile import NEW, account_of, edit, fresh, profile, protect
from tests.factories.photos import ADDRESS, remove, upload
from tests.site import submit, visible_text

STAFF, ADVISOR = "redaktion-nrw@example.org", "meine@example.org"


@pytest.fixture
def page(site):
    """The one profile that was not confirmed in far future."""
    MemberPage.objects.update(last_confirmed=timezone.now() + timedelta(days=9999))
    MemberPage.objects.filter(pk=profile().pk).update(last_confirmed=timezone.now())
    return profile()


def after(page, months):
    """Run the daily work as it would run some months after the last confirmation."""
    return reminders.run(page.last_confirmed + months * reminders.MONTH + timedelta(hours=1))


def mails(mailoutbox):
    found = [(mail.to[0], mail.subject.partition(" bei MiGlobe")[0]) for mail in mailoutbox]
    mailoutbox.clear()
    return found


def test_each_mail_is_sent_once_and_then_the_profile_is_not_listed(page, mailoutbox):
    account_of(page)
    page = fresh(page)
    assert after(page, 11.9) == "0 reminders of profiles sent, 0 profiles not listed any more"
    for _number in range(3):
        after(page, 12)
    assert mails(mailoutbox) == [(ADVISOR, "Stimmt Ihr Profil")]
    for _number in range(3):
        after(page, 14)
    [(to, _subject)] = mails(mailoutbox)
    assert to == STAFF
    for _number in range(3):
        after(page, 17)
    assert mails(mailoutbox) == [(ADVISOR, "Ihr Profil")]
    after(page, 18)
    assert fresh(page).unlisted_at
    assert mails(mailoutbox) == []
    visitor = Client()
    assert page.slug not in visitor.get("/nrw/mitglieder/").content.decode()
    answer = visitor.get(page.get_url())
    assert 'content="noindex"' in answer.content.decode()
    assert page.slug not in visitor.get("/sitemap.xml").content.decode()


def test_one_click_starts_anew_and_lists_again(page, mailoutbox):
    client = Client()
    client.force_login(account_of(page))
    MemberPage.objects.filter(pk=page.pk).update(
        unlisted_at=timezone.now(), last_confirmed=timezone.now() - timedelta(days=700)
    )
    assert "Es fehlt in der Liste" in visible_text(client.get("/mein-profil/"))
    answer = submit(client, "/mein-profil/", form="form[action*=stimmt-noch]", follow=True)
    assert "gilt jetzt als aktuell" in visible_text(answer)
    assert page.slug in Client().get("/nrw/mitglieder/").content.decode()
    reminders.run()
    assert mails(mailoutbox) == []


CROP = "form[action$='/ausschnitt/']"
EDITS = {
    "text": lambda client: edit(client, "ueber-mich", summary=NEW),
    "at once": lambda client: edit(client, "erreichbarkeit", town="Herne"),
    "photo": remove,
    "crop": lambda client: submit(client, ADDRESS, button="oberer Teil", form=CROP),
    "description": lambda client: upload(client, b"", file="", alt="Eine Frau lacht."),
    "consent": lambda client: [
        protect(client),
        submit(client, "/mein-profil/sichtbarkeit/", {"web": True}, form="form.my-profile-form"),
    ],
}


@pytest.mark.parametrize("what", EDITS)
def test_who_changes_the_profile_is_not_asked_whether_it_fits(what, page, mailoutbox):
    """Whatever an advisor changes confirms the profile, and lists it again."""
    client = Client()
    client.force_login(account_of(page))
    old = timezone.now() - timedelta(days=700)
    MemberPage.objects.filter(pk=page.pk).update(last_confirmed=old, unlisted_at=timezone.now())
    EDITS[what](client)
    mailoutbox.clear()
    reminders.run()
    assert mails(mailoutbox) == []
    assert page.slug in Client().get("/nrw/mitglieder/").content.decode()


def test_saving_without_a_change_confirms_nothing(page):
    client = Client()
    client.force_login(account_of(page))
    MemberPage.objects.filter(pk=page.pk).update(last_confirmed=None)
    edit(client, "erreichbarkeit")
    assert "Noch nicht bestätigt" in visible_text(client.get("/mein-profil/"))


def test_after_a_long_pause_of_the_command_only_the_last_mail_is_sent(page, mailoutbox):
    account_of(page)
    after(fresh(page), 20)
    assert [to for to, _subject in mails(mailoutbox)] == [STAFF, ADVISOR]
    assert fresh(page).unlisted_at is None  # who is told this very moment has a month to answer
    after(fresh(page), 21)
    assert fresh(page).unlisted_at


def broken(mail):
    raise OSError


def test_reminder_that_could_not_be_stored_is_tried_again(page, mailoutbox, monkeypatch):
    account_of(page)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", broken)
        after(fresh(page), 12)
    after(fresh(page), 12)
    assert mails(mailoutbox) == [(ADVISOR, "Stimmt Ihr Profil")]


def test_panel_shows_what_waits_and_since_when(page, staff_nrw):
    client = Client()
    client.force_login(account_of(page))
    edit(client, "ueber-mich", summary=NEW)
    other = profile("bw")
    MemberPage.objects.filter(pk=page.pk).update(last_confirmed=None)
    panel = visible_text(staff_nrw.get("/admin/"))
    assert page.name in panel
    assert "wartet seit" in panel
    assert "Seit einem Jahr nicht bestätigt: 1" in panel
    assert "Ohne Konto: 2" in panel
    assert other.name not in panel
    compare = f"/admin/pages/{page.pk}/revisions/compare/live...{fresh(page).latest_revision_id}/"
    assert compare in staff_nrw.get("/admin/").content.decode()
    assert "Vereine an einen Tisch" in visible_text(staff_nrw.get(compare))
