"""The ways in the CMS that lead to the form, and the list of what an edition does not have."""

import pytest

from editions.models import TakeOverJob
from home.models import HomePage
from tests.factories.pages import page_of
from tests.factories.takeovers import WORDS, add, address, send, where
from tests.site import login, soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("buttons of the CMS")


@pytest.fixture
def staff(visitor):
    return lambda name: login(visitor, f"redaktion-{name}@example.org")


@pytest.fixture
def page(nrw):
    return add(nrw, "Neu in NRW", [("text", "<p>Wir beraten in Nordrhein-Westfalen.</p>")])


class TestButtons:
    def test_lead_to_the_form_from_editor_and_lists(self, staff, page):
        add(page, "Darunter")
        assert where(staff("nrw"), page) == {"editor", "own list", "list"}
        assert WORDS in visible_text(staff("nrw").get(f"/admin/pages/{page.pk}/edit/"))

    def test_stand_once_for_superusers_too(self, admin, page):
        html = admin.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert html.count(address(page)) == 1
        assert "localize/update" not in html

    def test_do_not_stand_where_nothing_can_be_taken_over(self, staff, nrw):
        english = HomePage.objects.get(locale__language_code="en-x-nrw")
        assert where(staff("nrw"), english) == set()

    def test_cost_no_query_for_each_page_of_a_list(self, admin, nrw, django_assert_max_num_queries):
        url = f"/admin/pages/{nrw.pk}/"
        admin.get(url)
        for number in range(25):
            add(nrw, f"Seite {number}")
        with django_assert_max_num_queries(40):
            admin.get(url)


class TestMissingPages:
    def link(self, client, home):
        listing = soup(client.get(f"/admin/pages/{home.pk}/"))
        return next(
            a["href"]
            for a in listing.find_all("a")
            if a.get_text().strip() == "Seiten hierher übernehmen"
        )

    def test_are_listed_for_the_edition_and_lead_to_the_form(self, staff, page, bw, nrw):
        add(nrw, "Geheimer Plan", live=False)
        client = staff("bw")
        url = self.link(client, bw)
        response = client.get(url)
        text = visible_text(response)
        assert "Neu in NRW" in text and "NRW – Deutsch" in text
        assert "Geheimer Plan" not in text
        assert "Über MiGlobe" not in text and "MiGlobe NRW" not in text
        form = next(
            a["href"] for a in soup(response).find_all("a") if a.get_text().strip() == "Neu in NRW"
        )
        assert "BW – Deutsch" in visible_text(client.get(form))
        send(client, page)
        assert "Neu in NRW" not in visible_text(client.get(url))

    def test_of_another_language_are_those_of_the_own_edition(self, staff, page):
        english = HomePage.objects.get(locale__language_code="en-x-nrw")
        client = staff("nrw")
        text = visible_text(client.get(self.link(client, english)))
        assert "Neu in NRW" in text and "Über MiGlobe" in text
        assert "BW" not in text.replace("BW – ", "")

    def test_are_found_by_title(self, staff, page):
        client = staff("bw")
        found = "/admin/editions/missing/de-x-bw/results/?q=neu+in"
        assert "Neu in NRW" in visible_text(client.get(found))
        for query in ("q=gibt+es+nicht", "q=%22+OR+NEAR(", f"q={'x' * 3000}", "p=x", "p=-1"):
            assert client.get(f"/admin/editions/missing/de-x-bw/?{query}").status_code == 200

    @pytest.mark.parametrize("code", ["de-x-nrw", "en-x-nrw", "de-x-he", "x"])
    def test_of_other_editions_are_not_shown(self, code, staff):
        response = staff("bw").get(f"/admin/editions/missing/{code}/")
        assert response.status_code in {302, 404}

    def test_unfinished_take_overs_can_be_gone_on_with(self, staff, page):
        add(page, "Darunter")
        client = staff("bw")
        send(client, page, below=True)
        job = TakeOverJob.objects.get()
        response = client.get("/admin/editions/missing/de-x-bw/")
        assert "Noch nicht abgeschlossen" in visible_text(response)
        assert f"/admin/editions/take-over/{job.pk}/" in response.content.decode()


def test_page_that_is_a_draft_here_already_is_not_missing(staff, site):
    text = visible_text(staff("bw").get("/admin/editions/missing/de-x-bw/"))
    assert page_of("nrw", "kooperation").title not in text
