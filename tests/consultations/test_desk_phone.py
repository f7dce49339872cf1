"""A request that staff take on the telephone."""

import pytest
from django.test import Client
from django.utils import timezone

from consultations.models import ConsultationRequest, RequestPage
from miglobe_site.outbox.models import Mail
from tests.factories.desk import LIST, status_text
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.usefixtures("site")
PAGE = f"{LIST}phone/"
FORM = "form.desk__phone"
TOLD = {
    "municipality": "Bonn",
    "name": "Erika Beispiel",
    "phone": "0228 4711",
    "concern": "Ruft wegen Ghana an.",
}


def take(client, page=PAGE, **values):
    return submit(client, page, TOLD | values, form=FORM, follow=True)


def error_of(page, name):
    return soup(page).select_one(f"[name={name}]").find_parent(class_="w-field").get_text(" ")


def test_button_above_the_list_leads_there(staff_nrw):
    assert soup(staff_nrw.get(LIST)).select(f"a[href='{PAGE}']")


def test_four_fields_are_enough(staff_nrw):
    page = take(staff_nrw)
    sent = ConsultationRequest.objects.get()
    assert f"Ihr Zeichen ist {sent.spelled_reference}." in visible_text(page)
    assert "Ruft wegen Ghana an." in visible_text(page)
    assert sent.edition == "nrw" and sent.town.name == "Bonn"
    assert sent.promised_for == RequestPage.of(sent.of_edition).promised_for
    assert sent.events.get().user.email == "redaktion-nrw@example.org"
    assert Mail.objects.count() == 0
    assert "Ruft wegen Ghana an." in status_text(Client(), sent)


def test_who_names_an_address_gets_the_confirmation(staff_nrw):
    take(staff_nrw, email="erika@stadt-bonn.example")
    [mail] = Mail.objects.all()
    assert mail.to == "erika@stadt-bonn.example"
    assert "Das haben wir am Telefon notiert:" in mail.body


def test_without_telephone_and_address_nobody_can_answer(staff_nrw):
    page = take(staff_nrw, phone="")
    assert page.status_code == 422
    assert "Bitte geben Sie eine Telefonnummer oder eine E-Mail-Adresse" in error_of(page, "phone")
    assert soup(page).select_one("[name=municipality]")["value"] == "Bonn"
    take(staff_nrw, page=page, email="erika@stadt-bonn.example")
    assert ConsultationRequest.objects.count() == 1


@pytest.mark.parametrize("name", ["municipality", "name", "concern"])
def test_field_that_is_missing_is_told_beside_it(name, staff_nrw):
    page = take(staff_nrw, **{name: ""})
    assert page.status_code == 422 and "Bitte" in error_of(page, name)
    assert ConsultationRequest.objects.count() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"name": "\x00\u202eBidi"},
        {"concern": "=HYPERLINK(1)\x00 🙂"},
        {"topics": "9" * 50},
        {"edition": "bw"},
        {"edition": "xx"},
        {"asking": "nonsense"},
        {"municipality": "ä" * 121},
        {"email": "a@b.de\nBcc: x@y.de"},
    ],
)
def test_nonsense_is_no_error_of_the_server(values, staff_nrw):
    page = staff_nrw.post(PAGE, TOLD | {"edition": "nrw", "key": "x"} | values)
    assert page.status_code in {302, 422}
    assert not ConsultationRequest.objects.exclude(edition="nrw").exists()
    assert not ConsultationRequest.objects.filter(name__contains="\u202e").exists()
    assert not Mail.objects.filter(to__contains="y.de").exists()


def test_button_pressed_twice_stores_once(staff_nrw):
    page = staff_nrw.get(PAGE)
    for _press in range(2):
        take(staff_nrw, page=page)
    assert ConsultationRequest.objects.count() == 1


def test_next_call_on_a_page_that_the_browser_kept_is_another_request(staff_nrw):
    page = staff_nrw.get(PAGE)
    take(staff_nrw, page=page)
    take(staff_nrw, page=page, name="Kim Beispiel")
    assert set(ConsultationRequest.objects.values_list("name", flat=True)) == {
        "Erika Beispiel",
        "Kim Beispiel",
    }


def test_administrators_choose_the_edition():
    take(login(Client(), "admin@example.org"), edition="bw")
    sent = ConsultationRequest.objects.get()
    assert sent.edition == "bw" and sent.promised_for > timezone.localdate()


@pytest.mark.parametrize("who", ["mitarbeit-nrw@example.org", None])
def test_who_does_not_answer_requests_takes_none(who):
    client = login(Client(), who) if who else Client()
    for answer in (client.get(PAGE), client.post(PAGE, TOLD | {"edition": "nrw"})):
        assert answer.status_code in {302, 403}
    assert ConsultationRequest.objects.count() == 0
