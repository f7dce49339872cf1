"""The private page on which an official sees where a request stands."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from consultations import official
from consultations.choices import State, Step
from consultations.models import ConsultationRequest
from miglobe_site.outbox.models import Mail
from tests.consultations.conftest import TYPED
from tests.site import soup, submit, visible_text

ADDING = "form.request-form"


@pytest.fixture
def added(visitor, sent):
    def add(text):
        return submit(
            visitor, sent.status_path, {"text": text}, "Ergänzung senden", ADDING, follow=True
        )

    return add


def test_it_is_kept_nowhere_and_told_to_nobody(visitor, sent):
    answer = visitor.get(sent.status_path)
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not visitor.cookies
    page = soup(answer)
    assert page.select_one("meta[name=robots]")["content"] == "noindex, nofollow"
    assert sent.status_path not in page.select_one(".sheet-address").get_text()


def test_nobody_guesses_its_address(visitor, sent):
    reference, signature = sent.status_path.strip("/").split("/")[-1].split(".")
    others = [f"{reference}.x", f"{reference}.{signature[:-1]}", f"AAAA3333.{signature}"]
    for end in (reference, *others, f".{signature}", "%00", "ü" * 300):
        answer = visitor.get(f"/nrw/anfrage/{end}/", follow=True)  # capitals are typing errors
        assert answer.status_code in {400, 404}, end
    elsewhere = sent.status_path.replace("/nrw/", "/bw/")
    assert visitor.get(elsewhere, follow=True).status_code == 404


def test_it_shows_what_was_written_and_when_an_answer_comes(visitor, sent):
    text = visible_text(visitor.get(sent.status_path))
    assert "Stand Ihrer Anfrage" in text and "Ihre Anfrage ist bei uns." in text
    assert sent.spelled_reference in text and TYPED["concern"] in text
    assert "Sie hören von uns bis" in text


def test_addition_reaches_the_edition(added, sent, nrw):
    Mail.objects.all().delete()
    text = visible_text(added("Dienstags passt es gut."))
    assert "Ihre Ergänzung ist bei uns." in text and "Dienstags passt es gut." in text
    [mail] = Mail.objects.all()
    assert mail.to == nrw.request_email and "Dienstags passt es gut." in mail.body


def test_empty_addition_is_said_at_the_field(added, sent):
    answer = added("")
    assert answer.status_code == 422
    assert "Bitte schreiben Sie, was Sie ergänzen möchten." in visible_text(answer)
    assert soup(answer).title.get_text().startswith("Fehler:")


def test_addition_that_comes_too_late_is_said_and_kept(visitor, sent):
    page = visitor.get(sent.status_path)
    official.withdraw(sent)
    answer = submit(visitor, page, {"text": "Dienstags passt es."}, "Ergänzung senden", ADDING)
    assert answer.status_code == 422
    assert "Das hier wurde nicht mehr ergänzt." in visible_text(answer)
    assert soup(answer).textarea.get_text().strip() == "Dienstags passt es."
    assert "Dienstags" not in visible_text(visitor.get(sent.status_path))


def test_addition_that_is_sent_twice_stands_once_and_many_are_too_many(added, sent, nrw):
    Mail.objects.all().delete()
    for _press in "ab":
        added("Dienstags passt es gut.")
    assert sent.events.filter(step=Step.ADDED).count() == 1 == Mail.objects.count()
    answers = [added(f"Und noch etwas, Nummer {number}.") for number in range(20)]
    assert [answer.status_code for answer in answers] == [200] * 18 + [422] * 2
    assert "Das ist viel für eine Stunde." in visible_text(answers[-1])
    assert "Nummer 19" in soup(answers[-1]).textarea.get_text()


def test_length_is_counted_as_people_see_it(added, sent):
    text = ("Zeile\r\n" * 333)[:-2]  # 1,997 characters with 332 line breaks
    assert "Ihre Ergänzung ist bei uns." in visible_text(added(text))
    answer = added("x" * 2001)
    assert "Bitte kürzen Sie den Text auf 2000 Zeichen. Jetzt sind es 2001." in visible_text(answer)
    assert not soup(answer).textarea.has_attr("maxlength")


def test_promise_is_not_repeated_once_it_is_kept(visitor, sent):
    ConsultationRequest.objects.update(state=State.FORUM)
    text = visible_text(visitor.get(sent.status_path))
    assert "das Dialogforum" in text and "Sie hören von uns" not in text


def test_it_is_a_proof_for_an_hour(visitor, sent):
    proof = f"{sent.status_path}?neu"
    assert "Ihre Anfrage ist angekommen" in visible_text(visitor.get(proof))
    ConsultationRequest.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert "Stand Ihrer Anfrage" in visible_text(visitor.get(proof))


def test_it_stays_while_the_start_page_in_its_language_is_not_on_show(visitor, sent):
    ConsultationRequest.objects.update(locale_code="en-x-nrw")
    path = ConsultationRequest.objects.get().status_path
    assert path.startswith("/nrw/en/anfrage/")
    text = visible_text(visitor.get(path))
    assert "Where your request stands" in text and TYPED["concern"] in text


def test_withdrawn_once_it_takes_nothing_more(visitor, sent, nrw):
    Mail.objects.all().delete()
    page = visitor.get(sent.status_path)
    form = "details.request-form__more form"
    for _press in "ab":
        submit(visitor, page, button="Anfrage zurückziehen", form=form)
    text = visible_text(visitor.get(sent.status_path))
    assert "Sie haben Ihre Anfrage zurückgezogen." in text
    assert not soup(visitor.get(sent.status_path)).select("main form")
    assert [mail.to for mail in Mail.objects.all()] == [nrw.request_email]
    assert ConsultationRequest.objects.get().ended_at


def test_looking_changes_nothing(sent):
    before = list(ConsultationRequest.objects.values())
    for _time in range(20):
        Client().get(sent.status_path)
        Client().head(sent.status_path)
    assert list(ConsultationRequest.objects.values()) == before
    assert sent.events.count() == 1


def test_town_of_another_state_and_associations_read_what_is_possible(ask, site):
    text = visible_text(ask(municipality="Stuttgart", asking="other"))
    assert "Ihre Kommune liegt in Baden-Württemberg." in text
    answer = ask(municipality="Bonn", asking="other")
    possible = "Wir sagen Ihnen, was für Sie möglich ist."
    assert possible in visible_text(answer)
    sent = ConsultationRequest.objects.get(municipality="Bonn")
    official.withdraw(sent)
    assert possible not in visible_text(answer.client.get(sent.status_path))
