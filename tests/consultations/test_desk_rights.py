"""Who may do what at the desk, asked from the outside: every address, every role."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from consultations.desk.urls import addresses
from consultations.models import Assignment, ConsultationRequest, RequestEvent
from home.models import HomePage
from miglobe_site.outbox.models import Mail
from tests.factories.desk import LIST, asked, form, fresh, request_in, url
from tests.factories.my_profile import account_of, profile
from tests.factories.profiles import Entry, make
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.usefixtures("site")
ACTIONS = [
    "answer", "state", "note", "charge", "ask", "answered", "hand-over", "deliver", "delete",
    "forget",
]  # fmt: skip
#: What is done with a question to an advisor.
WITH_ADVISORS = ["recall", "again", "meeting", "held"]
#: What the forms send; each would do something.
TODAY = timezone.localdate()
SENT = {
    "state": "done", "seen": "new", "text": "Text", "in_charge": "", "mine": "1",
    "day": f"{TODAY + timedelta(days=30)}", "time": "14:30", "place": "Rathaus",
    "held_on": f"{TODAY}",
}  # fmt: skip


def rows():
    return [
        *ConsultationRequest.objects.order_by("pk").values(),
        *Assignment.objects.order_by("pk").values(),
        *RequestEvent.objects.order_by("pk").values(),
        *Mail.objects.order_by("pk").values(),
    ]


@pytest.fixture
def both():
    """A request with three questions to advisors, and one in quarantine."""
    sent = request_in()
    for state, page in zip(["asked", "accepted", "declined"], make([Entry()] * 3), strict=True):
        asked(sent, page, state=state)
    return [sent, request_in(suspicions="links")]


def attempts(client, sent):
    """Ask for everything of a request in every way; yield the answers."""
    yield client.get(url(sent))
    yield client.post(url(sent), SENT)
    for action in ACTIONS:
        yield client.get(url(sent, action))
        for seen in ("", "new"):
            yield client.post(url(sent, action), SENT | {"seen": seen} | someone())
    for each in sent.assignments.all():
        for action in WITH_ADVISORS:
            yield client.get(url(sent, f"advisors/{each.pk}/{action}"))
            yield client.post(url(sent, f"advisors/{each.pk}/{action}"), SENT)


def someone():
    """A profile that staff of NRW could ask."""
    return {"profile": profile().translation_key}


def test_no_address_is_left_out_here():
    actions = {f"desk_{action.replace('-', '_')}" for action in ACTIONS}
    actions |= {f"desk_advisor_{action}" for action in WITH_ADVISORS}
    # The last two: test_desk_phone.py and test_year_page.py.
    rest = {"desk", "desk_results", "desk_request", "desk_phone", "desk_year"}
    assert {each.name for each in addresses} == rest | actions


def test_other_editions_staff_find_nothing(both):
    before = rows()
    for role in ("redaktion", "mitarbeit"):
        client = login(Client(), f"{role}-bw@example.org")
        for sent in both:
            assert {answer.status_code for answer in attempts(client, sent)} <= {404, 405}
        assert "Musterstadt" not in visible_text(client.get(LIST))
        assert "Musterstadt" not in visible_text(client.get(f"{LIST}results/?q=Muster"))
    assert rows() == before


@pytest.mark.parametrize("who", ["advisor", "nobody"])
def test_who_is_no_staff_is_sent_away(who, both):
    client = Client()
    if who == "advisor":
        client.force_login(account_of(profile()))
    before = rows()
    answers = [client.get(LIST), client.get(f"{LIST}results/")]
    for answer in [*answers, *(each for sent in both for each in attempts(client, sent))]:
        assert answer.status_code in {302, 403, 404, 405}
        assert url(both[0]) not in answer.headers.get("Location", "").partition("?")[0]
        assert "Musterstadt" not in answer.content.decode()
    assert rows() == before


def test_contributors_read_and_note_alone(both):
    client = login(Client(), "mitarbeit-nrw@example.org")
    assert "Musterstadt" in visible_text(client.get(LIST))
    for sent in both:
        page = client.get(url(sent))
        assert "Erika Beispiel" in visible_text(page)
        forms = {
            each["action"] for each in soup(page).select("form[method=post][action*=requests]")
        }
        assert forms == {url(sent, "note")}
        assert not soup(page).select("a[href$='/delete/'], a[href$='/forget/']")
        submit(client, page, {"text": "Eine Notiz"}, form=form(sent, "note"))
        assert sent.events.last().text == "Eine Notiz"
    before = rows()
    for sent in both:
        for action in ACTIONS:
            if action != "note":
                assert_refused(client.post(url(sent, action), SENT | someone()))
        for each in sent.assignments.all():
            for action in WITH_ADVISORS:
                assert_refused(client.post(url(sent, f"advisors/{each.pk}/{action}"), SENT))
    assert rows() == before


@pytest.mark.parametrize("role", ["redaktion", "mitarbeit"])
def test_archived_edition_is_read_alone(role, both, nrw):
    home = HomePage.objects.get(pk=nrw.pk)
    home.offer_status = "archived"
    home.save_revision().publish()
    client = login(Client(), f"{role}-nrw@example.org")
    assert "Musterstadt" in visible_text(client.get(LIST))
    before = rows()
    for sent in both:
        page = client.get(url(sent))
        assert "Erika Beispiel" in visible_text(page)
        assert not soup(page).select("form[method=post][action*=requests]")
        for answer in attempts(client, sent):
            assert answer.status_code in {200, 302, 403, 405}
    assert rows() == before


def assert_refused(answer):
    assert answer.status_code in {302, 403}
    assert answer.headers.get("Location", "/admin/") == "/admin/"


def test_question_of_another_request_is_not_found(both, staff_nrw):
    """Also where the number of the request is one's own."""
    [other] = make([Entry()], code="de-x-bw", first=9)
    question = asked(request_in("bw"), other, state="accepted")
    before = rows()
    for action in WITH_ADVISORS:
        address = url(both[0], f"advisors/{question.pk}/{action}")
        assert staff_nrw.post(address, SENT).status_code == 404
    assert rows() == before


def test_administrators_work_in_all_editions(both):
    client = login(Client(), "admin@example.org")
    other = request_in("bw")
    submit(client, url(other), {"state": "done"}, form=form(other, "state"))
    assert fresh(other).state == "done"
