"""The figures of a year, against requests whose numbers are known."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultations import retention
from consultations.choices import Step
from consultations.year.counting import Place, count
from consultations.year.reading import read, years
from editions.registry import EDITIONS
from members.models import MemberPage, Topic
from tests.factories.desk import request_in
from tests.factories.year import asked_on, moment

pytestmark = pytest.mark.usefixtures("site")
TODAY = date(2025, 12, 30)


def figures(year=2025, today=TODAY, edition="nrw"):
    return count(read(EDITIONS[edition]), year, today)


def test_requests_count_by_month_state_and_who_asks():
    asked_on("2025-03-04 10:00", asking="administration")
    asked_on("2025-03-31 23:59", asking="administration", became=[(1, "clarifying")])
    asked_on("2025-04-01 00:00", became=[(1, "dialogue-forum")])
    asked_on("2024-05-01 09:00")
    asked_on("2025-05-01 09:00", "bw")
    found = figures()
    assert found.requests == 3
    assert found.months == {3: 2, 4: 1}
    assert found.states == {"new": 1, "clarifying": 1, "dialogue-forum": 1}
    assert found.asking == {"administration": 2, "": 1}
    assert figures(2024).requests == figures(edition="bw").requests == 1


def test_years_and_months_are_those_of_germany():
    """In Germany it is an hour later than in UTC, in summer two."""
    asked_on("2025-01-01 00:30")  # 31 December in UTC
    asked_on("2025-07-01 01:30")  # 30 June in UTC
    asked_on("2025-12-31 23:59")
    assert figures().months == {1: 1, 7: 1, 12: 1}
    assert not figures(2024).requests
    with timezone.override("America/New_York"):  # of somebody's account
        assert figures().months == {1: 1, 7: 1, 12: 1}


def test_new_year_in_utc_is_not_new_year_here():
    request_in(created_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    assert (figures(2025).requests, figures(2026).requests) == (0, 1)


def test_steps_count_in_the_year_in_which_they_were_reached_each_request_once():
    asked_on("2024-12-01 10:00", became=[(5, "dialogue-forum"), (60, "advice"), (90, "done")])
    asked_on("2025-02-01 10:00", became=[(5, "dialogue-forum"), (6, "clarifying"),
                                         (9, "dialogue-forum")])  # fmt: skip
    asked_on("2025-03-01 10:00", became=[(5, "refused")])
    asked_on("2025-03-01 10:00", became=[(5, "refused"), (7, "clarifying")])  # taken up again
    asked_on("2025-12-20 10:00", became=[(20, "forwarded")])
    found, before = figures(), figures(2024)
    assert (found.forums, before.forums) == (1, 1)
    assert (found.consultations, before.consultations) == (1, 0)
    assert found.ends == {"done": 1, "refused": 1}
    assert figures(2026).ends == {"forwarded": 1} and not before.ends
    assert (found.requests, before.requests) == (4, 1)
    assert not found.is_empty and not figures(2026).is_empty and figures(2023).is_empty


def test_median_of_the_working_days_until_the_first_answer():
    asked_on("2025-06-02 09:00", became=[(0, "answered")])  # Monday, the same day: 0
    asked_on("2025-06-06 16:00", became=[(3, "answered"), (9, "done")])  # over Whit Monday: 0
    asked_on("2025-06-06 16:00", became=[(4, "answered")])  # until Tuesday: 1
    asked_on("2025-06-10 16:00", became=[(6, "answered")])  # over a weekend: 4
    assert figures().answer_days == 0.5
    asked_on("2025-06-10 16:00")  # not answered yet
    assert figures().answer_days == 0.5
    assert figures(2024).answer_days is None


def test_notes_additions_a_withdrawal_and_looking_into_it_are_no_answer():
    sent = asked_on("2025-06-02 09:00")
    for step in (Step.NOTE, Step.ADDED, Step.CHARGE, Step.DELIVERED, Step.WITHDRAWN):
        sent.events.create(step=step, at=moment("2025-06-02 10:00"))
    assert figures().answer_days is None
    sent.events.create(step=Step.STATE, state="clarifying", at=moment("2025-06-04 10:00"))
    assert figures().answer_days is None
    sent.events.create(step=Step.ANSWERED, at=moment("2025-06-05 10:00"))
    assert figures().answer_days == 3


def test_whoever_answered_may_be_gone(django_user_model):
    user = django_user_model.objects.create_user("weg@example.org", "x")
    asked_on("2025-06-02 09:00", became=[(1, "answered")], user=user)
    user.delete()
    assert figures().answer_days == 1


def test_promises_kept():
    asked_on("2025-06-02 09:00", became=[(7, "answered")])  # on the very day
    asked_on("2025-06-02 09:00", became=[(8, "answered")])  # a day late
    asked_on("2025-06-02 09:00")  # nobody has answered, and the day is over
    asked_on("2025-12-29 09:00")  # there is time
    asked_on("2025-06-02 09:00", state="withdrawn", ended_at=moment("2025-06-03 09:00"))
    found = figures()
    assert (found.kept, found.promises, found.percent_kept) == (1, 3, 33)
    assert figures(today=date(2026, 1, 5)).promises == 3
    assert figures(today=date(2026, 1, 6)).promises == 4
    assert figures(2024).percent_kept is None


def test_promise_of_what_was_taken_up_again_changes_no_figures_of_the_past():
    late = [(10, "answered"), (20, "done")]
    sent = asked_on("2025-06-02 09:00", became=late)
    assert (figures().kept, figures().promises) == (0, 1)
    asked_again = sent.events.create(
        step=Step.STATE, state="clarifying", at=moment("2025-09-01 09:00")
    )
    type(sent).objects.filter(pk=sent.pk).update(state="clarifying", promised_for="2025-09-04")
    assert asked_again and (figures().kept, figures().promises) == (0, 0)


def test_topics_wishes_and_places():
    people = list(MemberPage.objects.published().filter(locale__language_code="de-x-nrw")[:2])
    topics = list(Topic.objects.all()[:2])
    first = asked_on("2025-06-02 09:00", town="Bonn", wished=people)
    first.topics.set(topics)
    second = asked_on("2025-06-02 09:00", town="Bonn", wished=people[:1])
    second.topics.set(topics[:1])
    asked_on("2025-06-02 09:00", town="Mannheim")
    asked_on("2025-06-02 09:00", municipality="Gemeinde  Nirgendwo")
    found = figures()
    assert found.topics == {topics[0].name: 2, topics[1].name: 1}
    assert found.wished == {people[0].name: 2, people[1].name: 1}
    places = {(place.name, place.state): number for place, number in found.places.items()}
    assert places == {("Bonn", "nrw"): 2, ("Mannheim", "bw"): 1, ("Gemeinde Nirgendwo", ""): 1}
    on_map = {place.name for place in found.places if place.point}
    assert on_map == {"Bonn", "Mannheim"}
    assert Place("Gemeinde Nirgendwo") in found.places


def test_quarantine_does_not_count_and_forgotten_requests_do():
    asked_on("2025-06-02 09:00", suspicions="links")
    over = asked_on("2025-06-02 09:00", town="Bonn", became=[(2, "clarifying"), (30, "done")])
    over.topics.set(Topic.objects.all()[:1])
    before = figures()
    assert before.requests == 1
    assert retention.forget(over)
    assert figures() == before


def test_years_to_choose_from(freezer_year):
    requests = type(request_in()).objects
    asked_on("2023-01-01 00:10")
    asked_on("2019-06-02 09:00", suspicions="links")
    assert years(requests.all()) == [2026, 2025, 2024, 2023]
    assert years(requests.none()) == [2026]
    request_in(created_at=moment("2031-01-01 10:00"))  # by a clock that was wrong
    assert years(requests.filter(created_at__year=2031)) == [2026]


@pytest.fixture
def freezer_year(monkeypatch):
    monkeypatch.setattr("consultations.year.reading.today", lambda: date(2026, 11, 28))


def test_four_queries_for_any_number_of_requests():
    for number in range(12):
        asked_on(f"2025-{number + 1:02}-01 09:00", became=[(1, "answered")], town="Bonn")
    with CaptureQueriesContext(connection) as context:
        assert figures().requests == 12
    assert len(context) == 4


def test_talk_that_is_prepared_or_an_end_is_an_answer_too():
    for state in ("dialogue-forum", "advice", "refused", "forwarded", "done"):
        asked_on("2025-06-02 09:00", became=[(1, state)])
    assert figures().answer_days == 1
