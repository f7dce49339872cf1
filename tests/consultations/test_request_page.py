"""The page for requests: what it asks and promises, and where it is closed."""

import gzip
import re

from django.utils.formats import date_format

from consultations.models import ConsultationRequest, RequestPage
from consultations.models.request_form import RequestForm
from editions.takeover import take_over
from miglobe_site.outbox.models import Mail
from tests.consultations.conftest import FORM, PAGE, TYPED
from tests.factories.copies import publish_translation
from tests.factories.examples import DORTMUND
from tests.factories.legal import publish_legal_page
from tests.factories.pages import publish_english_home
from tests.factories.profiles import Entry, make
from tests.site import MOST_QUERIES, filled_in, soup, visible_text

TOWNS = {"nrw": {"Much", "Kreis Unna", "Köln"}, "bw": {"Aach", "Landkreis Lörrach", "Ulm"}}


class TestPage:
    def test_needs_few_queries_and_no_cookie(self, visitor, queries, site):
        pages = make([Entry(last_name=f"N{number}") for number in range(12)])
        every = ",".join(str(page.pk) for page in pages)
        for path in (PAGE, f"{PAGE}?m={every}&beispiel={DORTMUND}"):
            found = queries(path)
            print(path, len(found))
            assert len(found) <= MOST_QUERIES, "\n".join(found)
        assert not visitor.cookies

    def test_required_is_little_and_the_rest_is_voluntary(self, visitor, site):
        page = soup(visitor.get(PAGE))
        required = [field["name"] for field in page.select(f"{FORM} [required]")]
        assert required == ["municipality", "name", "email", "concern"]
        folded = page.select("details.request-form__more .request-field")
        assert len(folded) == 6 and all("(freiwillig)" in each.get_text() for each in folded)

    def test_suggests_every_municipality_and_stays_light(self, visitor, site):
        for edition, number in (("nrw", 427), ("bw", 1136)):
            answer = visitor.get(PAGE.replace("nrw", edition))
            names = {each.get_text() for each in soup(answer).select("#municipalities option")}
            assert len(names) >= number and names > TOWNS[edition]
            words = re.sub(rb"<style>.*?</style>", b"", answer.content, flags=re.DOTALL)
            assert len(gzip.compress(words)) < 14_000

    def test_says_by_when(self, visitor, site):
        page = RequestPage.objects.get(locale__language_code="de-x-nrw")
        day = date_format(page.promised_for, "l, j. F")
        text = visible_text(visitor.get(PAGE))
        assert (
            f"Wir antworten bis {day}." in text and f"Bis {day} melden wir uns bei Ihnen." in text
        )

    def test_closed_edition_has_no_form_and_loses_nothing_that_was_typed(
        self, visitor, nrw, monkeypatch
    ):
        form = filled_in(visitor, PAGE, TYPED, form=FORM)
        type(nrw).objects.filter(pk=nrw.pk).update(offer_status="paused")
        assert not soup(visitor.get(PAGE)).select(FORM)
        assert visitor.post(form.action, form.data).status_code == 302  # while it was typed
        monkeypatch.setattr(RequestForm, "seconds", 2 * 24 * 60 * 60)
        text = visible_text(visitor.post(form.action, form.data | {"name": ["Erika Langsam"]}))
        assert "Zurzeit können Sie hier keine Beratung anfragen." in text
        assert TYPED["concern"] in text
        assert ConsultationRequest.objects.count() == 1


class TestReachable:
    """An edition that nobody can reach takes no requests, and its offer is not interrupted."""

    def reach(self, home, **values):
        blank = {"request_email": "", "email": "", "phone": ""}
        type(home).objects.filter(pk=home.pk).update(**(blank | values))

    def test_no_button_leads_to_a_request(self, visitor, nrw):
        self.reach(nrw)
        [person] = make([Entry(last_name="A")])
        shortlist = f"/nrw/mitglieder/merkliste/?m={person.pk}"
        for path in ("/nrw/", shortlist, person.url, "/nrw/miglobe/"):
            page = soup(visitor.get(path))
            assert not page.select("a.button[href*='beratung-anfragen']"), path
            assert not page.select(".notice"), path
        text = visible_text(visitor.get(PAGE))
        assert "Zurzeit können Sie hier keine Beratung anfragen." in text
        assert "unterbrochen" not in text

    def test_a_telephone_is_enough_and_mails_go_to_the_contact(self, ask, nrw):
        self.reach(nrw, phone="0212 1", email="info@example.org")
        ask()
        assert {mail.to for mail in Mail.objects.all()} == {TYPED["email"], "info@example.org"}

    def test_page_cannot_be_published(self, nrw):
        self.reach(nrw)
        page = RequestPage.objects.child_of(nrw).get()
        [said] = page.publish_errors().values()
        assert "Niemand bekäme die Anfragen" in str(said)


def test_privacy_notice_is_the_german_one_where_there_is_no_other(visitor, nrw):
    publish_legal_page(nrw, "privacy")
    german = soup(visitor.get(PAGE)).select_one(".request-form__privacy a")["href"]
    home = publish_english_home(nrw)
    page = RequestPage.objects.child_of(nrw).get()
    publish_translation(take_over(page, home.locale))
    english = soup(visitor.get("/nrw/en/beratung-anfragen/"))
    assert english.select_one(".request-form__privacy a")["href"] == german
