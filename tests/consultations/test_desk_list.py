"""The list of requests in the CMS: what is due, who sees what, how it is searched."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from tests.factories.desk import LIST, request_in, url
from tests.site import login, soup, visible_text

pytestmark = pytest.mark.usefixtures("site")


def towns(answer):
    return [link.get_text().split(" · ")[0].strip() for link in soup(answer).select("td a")]


def labels(client):
    """The main menu is made by a script, from data in the page."""
    return client.get("/admin/").content.decode()


def test_what_is_due_stands_first_with_its_date_in_words(staff_nrw):
    request_in(municipality="Später", days=5)
    request_in(municipality="Heute", days=0)
    request_in(municipality="Gespräch", days=-9, state="dialogue-forum")
    request_in(municipality="Zu spät", days=-1, state="clarifying")
    over = timezone.now() - timedelta(days=1)
    request_in(municipality="Vorbei", days=-20, state="done", ended_at=over)
    answer = staff_nrw.get(LIST)
    assert towns(answer) == ["Zu spät", "Heute", "Später", "Gespräch", "Vorbei"]
    lights = [(each.get("data-light"), each.get_text()) for each in soup(answer).select(".due")]
    assert [name for name, _text in lights] == ["late", "today", "ok", None, None]
    assert lights[0][1].startswith("überfällig seit ") and lights[1][1] == "heute fällig"
    assert lights[2][1].startswith("bis ") and lights[3][1] == "läuft"


def test_list_names_reference_state_and_who_is_in_charge(staff_nrw):
    sent = request_in(state="clarifying")
    answer = staff_nrw.get(LIST)
    text = visible_text(answer)
    assert f"Musterstadt · {sent.spelled_reference}" in text
    assert "in Klärung" in text
    assert date_format(timezone.localdate(), "j. F Y") in text
    assert soup(answer).select_one(f"a[href='{url(sent)}']")


@pytest.mark.parametrize("words", ["erika", "musterstadt.example", "Musterst", "Erika Musterstadt"])
def test_all_words_are_searched_in_name_mail_and_municipality(words, staff_nrw):
    request_in()
    request_in(municipality="Anderswo", name="Wer", email="wer@example.org")
    assert towns(staff_nrw.get(LIST, {"q": words})) == ["Musterstadt"]


def test_reference_is_found_as_it_is_written_and_in_quarantine_too(staff_nrw):
    request_in(municipality="Anderswo")
    sent = request_in(suspicions="links")
    for words in (sent.reference, sent.spelled_reference.lower()):
        assert towns(staff_nrw.get(LIST, {"q": words})) == ["Musterstadt"]


def test_filters(staff_nrw):
    request_in(municipality="Neu")
    request_in(municipality="Klärung", state="clarifying", days=-1)
    request_in(municipality="Heute", days=0)
    request_in(municipality="Werbung", suspicions="links", days=-1)
    assert towns(staff_nrw.get(f"{LIST}?state=clarifying")) == ["Klärung"]
    assert towns(staff_nrw.get(f"{LIST}?due=late")) == ["Klärung"]
    assert towns(staff_nrw.get(f"{LIST}?due=today")) == ["Heute"]
    assert towns(staff_nrw.get(f"{LIST}?quarantine=only")) == ["Werbung"]
    assert "Werbung" not in towns(staff_nrw.get(LIST))


def test_edition_is_a_filter_for_those_who_have_several(staff_nrw):
    request_in(municipality="In NRW")
    request_in("bw", municipality="In BW")
    answer = staff_nrw.get(f"{LIST}?edition=bw")
    assert towns(answer) == ["In NRW"]
    assert not soup(answer).select("[name=edition]")
    admin = login(Client(), "admin@example.org")
    assert sorted(towns(admin.get(LIST))) == ["In BW", "In NRW"]
    assert towns(admin.get(f"{LIST}?edition=bw")) == ["In BW"]


def test_empty_list_says_when_it_fills(staff_nrw):
    assert "Noch keine Anfragen." in visible_text(staff_nrw.get(LIST))
    assert "Keine Anfrage passt." in visible_text(staff_nrw.get(f"{LIST}?q=nichts"))


@pytest.mark.parametrize("query", ["?p=x&state=y", "?due=z&ordering=--", "?edition=%00", "?q=%00"])
def test_nonsense_in_the_address_is_no_error(query, staff_nrw):
    request_in()
    refused = "%00" in query  # of every address
    assert staff_nrw.get(LIST + query).status_code == (400 if refused else 200)


def test_menu_counts_what_is_new(staff_nrw):
    request_in(state="clarifying")
    request_in(suspicions="links")
    request_in("bw")
    assert "neu)" not in labels(staff_nrw)
    request_in()
    assert "Anfragen (1 neu)" in labels(staff_nrw)


def test_list_costs_the_same_with_many_requests(staff_nrw, queries_of):
    staff = list(get_user_model().objects.all()[:5])
    request_in(in_charge=staff[0])
    few = queries_of(staff_nrw, LIST)
    for number in range(60):
        request_in(municipality=f"Ort {number}", in_charge=staff[number % len(staff)])
    many = queries_of(staff_nrw, LIST)
    print(f"list: {few} queries for 1 request, {many} for 61")
    assert few == many <= 40
