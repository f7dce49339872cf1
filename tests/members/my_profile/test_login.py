"""Mein Profil: invitations, passwords, login links."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from editions.access.staff_groups import staff_group_name
from members.models import MemberPage, OneTimeLink
from miglobe_site.outbox import errands, sender
from miglobe_site.outbox.models import Errand, Mail
from tests import mail_server
from tests.factories.my_profile import (
    PASSWORD,
    account_of,
    account_page,
    ask_for_link,
    fresh,
    invite,
    log_in,
    path_in,
    profile,
)
from tests.site import login, soup, submit, visible_text

EMAIL = "amina@example.org"
LOGIN = "/mein-profil/anmelden/"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Do in the request what the sender of mails does otherwise."""
    monkeypatch.setattr(errands, "leave", errands.do)


@pytest.fixture
def page(site):
    return profile()


def set_password(client, new, old=None):
    entered = {"new_password1": new, "new_password2": new}
    entered |= {} if old is None else {"old_password": old}  # a login link needs none
    form = "form:has([name=new_password1])"
    return submit(client, "/mein-profil/konto/", entered, form=form)


def accept(path, password=PASSWORD, again=None):
    """Choose a password under an invitation; the answer to opening it where it is not valid."""
    client = Client()
    opened = client.get(path)
    if opened.status_code != 200:
        assert client.post(path, {"password": password, "again": password}).status_code == 404
        return opened
    entered = {"password": password, "again": again or password}
    return submit(client, opened, entered, follow=True)


def test_invitation_makes_the_account_of_the_profile(page, staff_nrw, mailoutbox):
    assert f"unterwegs an {EMAIL}" in visible_text(invite(staff_nrw, page))
    [mail] = mailoutbox
    assert mail.to == [EMAIL]
    path = path_in(mail)
    opened = Client().get(path)
    assert page.name in visible_text(opened)
    assert path not in soup(opened).select_one(".sheet-address").get_text()
    answer = accept(path)
    assert answer.redirect_chain[-1][0] == "/mein-profil/"
    assert page.name in visible_text(answer)
    assert fresh(page).account.email == EMAIL
    assert fresh(page).account.check_password(PASSWORD)
    # It counts once; who has it later gets nothing.
    assert accept(path, "ein ganz anderes Passwort").status_code == 404
    assert fresh(page).account.check_password(PASSWORD)


def test_publishing_a_version_of_before_keeps_the_account(page, staff_nrw, mailoutbox):
    before = page.save_revision()
    invite(staff_nrw, page)
    accept(path_in(mailoutbox[0]))
    before.refresh_from_db()
    before.publish()
    assert fresh(page).account.email == EMAIL


def test_invitation_can_be_repeated_and_withdrawn_and_ends_after_14_days(
    page, staff_nrw, mailoutbox
):
    for _number in range(3):
        invite(staff_nrw, page)
    paths = [path_in(mail) for mail in mailoutbox]
    assert [accept(path).status_code for path in paths[:2]] == [404, 404]
    submit(staff_nrw, account_page(page), form="table form")
    assert accept(paths[2]).status_code == 404
    invite(staff_nrw, page)
    OneTimeLink.objects.valid().update(expires_at=timezone.now() - timedelta(seconds=1))
    assert accept(path_in(mailoutbox[3])).status_code == 404
    assert fresh(page).account is None
    sent = OneTimeLink(kind="invitation").LIFETIMES["invitation"]
    assert sent == timedelta(days=14)


@pytest.mark.parametrize("email", ["redaktion-nrw@example.org", "andere@example.org"])
def test_address_of_somebody_else_is_refused(email, page, staff_nrw, mailoutbox):
    account_of(profile(number=1), "andere@example.org")
    invite(staff_nrw, page, email.upper())
    assert mailoutbox == []
    assert not OneTimeLink.objects.exists()


def test_who_became_staff_after_the_invitation_is_not_linked(page, staff_nrw, mailoutbox):
    invite(staff_nrw, page)
    get_user_model().objects.create_superuser(EMAIL, "altes Passwort hier")
    assert accept(path_in(mailoutbox[0])).status_code == 404
    assert get_user_model().objects.get(email=EMAIL).check_password("altes Passwort hier")


@pytest.mark.parametrize("email", ["redaktion-bw@example.org", "mitarbeit-nrw@example.org"])
def test_only_who_publishes_in_the_edition_invites(email, page, visitor, mailoutbox):
    form = login(visitor, "redaktion-nrw@example.org").get(account_page(page))
    submit(login(visitor, email), form, {"email": EMAIL}, form="#w-editor-form")
    assert mailoutbox == []
    assert visitor.get(account_page(page)).status_code in {302, 403}


def test_account_can_be_taken_away(page, staff_nrw):
    client = Client()
    client.force_login(account_of(page))
    assert client.get("/mein-profil/").status_code == 200
    submit(staff_nrw, account_page(page), button="unlink", form="form:has([name=unlink])")
    assert client.get("/mein-profil/").status_code == 403


def test_invitation_waits_for_a_mail_server_that_is_down(page, staff_nrw, settings):
    mail_server.use(settings, 9)  # nobody answers there
    assert f"unterwegs an {EMAIL}" in visible_text(invite(staff_nrw, page))
    sender.run()
    assert (Mail.objects.get().state, Mail.objects.get().edition) == ("waiting", "nrw")
    assert OneTimeLink.objects.valid().count() == 1
    Mail.objects.all().send_again()
    with mail_server.running(settings) as server:
        sender.run()
    assert server.recipients == [EMAIL]


def test_weak_or_mistyped_password_is_explained(page, staff_nrw, mailoutbox):
    invite(staff_nrw, page)
    path = path_in(mailoutbox[0])
    assert "zu kurz" in visible_text(accept(path, "kurz"))
    assert "nicht gleich" in visible_text(accept(path, again="anderes"))
    assert accept(path).status_code == 200


def try_to_log_in(client, email, password=PASSWORD):
    return log_in(client, email, password, forged={"next": "//example.com/"})


def test_login_with_password_and_logout(page, visitor):
    account_of(page, EMAIL)
    answer = visitor.get("/mein-profil/konto/")
    assert answer.url == f"{LOGIN}?next=%2Fmein-profil%2Fkonto%2F"
    assert try_to_log_in(visitor, EMAIL.upper()).url == "/mein-profil/"
    answer = visitor.get("/mein-profil/")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]
    submit(visitor, answer, form="form[action*=abmelden]")
    assert visitor.get("/mein-profil/").status_code == 302


def test_staff_get_in_by_the_door_of_advisors_never(page, visitor, mailoutbox):
    """Neither with their password nor by a link, also where they have a profile of their own."""
    email, password = "redaktion-nrw@example.org", "demo-password-1"
    MemberPage.objects.filter(pk=page.pk).update(account=get_user_model().objects.get(email=email))
    assert "passen nicht" in visible_text(try_to_log_in(visitor, email, password))
    ask_for_link(visitor, email)
    assert mailoutbox == []
    assert "_auth_user_id" not in visitor.session


def test_login_link_of_who_became_staff_meanwhile_is_not_valid(page, visitor, mailoutbox):
    user = account_of(page, EMAIL)
    ask_for_link(visitor, EMAIL)
    user.groups.add(Group.objects.get(name=staff_group_name(page.edition)))
    path = path_in(mailoutbox[0])
    assert [visitor.get(path).status_code, visitor.post(path).status_code] == [404, 404]
    assert "_auth_user_id" not in visitor.session


def test_login_is_locked_after_five_failures(page, visitor):
    account_of(page, EMAIL)
    codes = [try_to_log_in(visitor, EMAIL, "falsch").status_code for _number in range(6)]
    assert codes[:4] == [200] * 4
    assert codes[-1] == 429
    assert try_to_log_in(visitor, EMAIL).status_code == 429


def test_login_link_works_once_after_a_press_of_a_button(page, visitor, mailoutbox):
    user = account_of(page, EMAIL)
    ask_for_link(visitor, EMAIL.title())
    path = path_in(mailoutbox[0])
    assert "Anmelden" in visible_text(visitor.get(path))
    assert visitor.get("/mein-profil/").status_code == 302
    assert submit(visitor, path).url == "/mein-profil/"
    new = "noch vier gute Wörter dazu"
    set_password(visitor, new)
    user.refresh_from_db()
    assert user.check_password(new)
    assert Client().post(path).status_code == 404


def test_new_password_takes_the_old_one(page, visitor):
    account_of(page, EMAIL)
    log_in(visitor, EMAIL, PASSWORD)
    new = "noch vier gute Wörter dazu"
    for old in ("", "geraten", PASSWORD):
        assert fresh(page).account.check_password(PASSWORD)
        set_password(visitor, new, old)
    assert fresh(page).account.check_password(new)


@pytest.mark.parametrize("end", ["expired", "closed"])
def test_login_link_ends(end, page, visitor, mailoutbox):
    user = account_of(page, EMAIL)
    ask_for_link(visitor, EMAIL)
    if end == "expired":
        OneTimeLink.objects.update(expires_at=timezone.now())
    else:
        user.is_active = False
        user.save()
    assert visitor.post(path_in(mailoutbox[0])).status_code == 404


def test_answer_tells_not_whether_an_address_exists(page, visitor, mailoutbox, monkeypatch):
    """The work is left to the sender, and the request itself asks nothing about the account."""
    account_of(page, EMAIL)
    monkeypatch.undo()
    answers = [ask_for_link(visitor, email) for email in (EMAIL, "niemand@example.org")]
    assert answers[0].content == answers[1].content
    assert Errand.objects.count() == 2
    assert mailoutbox == []
    sender.run()
    assert [mail.to for mail in mailoutbox] == [[EMAIL]]


def test_login_links_are_throttled_for_account_and_address(page, visitor, mailoutbox):
    account_of(page, EMAIL)
    codes = [ask_for_link(visitor, EMAIL).status_code for _number in range(21)]
    assert codes == [200] * 20 + [429]
    assert len(mailoutbox) == 3


@pytest.mark.parametrize("secret", ["x", "ü" * 300, "%00", "a%2Fb"])
def test_guessed_links_are_not_found(secret, visitor):
    for door in ("einladung", "link"):
        for send in (visitor.get, visitor.post):
            assert send(f"/mein-profil/{door}/{secret}/").status_code in {400, 404}
