"""One request in the CMS: what stands there, and what its forms do."""

import uuid

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from consultations import official
from consultations.choices import PUBLIC_STEPS, State, Step
from consultations.desk import acting
from examples.models import PracticeExamplePage
from members.models import MemberPage
from tests.factories.desk import CONCERN, form, fresh, request_in, status_text, url
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def sent():
    return request_in()


def colleague():
    return login(Client(), "admin@example.org")


def change(client, sent, page=None, **values):
    return submit(client, page or url(sent), values, form=form(sent, "state"), follow=True)


def error_of(answer, name):
    """The message beside a field, by its id."""
    field = soup(answer).select_one(f"#{name}")
    return " ".join(field.find_parent(class_="w-field").get_text(" ").split())


def steps(sent):
    return [(event.step, event.text) for event in sent.events.all()]


def test_all_that_was_sent_stands_on_one_screen(staff_nrw):
    person = MemberPage.objects.published().filter(locale__language_code="de-x-nrw").first()
    example = PracticeExamplePage.objects.published().filter(
        locale__language_code="de-x-nrw"
    ).first()  # fmt: skip
    sent = request_in(wished=[person], example=example.translation_key)
    sent.wished_advisors.create(profile=uuid.uuid4(), name="Ohne Profil")
    answer = staff_nrw.get(url(sent))
    text = visible_text(answer)
    for told in (CONCERN, "Erika Beispiel", "erika@musterstadt.example", "0211 4711",
                 "Amt für Beschaffung", "im Frühjahr", "Die Anfrage ist angekommen."):  # fmt: skip
        assert told in text
    links = {link.get_text(): link["href"] for link in soup(answer).select(".desk a")}
    assert links[person.name].endswith(f"/{person.slug}/")
    assert links[example.title].endswith(f"/{example.slug}/")
    assert "Ohne Profil (Profil nicht öffentlich)" in text


def test_new_state_is_read_by_the_official_in_plain_words(sent, staff_nrw, visitor):
    text = "Wir melden uns am Montag."
    answer = change(staff_nrw, sent, state=State.FORUM, text=text)
    assert "Der neue Stand ist gespeichert." in visible_text(answer)
    assert fresh(sent).state == State.FORUM and fresh(sent).ended_at is None
    event = sent.events.last()
    assert event.user.email == "redaktion-nrw@example.org"
    shown = status_text(Client(), sent)
    assert shown.count("Ein erstes Gespräch, das Dialogforum,") == 2 and text in shown
    assert "Dialogforum (Beispiel Redaktion NRW)" in visible_text(staff_nrw.get(url(sent)))


def test_request_ends_and_is_opened_again(sent, staff_nrw):
    change(staff_nrw, sent, state=State.DONE)
    ended_at = fresh(sent).ended_at
    assert ended_at
    change(staff_nrw, sent, state=State.FORWARDED)
    assert fresh(sent).ended_at == ended_at
    change(staff_nrw, sent, state=State.ADVICE)
    assert fresh(sent).ended_at is None


def test_older_tab_overwrites_nothing_and_keeps_what_was_typed(sent, staff_nrw):
    old = staff_nrw.get(url(sent))
    change(colleague(), sent, state=State.REFUSED)
    answer = change(staff_nrw, sent, page=old, state=State.ADVICE, text="Getippt")
    assert answer.status_code == 422
    assert "den Stand auf „abgelehnt“ gesetzt" in error_of(answer, "state_state")
    assert "Getippt" in soup(answer).select_one("#state_text").get_text()
    assert fresh(sent).state == State.REFUSED
    change(staff_nrw, sent, page=answer, state=State.ADVICE)
    assert fresh(sent).state == State.ADVICE and fresh(sent).ended_at is None
    assert sent.events.last().text == "Getippt"


def test_request_withdrawn_meanwhile_stays_withdrawn(sent, staff_nrw):
    old = staff_nrw.get(url(sent))
    submit(Client(), sent.status_path, button="withdraw", form="main details form")
    answer = change(staff_nrw, sent, page=old, state=State.FORUM)
    for _press in range(2):
        assert "Die Kommune hat die Anfrage inzwischen zurückgezogen." in error_of(
            answer, "state_state"
        )
        assert fresh(sent).state == State.WITHDRAWN
        answer = change(staff_nrw, sent, page=answer, state=State.FORUM)


def test_end_that_is_taken_back_for_a_talk_needs_no_answer(sent, staff_nrw):
    for state in (State.DONE, State.FORUM, State.CLARIFYING):
        change(staff_nrw, sent, state=state)
        assert fresh(sent).answered_at and not fresh(sent).awaits_answer


def test_same_state_again_is_no_event(sent, staff_nrw):
    answer = change(staff_nrw, sent, state=State.NEW)
    assert "Diesen Stand hat die Anfrage schon." in error_of(answer, "state_state")
    assert steps(sent) == [(Step.ARRIVED, "")]


def test_staff_do_not_withdraw_in_the_name_of_the_official(sent, staff_nrw):
    with pytest.raises(ValueError, match="offers no"):
        change(staff_nrw, sent, state=State.WITHDRAWN)


def test_note_is_never_read_by_the_official(sent, staff_nrw):
    answer = submit(
        staff_nrw, url(sent), {"text": "Ruft ungern an"}, form=form(sent, "note"), follow=True
    )
    assert "Ruft ungern an" in visible_text(answer)
    shown = status_text(Client(), sent)
    assert "Ruft ungern an" not in shown and "Interne Notiz" not in shown


def test_official_reads_public_steps_alone(sent):
    for step in Step:
        sent.events.create(step=step, text=f"Text {step}")
    shown = status_text(Client(), sent)
    assert {step for step in Step if f"Text {step}" in shown} == PUBLIC_STEPS
    assert Step.NOTE not in PUBLIC_STEPS


def test_empty_note_is_said_beside_the_field(sent, staff_nrw):
    answer = submit(staff_nrw, url(sent), form=form(sent, "note"))
    assert answer.status_code == 422
    assert "Bitte schreiben Sie etwas." in error_of(answer, "note_text")


def test_charge_is_taken_and_given(sent, staff_nrw):
    answer = submit(
        staff_nrw, url(sent), form=form(sent, "charge"), button="Ich übernehme", follow=True
    )
    assert "Die Zuständigkeit ist gespeichert." in visible_text(answer)
    me = get_user_model().objects.get(email="redaktion-nrw@example.org")
    assert fresh(sent).in_charge == me
    assert me.get_full_name() in status_text(Client(), sent)
    submit(staff_nrw, url(sent), {"in_charge": ""}, form=form(sent, "charge"), button="Zuweisen")
    assert fresh(sent).in_charge is None
    assert [step for step, _text in steps(sent)] == [Step.ARRIVED, Step.CHARGE, Step.CHARGE]


def test_only_editors_of_the_edition_are_put_in_charge(sent, staff_nrw):
    offered = soup(staff_nrw.get(url(sent))).select("#charge_in_charge option")
    users = get_user_model().objects.in_bulk([each["value"] for each in offered if each["value"]])
    assert {user.email for user in users.values()} == {"redaktion-nrw@example.org"}


def test_older_tab_takes_no_charge_away(sent, staff_nrw):
    old = staff_nrw.get(url(sent))
    submit(colleague(), url(sent), form=form(sent, "charge"), button="Ich übernehme")
    answer = submit(staff_nrw, old, form=form(sent, "charge"), button="Ich übernehme")
    assert "Inzwischen ist zuständig:" in error_of(answer, "charge_in_charge")
    assert fresh(sent).in_charge.email == "admin@example.org"


def test_charge_that_another_took_in_the_same_moment_stays(sent, django_user_model):
    """Both forms were checked before either was saved."""
    first, second = django_user_model.objects.order_by("pk")[:2]
    assert acting.put_in_charge(sent, None, first, first)
    assert not acting.put_in_charge(sent, None, second, second)
    assert fresh(sent).in_charge == first


def test_forms_lead_back_to_the_screen(sent, staff_nrw):
    for action in ("state", "note", "charge"):
        assert staff_nrw.get(url(sent, action)).headers["Location"] == url(sent)
    assert staff_nrw.post(url(sent)).status_code == 405


def test_request_that_is_taken_up_again_has_a_promise_of_its_own(staff_nrw):
    sent = request_in(days=-9)
    change(staff_nrw, sent, state=State.DONE)
    change(staff_nrw, sent, state=State.CLARIFYING)
    assert fresh(sent).ended_at is None and fresh(sent).promised_for > timezone.localdate()


def test_what_the_official_withdrew_stays_so(sent, staff_nrw):
    official.withdraw(sent)
    with pytest.raises(LookupError):
        change(staff_nrw, sent, state=State.NEW)


def test_one_request_needs_few_queries(staff_nrw, queries_of):
    """As many, whoever wrote the history and however many are wished for."""
    people = list(MemberPage.objects.published().filter(locale__language_code="de-x-nrw"))
    staff = list(get_user_model().objects.filter(is_staff=False)[:5])
    counts = []
    for number in (1, 20):
        sent = request_in(wished=people[: min(number, 3)], in_charge=staff[0])
        for note in range(number):
            user = staff[note % len(staff)]
            sent.events.create(step=Step.NOTE, text=f"Notiz {note}", user=user)
        counts.append(queries_of(staff_nrw, url(sent)))
    print(f"one request: {counts} queries")
    assert counts[0] == counts[1] <= 40
