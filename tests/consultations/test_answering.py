"""An advisor answers by the link of the mail: two taps, and a scanner changes nothing."""

import pytest
from django.test import Client

from consultations import assigning, official, retention
from consultations.choices import State, Step
from consultations.models import Assignment, ConsultationRequest, RequestEvent
from home.models import HomePage
from miglobe_site.outbox.models import Mail
from tests.factories.desk import CONCERN, asked, fresh, request_in, status_text
from tests.factories.my_profile import path_in, profile
from tests.site import soup, submit, visible_text

pytestmark = pytest.mark.usefixtures("site")
MAIL = "beraterin@example.org"
HIDDEN = ("Erika Beispiel", "erika@musterstadt.example", "0211 4711", "Amt für Beschaffung")
DECLINING = "form:has([name=decline])"
ACCEPTING = "form:has([name=accept])"


@pytest.fixture
def sent():
    return request_in()


@pytest.fixture
def question(sent):
    return asked(sent, profile())


@pytest.fixture
def link(question):
    """Where the mail leads to; it has been delivered since."""
    path = path_in(Mail.objects.get(to=MAIL))
    Mail.objects.all().delete()
    return path


def rows():
    return [
        *Assignment.objects.order_by("pk").values(),
        *ConsultationRequest.objects.order_by("pk").values(),
        *RequestEvent.objects.order_by("pk").values(),
        *Mail.objects.order_by("pk").values(),
    ]


def accept(client, link):
    return submit(client, link, form=ACCEPTING, follow=True)


def decline(client, link, reason=""):
    return submit(client, link, {"reason": reason}, form=DECLINING, follow=True)


def test_two_taps_agree_and_show_the_contact(visitor, link, sent, nrw):
    shown = visitor.get(link)
    text = visible_text(shown)
    assert "Können Sie hier beraten?" in text and CONCERN in text and "Musterstadt" in text
    assert not any(hidden in shown.content.decode() for hidden in HIDDEN)
    text = visible_text(accept(visitor, link))
    assert "Sie beraten" in text and all(told in text for told in HIDDEN)
    assert fresh(sent).assignments.get().is_accepted
    staff, mine = Mail.objects.get(to=nrw.request_email), Mail.objects.get(to=MAIL)
    assert "hat zugesagt" in staff.body and staff.headers["Reply-To"] == MAIL
    assert "Erika Beispiel" in mine.body and "erika@musterstadt.example" in mine.body


def test_official_reads_who_advises(visitor, link, sent):
    page = profile()
    assert page.name not in status_text(Client(), sent)
    accept(visitor, link)
    answer = Client().get(sent.status_path)
    text = visible_text(answer)
    assert f"{page.name} hat zugesagt und berät Sie." in text and "Wer berät Sie?" in text
    [known] = [a["href"] for a in soup(answer).select(".request-advisors a")]
    assert known == page.get_url()


def test_request_that_was_new_is_being_clarified(visitor, link, sent):
    accept(visitor, link)
    assert fresh(sent).state == State.CLARIFYING
    assert [event.step for event in sent.events.all()] == ["arrived", "asked", "state", "accepted"]


def test_later_state_stays(visitor, link, sent):
    ConsultationRequest.objects.update(state=State.FORUM)
    accept(visitor, link)
    assert fresh(sent).state == State.FORUM


def test_who_declines_says_why_to_the_staff_alone(visitor, link, sent, nrw):
    text = visible_text(decline(visitor, link, "Im Urlaub bis März"))
    assert "Sie haben abgesagt" in text and CONCERN not in text
    [mail] = Mail.objects.all()
    assert mail.to == nrw.request_email and "Im Urlaub bis März" in mail.body
    shown = status_text(Client(), sent)
    assert profile().name not in shown and "Urlaub" not in shown
    assert fresh(sent).state == State.NEW


def test_scanner_that_looks_twenty_times_changes_nothing(link):
    before = rows()
    for _time in range(20):
        for query in ("", "?accept=1", "?decline=1&reason=x", "?zugesagt"):
            assert Client().get(link + query).status_code == 200
            assert Client().head(link + query).status_code == 200
    assert Client().put(link).status_code == 405
    assert rows() == before


def test_post_without_a_button_changes_nothing(link):
    before = rows()
    Client().post(link, {})
    Client().post(link, {"reason": "x"})
    assert rows() == before


def test_page_is_kept_nowhere_and_needs_no_cookie(link):
    client = Client(enforce_csrf_checks=True)
    answer = client.get(link)
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    page = soup(answer)
    assert page.select_one("meta[name=robots]")["content"] == "noindex, nofollow"
    assert link not in page.select_one(".sheet-address").get_text()
    assert accept(client, link).status_code == 200
    assert not client.cookies
    assert Assignment.objects.get().is_accepted


def test_second_answer_is_none(visitor, link, sent):
    old = visitor.get(link)
    for _press in "ab":
        submit(visitor, old, form=ACCEPTING)
    submit(visitor, old, {"reason": "doch nicht"}, form=DECLINING)
    assert Assignment.objects.get().is_accepted
    assert sent.events.filter(step=Step.ACCEPTED).count() == 1
    assert not sent.events.filter(step=Step.DECLINED).exists()
    assert Mail.objects.count() == 2


def test_link_works_in_each_language_of_the_edition_and_nowhere_else(visitor, link):
    english = link.replace("/nrw/", "/nrw/en/")
    assert "Can you advise here?" in visible_text(visitor.get(english))
    assert visitor.get(link.replace("/nrw/", "/bw/"), follow=True).status_code == 404
    assert "You advise" in visible_text(accept(visitor, english))


def test_nobody_guesses_a_link(visitor, link, question):
    token, signature = link.strip("/").split("/")[-1].split(".")
    others = [f"{token}.x", f"{question.pk}.{signature}", f"9{token}.{signature}", f"{token}."]
    for end in (token, *others, f".{signature}", "%00", "ü" * 300, "1-1"):
        answer = visitor.get(f"/nrw/anfrage/beratung/{end}/", follow=True)
        assert answer.status_code in {400, 404}, end
    officials = question.request.status_path.replace("/anfrage/", "/anfrage/beratung/")
    for other_salt in (link.replace("/beratung/", "/"), officials):
        assert visitor.get(other_salt, follow=True).status_code == 404


def end_by_recall(question):
    assigning.recall(question, None)


def end_by_withdrawal(question):
    official.withdraw(question.request)


def end_by_forgetting(question):
    retention.forget(question.request)


def end_by_archive(question):
    home = HomePage.objects.get(locale__language_code="de-x-nrw")
    home.offer_status = "archived"
    home.save_revision().publish()


@pytest.mark.parametrize(
    "end", [end_by_recall, end_by_withdrawal, end_by_forgetting, end_by_archive]
)
def test_waiting_question_says_that_it_is_over(end, visitor, link, question):
    old = visitor.get(link)
    end(question)
    answer = visitor.get(link)
    assert answer.status_code == 410 and "Diese Anfrage ist erledigt" in visible_text(answer)
    assert CONCERN not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    before = rows()
    assert submit(visitor, old, form=ACCEPTING).status_code == 410
    assert submit(visitor, old, {"reason": "x"}, form=DECLINING).status_code == 410
    assert rows() == before


def test_race_with_the_withdrawal_is_lost(question, sent):
    """Nobody agrees or declines, and no question is taken back, once the request is over."""
    official.withdraw(sent)
    for act in (assigning.accept, lambda row: assigning.decline(row, ""),
                lambda row: assigning.recall(row, None)):  # fmt: skip
        assert not act(question)
    assert Assignment.objects.get().is_asked


def test_question_that_is_asked_anew_has_a_new_link(visitor, link, question, sent):
    assigning.decline(question, "")
    Mail.objects.all().delete()
    assigning.ask(sent, question.profile, question.name, None, again=True)
    new = path_in(Mail.objects.get(to=MAIL))
    assert new != link and visitor.get(link).status_code == 410
    assert accept(visitor, new).status_code == 200
    assert Assignment.objects.get().is_accepted


def test_reason_is_made_clean_and_too_long_is_said(visitor, link):
    answer = decline(visitor, link, "x" * 501)
    assert answer.status_code == 422
    assert "Bitte kürzen Sie den Text auf 500 Zeichen." in visible_text(answer)
    assert "x" * 501 in soup(answer).textarea.get_text()
    assert soup(answer).title.get_text().startswith("Fehler:")
    decline(visitor, link, "Zeile\0 eins\u202e 🎉")
    assert Assignment.objects.get().reason == "Zeile eins 🎉"
