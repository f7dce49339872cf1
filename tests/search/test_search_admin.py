"""Recommendations of the staff, and what they see of searches without a hit."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from search import missed
from search.models import MissedSearch, Promotion, Synonym
from tests.factories.searches import BW, NRW, ask, found, titles
from tests.site import login, soup, submit, visible_text

DESK = "/admin/search-desk/"


@pytest.fixture
def costs(nrw):
    """The page of NRW that staff recommend for costs."""
    return Page.objects.child_of(nrw).get(slug="beratung-anfragen").specific


def recommended(response):
    return [h.get_text().strip() for h in soup(response).select(".results--promoted h2")]


def recommend(client, phrases, page):
    return submit(client, DESK, {"phrases": phrases, "page": page.pk}, form="#w-editor-form")


def test_staff_recommend_a_page_of_their_own_edition(staff_nrw, costs):
    recommend(staff_nrw, "Kosten, Was kostet das?, Preise", costs)
    for text in ("kosten", "PREIS", "was kostet das"):
        assert recommended(ask(staff_nrw, text)) == ["Beratung anfragen"], text
    assert recommended(ask(staff_nrw, "Kosten der Beratung")) == []
    assert recommended(ask(staff_nrw, "Kosten", "/bw/suche/")) == []
    costs.unpublish()
    assert recommended(ask(staff_nrw, "Kosten")) == []


@pytest.mark.parametrize("phrases", ["", ",,", "x" * 201])
def test_a_recommendation_needs_a_word(staff_nrw, costs, phrases):
    recommend(staff_nrw, phrases, costs)
    assert not Promotion.objects.exists()


def test_nobody_recommends_or_sees_or_deletes_in_another_edition(visitor, staff_nrw, costs, bw):
    other = Promotion.objects.create(page=bw, phrases="Geheimwort", keys="|geheimwort|")
    MissedSearch.objects.create(locale_code="de-x-bw", text="parkplatz", number=3)
    recommend(staff_nrw, "Kosten", bw)
    for value in (str(other.pk), "x", "9" * 40, ""):
        staff_nrw.post(DESK, {"delete": value})
    text = visible_text(staff_nrw.get(DESK))
    assert list(Promotion.objects.all()) == [other]
    assert "Geheimwort" not in text and "parkplatz" not in text
    login(visitor, "redaktion-bw@example.org")
    text = visible_text(visitor.get(DESK))
    assert "Geheimwort" in text and "parkplatz" in text
    submit(visitor, DESK, button="Löschen", form="form:has([name=delete])")
    assert not Promotion.objects.exists()


@pytest.mark.parametrize("email", ["mitarbeit-nrw@example.org", None])
def test_who_does_not_publish_has_no_desk(visitor, email):
    if email:
        login(visitor, email)
        assert "search-desk" not in visitor.get("/admin/").content.decode()
    response = visitor.get(DESK)
    assert response.status_code == 302 and response.url != DESK


def test_searches_in_vain_are_counted_from_the_third_on(visitor, site):
    for _time in range(2):
        ask(visitor, "Parkplatz")
    assert not MissedSearch.objects.exists()
    for _time in range(2):
        ask(visitor, "parkplatz!")
    row = MissedSearch.objects.get()
    assert (row.text, row.number, row.locale_code) == ("parkplatz", 4, "de-x-nrw")


@pytest.mark.parametrize(
    "text",
    ["hans@example.org xyz", "0212 230798 xyz", "Frau Ahrental xyzzy", "x1 x2 x3 x4 x5", "y" * 61],
)
def test_nothing_personal_is_kept(site, text):
    for _time in range(5):
        missed.note(text, "de-x-nrw")
    assert not MissedSearch.objects.exists()


def test_old_rows_are_forgotten(site):
    row = MissedSearch.objects.create(locale_code="de-x-nrw", text="parkplatz", number=3)
    assert missed.forget_old() == 0
    old = timezone.localdate() - timedelta(days=91)
    MissedSearch.objects.filter(pk=row.pk).update(last_day=old)
    assert missed.forget_old() == 1


def test_hits_are_not_counted(visitor, site):
    for _time in range(4):
        assert titles(ask(visitor, "Beratung"))
    assert not MissedSearch.objects.exists()


# --- Synonyms ---

SYNONYMS = "/admin/synonyms/"


def test_synonyms_of_the_staff_count_at_once_in_all_editions(staff_nrw, site):
    assert found("Krokodil") == found("Krokodil", BW) == []
    submit(staff_nrw, f"{SYNONYMS}new/", {"words": " Krokodil,Interkulturelle  Öffnung , ,"})
    row = Synonym.objects.get(words__startswith="Krokodil")
    assert row.words == "Krokodil, Interkulturelle Öffnung"
    assert found("Krokodile")[0] == "Interkulturelle Öffnung"
    assert found("Krokodile", BW)
    words = {"words": "Nashorn, Interkulturelle Öffnung"}
    submit(staff_nrw, f"{SYNONYMS}edit/{row.pk}/", words)
    assert found("Krokodil") == [] and found("Nashorn")
    submit(staff_nrw, f"{SYNONYMS}delete/{row.pk}/")
    assert found("Nashorn", NRW) == []


@pytest.mark.parametrize("words", ["", "Krokodil", "Krokodil, ,", "Krokodil, Krokodile", "?, !"])
def test_one_word_alone_is_no_synonym(staff_nrw, words):
    before = Synonym.objects.count()
    response = submit(staff_nrw, f"{SYNONYMS}new/", {"words": words})
    assert soup(response).find(attrs={"name": "words"}) is not None
    assert Synonym.objects.count() == before
    if words:
        assert "mindestens zwei verschiedene Wörter" in visible_text(response)


def test_the_first_synonyms_are_shown_beside_the_recommendations(staff_nrw, site):
    assert Synonym.objects.count() > 20
    link = soup(staff_nrw.get(DESK)).find("a", string="Gleichbedeutende Wörter bearbeiten")
    assert "Flüchtlinge" in visible_text(staff_nrw.get(link["href"]))


@pytest.mark.parametrize("email", ["mitarbeit-nrw@example.org", None])
def test_who_does_not_publish_changes_no_synonyms(visitor, email):
    if email:
        login(visitor, email)
        assert "admin/synonyms" not in visitor.get("/admin/").content.decode()
    row = Synonym.objects.first()
    for address, data in (("new/", {"words": "Krokodil, Nashorn"}), (f"delete/{row.pk}/", {})):
        assert visitor.post(f"{SYNONYMS}{address}", data).status_code == 302
    visitor.post(f"{SYNONYMS}edit/{row.pk}/", {"words": "Krokodil, Nashorn"})
    assert visitor.get(SYNONYMS).status_code == 302
    assert Synonym.objects.filter(pk=row.pk, words=row.words).exists()
    assert not Synonym.objects.filter(words__contains="Krokodil").exists()
