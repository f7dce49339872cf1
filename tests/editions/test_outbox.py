"""The outbox in the CMS: who sees which mails, and what can be done about them."""

from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.test import Client
from django.utils import timezone

from miglobe_site.outbox import sender
from miglobe_site.outbox.backend import about
from miglobe_site.outbox.models import Mail
from tests import mail_server
from tests.factories.my_profile import account_of, protect
from tests.factories.my_profile import profile as sample_profile
from tests.site import login, soup, submit, visible_text

OUTBOX = "/admin/outbox/"
State = Mail.State


@pytest.fixture
def mails(site, server):
    """A mail of each edition and one of none, all refused."""
    server.fault = "550"
    for edition in ("nrw", "bw", ""):
        with about(edition):
            send_mail(f"Betreff {edition or 'keine'}", "Text", None, [f"{edition}x@example.org"])
    sender.run()
    server.fault = ""
    return {mail.edition: mail for mail in Mail.objects.all()}


def path(mail, action):
    return f"{OUTBOX}{mail.pk}/{action}/"


def form(mail, action="again"):
    return f"form[action='{path(mail, action)}']"


def test_staff_see_state_reason_and_next_try(site, staff_nrw, settings):
    mail_server.use(settings, 9)  # nobody answers there
    with about("nrw"):
        send_mail("Ihre Einladung", "Text", None, ["amina@example.org"])
    sender.run()
    text = visible_text(staff_nrw.get(OUTBOX))
    assert "Ihre Einladung" in text and "An amina@example.org" in text
    assert "wartet: Der Mailserver antwortet nicht." in text
    assert "Nächster Versuch:" in text


def test_editors_see_their_edition_and_administrators_all(mails, staff_nrw):
    text = visible_text(staff_nrw.get(OUTBOX))
    assert "Betreff nrw" in text
    assert "nicht zugestellt: Der Mailserver nimmt für diese Adresse keine Mail an. (550)" in text
    assert "Betreff bw" not in text and "Betreff keine" not in text
    text = visible_text(login(Client(), "admin@example.org").get(OUTBOX))
    assert all(f"Betreff {name}" in text for name in ("nrw", "bw", "keine"))


def test_contributors_see_nothing_of_it(mails, visitor):
    client = login(visitor, "mitarbeit-nrw@example.org")
    assert client.get(OUTBOX).status_code in {302, 403}
    start = client.get("/admin/").content.decode()
    assert "Postausgang" not in start
    client.post(path(mails["nrw"], "again"))
    client.post(f"{OUTBOX}again/")
    assert Mail.objects.failed().count() == 3


@pytest.mark.parametrize("action", ["again", "give-up"])
def test_mail_of_another_edition_is_out_of_reach(action, mails, staff_nrw):
    for other in ("bw", ""):
        assert staff_nrw.post(path(mails[other], action)).status_code == 404
    assert Mail.objects.failed().count() == 3
    assert staff_nrw.get(path(mails["nrw"], action)).status_code == 405


def test_mail_is_sent_again_after_the_answer(mails, staff_nrw, server):
    answer = submit(staff_nrw, OUTBOX, form=form(mails["nrw"]), follow=True)
    assert "Eine Mail wird gesendet." in visible_text(answer)
    assert server.kept == []
    sender.run()
    assert server.recipients == ["nrwx@example.org"]
    assert "Betreff nrw" in visible_text(staff_nrw.get(f"{OUTBOX}?group=sent"))


def test_all_are_sent_again_those_of_the_edition(mails, staff_nrw, server):
    submit(staff_nrw, OUTBOX, form=f"form[action='{OUTBOX}again/']")
    sender.run()
    assert server.recipients == ["nrwx@example.org"]


def test_mail_that_is_being_sent_is_not_sent_twice(site, staff_nrw, server):
    with about("nrw"):
        send_mail("Gerade", "Text", None, ["x@example.org"])
    mail = Mail.objects.get()
    sender.claim(mail)
    assert "Wird gerade gesendet." in visible_text(staff_nrw.get(OUTBOX))
    answer = submit(staff_nrw, OUTBOX, form=form(mail), follow=True)
    assert "es wird gerade gesendet" in visible_text(answer)
    assert not Mail.objects.due().exists()
    Mail.objects.update(tried_at=timezone.now() - timedelta(minutes=3))
    assert "Das Senden wurde unterbrochen." in visible_text(staff_nrw.get(OUTBOX))
    submit(staff_nrw, OUTBOX, form=form(mail))
    assert Mail.objects.due().exists()


def test_red_line_on_the_start_page_until_somebody_has_looked_after_it(mails, staff_nrw):
    def line():
        found = soup(staff_nrw.get("/admin/")).select_one(".help-critical")
        return " ".join(found.get_text(" ").split()) if found else ""

    assert "Eine Mail konnte nicht zugestellt werden." in line()
    page = staff_nrw.get(OUTBOX)
    staff_nrw.post(path(mails["nrw"], "give-up"), follow=True)
    assert "Betreff nrw" in visible_text(page)
    assert line() == ""
    assert Mail.objects.get(edition="nrw").body == ""
    assert "Betreff nrw" in visible_text(staff_nrw.get(f"{OUTBOX}?group=given-up"))


def test_red_line_comes_before_the_three_days_are_over(site, staff_nrw, settings):
    mail_server.use(settings, 9)
    with about("nrw"):
        send_mail("Betreff", "Text", None, ["x@example.org"])
    sender.run()
    assert "warte" not in visible_text(staff_nrw.get("/admin/"))
    Mail.objects.update(made_at=timezone.now() - timedelta(hours=2))
    assert "Eine Mail wartet seit mehr als einer Stunde." in visible_text(staff_nrw.get("/admin/"))


@pytest.mark.parametrize("query", ["?p=x&group=y", "?p=99&group=sent", "?group=%00"])
def test_nonsense_in_the_address_is_no_error(query, mails, staff_nrw):
    assert staff_nrw.get(OUTBOX + query).status_code in {200, 400}


def test_list_costs_the_same_with_many_mails(mails, staff_nrw, django_assert_max_num_queries):
    staff_nrw.get(OUTBOX)
    with about("nrw"):
        for number in range(30):
            send_mail(f"Nummer {number}", "Text", None, ["x@example.org"])
    with django_assert_max_num_queries(40):
        staff_nrw.get(OUTBOX)


def test_mails_of_an_edition_name_it_and_its_address(site, nrw, settings):
    """Schutzmodus, for one: the mail is stored with what it tells of."""
    type(nrw).objects.filter(pk=nrw.pk).update(email="team-nrw@example.org")
    mail_server.use(settings, 9)
    client = Client()
    client.force_login(account_of(sample_profile()))
    protect(client)
    mail = Mail.objects.get(to="redaktion-nrw@example.org")
    assert mail.edition == "nrw"
    assert mail.headers["Reply-To"] == "team-nrw@example.org"
    assert "ist offline" in mail.subject
