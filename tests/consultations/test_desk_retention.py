"""How long requests are kept: people go after a year or on demand, what is counted stays."""

from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.test import Client
from django.utils import timezone
from wagtail import hooks

from consultations import mails, retention
from consultations.choices import State, Step
from consultations.models import ConsultationRequest, WishedAdvisor
from members.forgetting import forget
from members.models import MemberPage, Topic
from miglobe_site.outbox.models import Mail
from tests import mail_server
from tests.factories.desk import fresh, request_in, url
from tests.factories.my_profile import profile
from tests.site import submit, visible_text

pytestmark = pytest.mark.usefixtures("site")
YEAR = timedelta(days=365)


@pytest.fixture
def sent(settings):
    """A request with all that it can have."""
    mail_server.use(settings, 9)  # nobody answers there
    person = MemberPage.objects.published().filter(locale__language_code="de-x-nrw").first()
    sent = request_in(wished=[person])
    sent.topics.set(Topic.objects.all()[:2])
    sent.events.create(step=Step.NOTE, text="Frau Beispiel ruft an")
    mails.tell_both(sent)
    assert Mail.objects.exists()
    return sent


def end(sent, ago):
    ended_at = timezone.now() - ago
    ConsultationRequest.objects.filter(pk=sent.pk).update(state=State.DONE, ended_at=ended_at)


def assert_forgotten(sent):
    row = fresh(sent)
    told = (row.name, row.email, row.phone, row.role, row.concern, row.period)
    assert set(told) == {""}
    assert row.forgotten_at and "forgotten" in row.sent_digest
    assert not row.wished_advisors.exists()
    assert {event.text for event in row.events.all()} == {""}
    assert not Mail.objects.exists()
    assert (row.edition, row.municipality) == ("nrw", "Musterstadt")
    assert row.topics.count() == 2 and row.promised_for == sent.promised_for


def test_a_year_after_the_end_people_are_forgotten(sent):
    end(sent, YEAR - timedelta(hours=1))
    assert "of 0 old requests" in retention.forget_old()
    assert fresh(sent).name
    end(sent, YEAR + timedelta(hours=1))
    assert "of 1 old requests" in retention.forget_old()
    assert_forgotten(sent)
    assert fresh(sent).state == State.DONE
    assert "of 0 old requests" in retention.forget_old()


def test_open_requests_are_not_forgotten(sent):
    ConsultationRequest.objects.update(created_at=timezone.now() - 3 * YEAR)
    retention.forget_old()
    assert fresh(sent).name


def test_timer_does_so_each_day():
    assert retention.forget_old in hooks.get_hooks("daily")


def test_mails_about_other_requests_of_the_same_person_stay(sent):
    other = request_in()
    mails.tell_both(other)
    send_mail("Etwas anderes", f"An {sent.email}", None, [sent.email])
    end(sent, YEAR + timedelta(days=1))
    retention.forget_old()
    assert fresh(other).name
    left = Mail.objects.values_list("subject", flat=True)
    assert "Etwas anderes" in left and any(other.spelled_reference in each for each in left)
    assert not any(sent.spelled_reference in each for each in left)


def test_editors_forget_on_demand_after_a_question(sent, staff_nrw):
    question = staff_nrw.get(url(sent, "forget"))
    assert fresh(sent).name
    answer = submit(staff_nrw, question, form="form:has(.button.no)", follow=True)
    text = visible_text(answer)
    assert "Die Personendaten sind gelöscht." in text and "Erika" not in text
    assert_forgotten(sent)
    assert fresh(sent).state == State.WITHDRAWN and fresh(sent).ended_at
    assert Client().get(sent.status_path, follow=True).status_code == 404


def test_what_is_typed_about_a_forgotten_request_is_not_stored(sent, staff_nrw):
    old = staff_nrw.get(url(sent))
    retention.forget(sent)
    for action in ("note", "state"):
        values = {"text": "Frau Beispiel"} | ({"state": "done"} if action == "state" else {})
        answer = submit(staff_nrw, old, values, form=f"form[action='{url(sent, action)}']")
        assert answer.status_code == 422 and "nicht mehr möglich" in visible_text(answer)
        assert "Frau Beispiel" in answer.content.decode()
    assert_forgotten(sent)


def test_forgotten_advisors_are_named_in_no_request(sent):
    page = profile()
    request_in(wished=[page])
    number = WishedAdvisor.objects.filter(profile=page.translation_key).count()
    report = forget(page)
    assert report["removed"]["Wünsche in Anfragen"] == number > 0
    assert not WishedAdvisor.objects.filter(profile=page.translation_key).exists()
