"""Staff answer a request: from the CMS with a template, or in their own way."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from consultations.choices import State, Step
from consultations.models import RequestPage
from consultations.models.answer_templates import AnswerTemplateBlock
from miglobe_site.outbox.models import Mail
from tests.factories.desk import form, fresh, request_in, status_text, url
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.usefixtures("site")
TEXT = "Guten Tag,\n\nwir schlagen den 9. Dezember vor."


@pytest.fixture
def sent():
    return request_in()


def answer(client, sent, page=None, button="send", **values):
    return submit(
        client, page or url(sent), values, form=form(sent, "answer"), button=button, follow=True
    )


def answered(client, sent):
    return submit(client, url(sent), form=form(sent, "answered"), follow=True)


def typed(page):
    return soup(page).select_one("#answer_text").get_text().lstrip("\n")


def messages_at(page):
    field = soup(page).select_one("#answer_text").find_parent(class_="w-field")
    return " ".join(field.get_text(" ").split())


def test_answer_goes_out_stands_in_the_history_and_keeps_the_promise(sent, staff_nrw):
    page = answer(staff_nrw, sent, text=TEXT)
    assert "Ihre Antwort ist unterwegs." in visible_text(page)
    assert "Das Team hat geantwortet. (Beispiel Redaktion NRW)" in visible_text(page)
    assert "wir schlagen den 9. Dezember vor." in visible_text(page)
    [mail] = Mail.objects.all()
    assert mail.to == "erika@musterstadt.example" and mail.edition == "nrw"
    assert mail.subject == f"Ihre Anfrage {sent.spelled_reference}: Antwort von MiGlobe NRW"
    assert mail.body.startswith(TEXT) and sent.status_url in mail.body
    assert mail.headers["Reply-To"] == "info@fsi-forum.de"
    kept = fresh(sent)
    assert kept.state == State.CLARIFYING and kept.answered_at and not kept.awaits_answer
    assert kept.in_charge.email == "redaktion-nrw@example.org"
    shown = status_text(Client(), sent)
    assert "Das Team hat geantwortet." in shown and "9. Dezember" in shown
    assert "Sie hören bis" not in shown


def test_second_answer_changes_neither_the_first_day_nor_who_is_in_charge(sent, staff_nrw):
    answer(staff_nrw, sent, text=TEXT)
    first = fresh(sent)
    answer(login(Client(), "admin@example.org"), sent, text="Noch etwas.")
    assert fresh(sent).answered_at == first.answered_at
    assert fresh(sent).in_charge == first.in_charge
    assert Mail.objects.count() == 2


def test_button_pressed_twice_sends_once(sent, staff_nrw):
    page = staff_nrw.get(url(sent))
    for _press in range(2):
        said = answer(staff_nrw, sent, page=page, text=TEXT)
        assert "Ihre Antwort ist unterwegs." in visible_text(said)
    assert Mail.objects.count() == 1
    assert sent.events.filter(step=Step.ANSWERED).count() == 1


def test_same_text_as_an_answer_of_its_own_is_sent_again(sent, staff_nrw):
    for _answer in range(2):
        answer(staff_nrw, sent, text=TEXT)
    assert Mail.objects.count() == 2
    assert sent.events.filter(step=Step.ANSWERED).count() == 2


def test_template_or_an_error_does_not_hide_that_a_colleague_was_faster(sent, staff_nrw):
    old = staff_nrw.get(url(sent))
    answer(login(Client(), "admin@example.org"), sent, text="Schon da.")
    page = answer(staff_nrw, sent, page=old, template="1", button="insert")
    page = answer(staff_nrw, sent, page=page)
    assert "{Beratung}" in messages_at(page)
    page = answer(staff_nrw, sent, page=page, text=TEXT)
    assert "Inzwischen hat jemand aus Ihrem Team geantwortet." in messages_at(page)
    assert Mail.objects.count() == 1


def test_colleague_who_was_faster_is_named_and_nothing_is_sent(sent, staff_nrw):
    old = staff_nrw.get(url(sent))
    answer(login(Client(), "admin@example.org"), sent, text="Schon da.")
    page = answer(staff_nrw, sent, page=old, text=TEXT)
    assert page.status_code == 422
    assert "Inzwischen hat jemand aus Ihrem Team geantwortet." in messages_at(page)
    assert typed(page).replace("\r", "") == TEXT
    assert Mail.objects.count() == 1
    answer(staff_nrw, sent, page=page)
    assert Mail.objects.count() == 2


def test_template_is_filled_in_below_what_was_typed_and_nothing_is_sent(sent, staff_nrw):
    page = answer(staff_nrw, sent, text="Vorweg.", template="0", button="insert")
    text = typed(page)
    assert text.startswith("Vorweg.\n\nGuten Tag Erika Beispiel,")
    assert sent.spelled_reference in text
    assert "Beispiel Redaktion NRW\nMiGlobe NRW\nFSI Forum" in text
    assert Mail.objects.count() == 0 and fresh(sent).state == State.NEW
    answer(staff_nrw, sent, page=page)
    assert "Vorweg." in Mail.objects.get().body


def test_place_that_nothing_is_known_for_must_be_filled_before_it_is_sent(sent, staff_nrw):
    page = answer(staff_nrw, sent, template="1", button="insert")
    page = answer(staff_nrw, sent, page=page)
    assert "Bitte ersetzen Sie noch {Beratung}" in messages_at(page)
    assert Mail.objects.count() == 0
    page = answer(staff_nrw, sent, page=page, text=typed(page).replace("{Beratung}", "Amina"))
    assert "Ihre Antwort ist unterwegs." in visible_text(page)


@pytest.mark.parametrize("template", ["", "99", "x", "-1", "9" * 50, "\x00"])
def test_template_that_does_not_exist_changes_nothing_of_the_text(template, sent, staff_nrw):
    values = {"text": "Getippt", "template": template, "insert": "1"}
    page = staff_nrw.post(url(sent, "answer"), values)
    assert typed(page) == "Getippt"


@pytest.mark.parametrize("text", ["", "   ", "\x00\u200b", "ä" * 5001])
def test_text_that_is_no_answer_is_told_at_the_field(text, sent, staff_nrw):
    page = staff_nrw.post(url(sent, "answer"), {"text": text, "seen": ""})
    assert page.status_code == 422
    assert "Bitte" in messages_at(page)
    assert Mail.objects.count() == 0


def test_answer_given_on_the_telephone_is_noted(sent, staff_nrw):
    page = answered(staff_nrw, sent)
    assert "Es ist notiert, dass die Kommune ihre Antwort hat." in visible_text(page)
    assert not fresh(sent).awaits_answer and Mail.objects.count() == 0
    assert not soup(page).select(form(sent, "answered"))
    late = staff_nrw.post(url(sent, "answered"), follow=True)
    assert "schneller" in visible_text(late)
    assert sent.events.filter(step=Step.ANSWERED).count() == 1


def test_who_named_no_address_gets_no_mail(staff_nrw):
    sent = request_in(email="")
    page = staff_nrw.get(url(sent))
    assert not soup(page).select(form(sent, "answer"))
    assert "Bitte antworten Sie am Telefon." in visible_text(page)
    staff_nrw.post(url(sent, "answer"), {"text": TEXT, "seen": ""})
    assert Mail.objects.count() == 0


def test_english_request_is_answered_in_english(staff_nrw):
    sent = request_in(locale_code="en-x-nrw")
    answer(staff_nrw, sent, text="We will call you.")
    mail = Mail.objects.get()
    assert mail.subject.startswith("Your request ") and "where your request stands" in mail.body
    assert '<html lang="en">' in mail.parts["alternatives"][0][0]


def test_request_taken_up_again_awaits_an_answer_again(sent, staff_nrw):
    answer(staff_nrw, sent, text=TEXT)
    for state in (State.DONE, State.CLARIFYING):
        submit(staff_nrw, url(sent), {"state": state}, form=form(sent, "state"))
    assert fresh(sent).awaits_answer


def test_template_with_an_unknown_place_is_refused():
    block = AnswerTemplateBlock()
    with pytest.raises(ValidationError) as error:
        block.clean({"title": "Neu", "text": "Guten Tag {Nmae}"})
    assert "{Nmae} wird nicht von selbst ausgefüllt" in str(error.value.block_errors)
    block.clean({"title": "Neu", "text": "Guten Tag {Name} {Zeichen} und { nichts"})


def test_templates_are_for_staff_alone(visitor):
    page = RequestPage.objects.get(locale__language_code="de-x-nrw")
    assert len(page.answer_templates) == 4
    assert "Wann passt es Ihnen" not in visitor.get("/nrw/beratung-anfragen/").content.decode()
