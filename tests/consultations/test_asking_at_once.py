"""Two people who decide on a question to an advisor in the same moment come to one result."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations import assigning, retention
from consultations.choices import Step
from consultations.models import Assignment, WishedAdvisor
from members.forgetting import forget
from members.models import MemberPage
from miglobe_site.outbox.models import Mail
from tests.factories.desk import ADVISOR, asked, request_in
from tests.factories.my_profile import profile
from tests.threads import at_once


@pytest.fixture
def page(transactional_db):
    return profile()


@pytest.fixture
def question(page):
    question = asked(request_in(), page)
    Mail.objects.all().delete()
    return question


def steps():
    return [event.step for event in Assignment.objects.get().events.order_by("pk")][1:]


def subjects(to):
    return [mail.subject.partition(":")[0] for mail in Mail.objects.filter(to=to).order_by("pk")]


def test_agreed_and_taken_back(question):
    has_agreed, is_back = at_once(
        lambda: assigning.accept(question), lambda: assigning.recall(question, None)
    )
    assert is_back and Assignment.objects.get().is_recalled
    agreed = [Step.ACCEPTED, Step.LEFT] if has_agreed else []
    assert steps() == [*agreed, Step.RECALLED]
    assert len(subjects(ADVISOR)) == 1 + has_agreed
    last = Mail.objects.filter(to=ADVISOR).order_by("pk").last()
    assert "zurückgenommen" in last.body


def test_agreed_and_declined_in_two_tabs(question):
    answers = at_once(
        lambda: assigning.accept(question), lambda: assigning.decline(question, "Krank")
    )
    assert sorted(answers) == [False, True]
    row = Assignment.objects.get()
    assert (row.is_accepted, row.is_declined) == tuple(answers)
    assert steps() == [Step.ACCEPTED if row.is_accepted else Step.DECLINED]


def test_agreed_twice(question):
    assert sorted(at_once(*[lambda: assigning.accept(question)] * 2)) == [False, True]
    assert steps() == [Step.ACCEPTED] and len(subjects(ADVISOR)) == 1


def test_stepped_back_and_talk_held(question):
    assigning.accept(question)
    assigning.agree(question, timezone.now() + timedelta(days=3), "Rathaus")
    answers = at_once(
        lambda: assigning.step_back(question, "Krank"),
        lambda: assigning.hold(question, timezone.localdate()),
    )
    assert sorted(answers) == [False, True]
    row = Assignment.objects.get()
    assert (row.is_declined, row.held_on is not None) == tuple(answers)


def test_asked_and_forgotten(page):
    MemberPage.objects.filter(pk=page.pk).update(email=ADVISOR)
    sent, key, name = request_in(), page.translation_key, page.name
    was_asked, _report = at_once(lambda: assigning.ask(sent, key, name, None), lambda: forget(page))
    assert Assignment.objects.count() == was_asked
    assert not Assignment.objects.exclude(profile=None, name="", state="recalled").exists()


@pytest.mark.parametrize("turn", range(3))
def test_person_and_request_forgotten(turn, page, question):
    """Both lock requests first; nobody waits for the other."""
    sent = question.request
    WishedAdvisor.objects.create(request=sent, profile=page.translation_key, name=page.name)
    at_once(lambda: forget(page), lambda: retention.forget(sent))
    assert not Assignment.objects.exclude(profile=None, name="").exists()
    assert not WishedAdvisor.objects.exists()
