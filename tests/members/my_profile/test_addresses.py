"""Mein Profil: a change of password or address ends links, is told, and leaves one account."""

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse

from members.forgetting import forget, plan
from members.models import MemberPage
from miglobe_site.outbox import errands, sender
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
from tests.site import submit, visible_text

OLD, NEW = "amina@example.org", "amina.neu@example.org"
ACCOUNT = "/mein-profil/konto/"
OTHER_PASSWORD = "noch vier gute Wörter dazu"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Do in the request what the sender of mails does otherwise."""
    monkeypatch.setattr(errands, "leave", errands.do)


@pytest.fixture
def page(site):
    return profile()


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def users():
    return get_user_model().objects.filter(email__startswith="amina")


def set_email(user):
    user.email = NEW
    user.save()


def set_password(user):
    user.set_password(OTHER_PASSWORD)
    user.save()


CHANGES = {
    "e-mail": set_email,
    "password": set_password,
    "e-mail without save()": lambda user: users().update(email=NEW),
    "password without save()": lambda user: users().update(password="x"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_link_to_an_account_dies_when_it_changes(change, page, visitor, mailoutbox):
    """Login links and the links of a new address, whichever way the account is changed."""
    user = account_of(page, OLD)
    ask_for_link(visitor, OLD)
    advisor = Client()
    advisor.force_login(user)
    change_address(advisor, "amina.dritte@example.org")
    paths = [path_in(mail) for mail in mailoutbox]
    assert len(paths) == 3
    CHANGES[change](user)
    assert [visitor.get(path).status_code for path in paths] == [404] * 3
    assert [visitor.post(path).status_code for path in paths] == [404] * 3
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize(
    ("change", "subject"), [(set_email, "Adresse"), (set_password, "Passwort")]
)
def test_change_is_told_at_the_old_address_if_it_is_kept(
    change, subject, page, mailoutbox, settings
):
    settings.OUTBOX_BACKEND = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "miglobe_site.outbox.backend.EmailBackend"
    user = account_of(page, OLD)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        change(fresh(page).account)
        raise ZeroDivisionError
    sender.run()
    assert mailoutbox == []
    change(user)
    sender.run()
    [mail] = mailoutbox
    assert mail.to == [OLD]
    assert subject in mail.subject
    assert NEW not in mail.body


def test_what_is_no_change_is_not_told(page, mailoutbox, commits, settings):
    """A login, a new hash of the same password, a name, and a new account."""
    with commits():
        user = account_of(page, OLD)
        settings.PASSWORD_HASHERS = [
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
            "django.contrib.auth.hashers.MD5PasswordHasher",
        ]
        before = user.password
        log_in(Client(), OLD, PASSWORD)
        user.refresh_from_db()
        assert user.password != before
        user.first_name, user.email = "Amina", OLD.upper()
        user.save()
    assert mailoutbox == []


def change_address(advisor, email):
    return submit(advisor, ACCOUNT, {"email": email}, form="form:has([name=email])", follow=True)


def unlink(staff, page):
    submit(staff, account_page(page), button="unlink", form="form:has([name=unlink])")


def accept(path):
    return submit(Client(), path, {"password": PASSWORD, "again": PASSWORD}, follow=True)


@pytest.mark.parametrize("is_there", [False, True])
def test_invitation_to_another_address_leaves_one_account(
    is_there, page, staff_nrw, mailoutbox, commits
):
    user = account_of(page, OLD)
    if is_there:
        get_user_model().objects.create_user(NEW, PASSWORD)
    invite(staff_nrw, page, NEW)
    path = path_in(mailoutbox.pop())
    assert fresh(page).account.email == OLD  # until it is accepted
    with commits():
        assert accept(path).status_code == 200
    assert [account.email for account in users()] == [NEW]
    assert fresh(page).account_id == user.pk
    assert {mail.subject.split()[1] for mail in mailoutbox if mail.to == [OLD]} == {
        *("Adresse", "Passwort"),
    }


def test_account_taken_away_before_another_invitation_goes(page, staff_nrw, mailoutbox):
    account_of(page, OLD)
    unlink(staff_nrw, page)
    invite(staff_nrw, page, NEW)
    accept(path_in(mailoutbox[-1]))
    assert [account.email for account in users()] == [NEW]


@pytest.mark.parametrize("turn", [0, 1])
def test_advisor_changes_the_address_with_both_mailboxes(turn, page, mailoutbox, commits):
    advisor = Client()
    advisor.force_login(account_of(page, OLD))
    text = visible_text(change_address(advisor, NEW))
    assert OLD in text and NEW in text
    assert {mail.to[0] for mail in mailoutbox} == {OLD, NEW}
    paths = [path_in(mail) for mail in mailoutbox]
    mailoutbox.clear()
    first, second = paths[turn], paths[1 - turn]
    assert "Bestätigen" in visible_text(Client().get(first))
    with commits():
        assert "andere Adresse" in visible_text(submit(Client(), first))
        assert fresh(page).account.email == OLD
        assert Client().post(first).status_code == 404  # one mailbox is not both
        assert "Erledigt" in visible_text(submit(Client(), second))
    assert fresh(page).account.email == NEW
    assert [account.email for account in users()] == [NEW]
    assert [mail.to for mail in mailoutbox] == [[OLD]]
    assert advisor.get("/mein-profil/").status_code == 200


def test_address_of_another_account_is_neither_taken_nor_told(page, mailoutbox):
    account_of(profile(number=1), NEW)
    advisor = Client()
    advisor.force_login(account_of(page, OLD))
    answer = change_address(advisor, NEW.upper())
    assert "Zwei Mails sind unterwegs" in visible_text(answer)
    assert mailoutbox == []


def test_address_that_was_taken_meanwhile_is_refused(page, mailoutbox):
    advisor = Client()
    advisor.force_login(account_of(page, OLD))
    change_address(advisor, NEW)
    get_user_model().objects.create_user(NEW, PASSWORD)
    codes = [submit(Client(), path_in(mail)).status_code for mail in mailoutbox]
    assert codes == [200, 404]
    assert fresh(page).account.email == OLD


def test_mistyped_address_is_explained_and_kept(page):
    advisor = Client()
    advisor.force_login(account_of(page, OLD))
    answer = change_address(advisor, "amina@")
    assert "gültige E-Mail-Adresse" in visible_text(answer)
    assert 'value="amina@"' in answer.content.decode()


def test_every_account_that_was_ever_linked_is_forgotten(page, staff_nrw, mailoutbox):
    account_of(page, OLD)
    unlink(staff_nrw, page)
    assert plan(page)["Konten"] == 1
    assert forget(page)["removed"]["Konten"] == 1
    assert not users().exists()


def test_account_that_keeps_another_profile_by_now_is_not_forgotten(page, staff_nrw):
    user = account_of(page, OLD)
    unlink(staff_nrw, page)
    MemberPage.objects.filter(pk=profile(number=1).pk).update(account=user)
    assert plan(fresh(page))["Konten"] == 0
    forget(fresh(page))
    assert users().exists()


def test_deletion_says_what_stays_and_offers_to_forget(page, staff_nrw, admin):
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    answer = admin.get(address)
    assert "Das Konto mit der Anmeldung" in visible_text(answer)
    assert reverse("member_forget", args=[page.pk]) in answer.content.decode()
    above = reverse("wagtailadmin_pages:delete", args=[page.get_parent().pk])
    assert "Profile" in visible_text(admin.get(above))


def test_profiles_are_not_deleted_in_bulk(page, admin):
    address = f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}"
    assert "einzeln" in visible_text(admin.post(address, {"id": page.pk}, follow=True))
    assert fresh(page)
