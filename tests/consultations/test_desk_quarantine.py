"""Quarantine: staff read why, and deliver or delete; nothing goes by itself before 30 days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations import mails, official, retention
from consultations.choices import Step
from consultations.models import ConsultationRequest
from home.models import HomePage
from miglobe_site.outbox.models import Mail
from tests import mail_server
from tests.factories.desk import LIST, form, fresh, request_in, url
from tests.site import submit, visible_text


@pytest.fixture
def sent(nrw, settings):
    mail_server.use(settings, 9)  # nobody answers there
    HomePage.objects.filter(pk=nrw.pk).update(request_email="anfragen-nrw@example.org")
    return request_in(suspicions="links,words")


def deliver(client, sent, page=None):
    return submit(client, page or url(sent), form=form(sent, "deliver"), follow=True)


def test_reasons_stand_there_in_german(sent, staff_nrw):
    text = visible_text(staff_nrw.get(url(sent)))
    assert "Der Text enthält viele oder versteckte Links." in text
    assert "Der Text klingt nach Werbung." in text


def test_no_state_and_no_charge_while_it_waits(sent, staff_nrw):
    for action in ("state", "charge"):
        with pytest.raises(LookupError):
            submit(staff_nrw, url(sent), form=form(sent, action))


def test_delivered_request_is_told_to_both_and_is_in_the_list(sent, staff_nrw):
    answer = deliver(staff_nrw, sent)
    assert "Die Kommune und Sie bekommen jetzt die Mails." in visible_text(answer)
    assert {mail.to for mail in Mail.objects.all()} == {sent.email, "anfragen-nrw@example.org"}
    assert not fresh(sent).is_in_quarantine
    assert sent.events.last().step == Step.DELIVERED
    assert "Musterstadt" in visible_text(staff_nrw.get(LIST))


def test_delivered_twice_is_told_once(sent, staff_nrw):
    page = staff_nrw.get(url(sent))
    deliver(staff_nrw, sent, page)
    assert "war schneller" in visible_text(deliver(staff_nrw, sent, page))
    assert Mail.objects.count() == 2


def test_what_cannot_be_mailed_stays_in_quarantine(sent, staff_nrw, monkeypatch):
    def fail(sent):
        raise RuntimeError("no mail")

    page = staff_nrw.get(url(sent))
    monkeypatch.setattr(mails, "tell_both", fail)
    assert deliver(staff_nrw, sent, page).status_code == 500
    assert fresh(sent).is_in_quarantine
    assert sent.events.count() == 1


def test_promise_that_is_over_is_renewed(staff_nrw, settings):
    mail_server.use(settings, 9)
    sent = request_in(suspicions="links", days=-4)
    deliver(staff_nrw, sent)
    assert fresh(sent).promised_for > timezone.localdate()


def test_withdrawn_request_is_delivered_without_mails(sent, staff_nrw):
    official.withdraw(sent)
    deliver(staff_nrw, sent)
    assert not fresh(sent).is_in_quarantine and not Mail.objects.exists()


def test_those_of_an_archived_edition_are_not_deleted_unseen(sent, nrw):
    HomePage.objects.filter(pk=nrw.pk).update(offer_status="archived")
    ConsultationRequest.objects.update(created_at=timezone.now() - timedelta(days=90))
    assert "0 requests deleted" in retention.forget_old()
    assert ConsultationRequest.objects.exists()


def test_spam_is_deleted_after_a_question(sent, staff_nrw):
    question = staff_nrw.get(url(sent, "delete"))
    assert ConsultationRequest.objects.exists()
    answer = submit(staff_nrw, question, form="form:has(.button.no)", follow=True)
    assert "Die Anfrage ist gelöscht." in visible_text(answer)
    assert not ConsultationRequest.objects.exists() and not Mail.objects.exists()


def test_what_was_delivered_meanwhile_is_not_deleted(sent, staff_nrw):
    question = staff_nrw.get(url(sent, "delete"))
    deliver(staff_nrw, sent)
    answer = submit(staff_nrw, question, form="form:has(.button.no)", follow=True)
    assert "war schneller" in visible_text(answer)
    assert ConsultationRequest.objects.exists()


def test_nothing_is_deleted_by_itself_before_thirty_days(sent):
    ago = timezone.now() - timedelta(days=29, hours=23)
    ConsultationRequest.objects.update(created_at=ago)
    assert "0 requests deleted" in retention.forget_old()
    assert ConsultationRequest.objects.exists()
    plain = request_in()
    ConsultationRequest.objects.update(created_at=ago - timedelta(hours=2))
    assert "1 requests deleted" in retention.forget_old()
    assert ConsultationRequest.objects.get() == plain
