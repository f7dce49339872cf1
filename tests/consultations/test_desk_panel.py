"""The red lines on the start page of the CMS, each with a link to where it is mended."""

import pytest
from django.test import Client

from consultations.models import RequestPage
from home.models import HomePage
from tests.factories.desk import LIST, request_in
from tests.site import login, soup


@pytest.fixture
def open_nrw(nrw):
    """Requests arrive in NRW."""
    HomePage.objects.filter(pk=nrw.pk).update(request_email="anfragen-nrw@example.org")
    RequestPage.objects.filter(locale=nrw.locale).update(live=True)
    return nrw


def lines(client):
    """{text: address} of the red lines about requests."""
    found = soup(client.get("/admin/")).select("#requests-section .help-critical a")
    return {" ".join(link.get_text().split()): link["href"] for link in found}


def test_no_line_where_nothing_is_late(open_nrw, staff_nrw):
    request_in()
    request_in("bw", days=-1)
    request_in("bw", suspicions="links")
    assert lines(staff_nrw) == {}


def test_overdue_and_quarantined_requests(open_nrw, staff_nrw):
    request_in(days=-1)
    request_in(days=-9, state="advice")
    request_in(suspicions="links")
    assert lines(staff_nrw) == {
        "Eine Anfrage ist überfällig: Die Kommune wartet auf Antwort.": f"{LIST}?due=late",
        "Eine Anfrage ist in Quarantäne: Bitte sehen Sie nach, ob sie Werbung ist.": (
            f"{LIST}?quarantine=only"
        ),
    }


def test_edition_that_nobody_can_reach(open_nrw, staff_nrw):
    HomePage.objects.filter(pk=open_nrw.pk).update(request_email="", phone="")
    [(text, address)] = lines(staff_nrw).items()
    assert text.startswith("NRW: Es kann keine Anfrage eingehen, denn es ist weder")
    assert address == f"/admin/pages/{open_nrw.pk}/edit/"


def test_page_for_requests_that_is_not_public_or_not_chosen(open_nrw, staff_nrw):
    said = (
        "NRW: Es kann keine Anfrage eingehen, denn die Anfrageseite ist nicht öffentlich oder auf "
        "der Startseite nicht gewählt."
    )
    RequestPage.objects.filter(locale=open_nrw.locale).update(live=False)
    page = RequestPage.objects.get(locale=open_nrw.locale)
    assert lines(staff_nrw) == {said: f"/admin/pages/{page.pk}/edit/"}
    RequestPage.objects.filter(pk=page.pk).update(live=True)
    assert lines(staff_nrw) == {}
    HomePage.objects.filter(pk=open_nrw.pk).update(request_page=None)
    assert lines(staff_nrw) == {said: f"/admin/pages/{open_nrw.pk}/edit/"}


def test_paused_edition_need_not_be_reached(open_nrw, staff_nrw):
    RequestPage.objects.filter(locale=open_nrw.locale).update(live=False)
    HomePage.objects.filter(pk=open_nrw.pk).update(offer_status="paused")
    assert lines(staff_nrw) == {}


def test_who_mends_nothing_reads_no_line(open_nrw):
    request_in(days=-1)
    assert lines(login(Client(), "mitarbeit-nrw@example.org")) == {}
