"""Practice examples as visitors see them, and what stays out of sight."""

import json
from datetime import datetime

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from editions.takeover import take_over
from examples.models import ExampleAdvisor, PracticeExamplePage
from members.models import MemberPage
from miglobe_site.municipalities.models import Municipality
from search.models import Entry
from tests.factories.copies import publish_translation
from tests.factories.examples import (
    DORTMUND,
    LIST,
    draft,
    full_draft,
    image,
    publish,
    published,
    titles,
)
from tests.factories.pages import publish_english_home
from tests.site import soup, visible_text

SCHEMA = Namespace("https://schema.org/")


class TestPage:
    def test_tells_the_whole_story(self, full, visitor):
        response = visitor.get(full.url)
        text = visible_text(response)
        for part in (
            "Ausgangslage", "Vorgehen", "Was daraus wurde", "Was wir gelernt haben",
            "Bonn", "2020–2022", "abgeschlossen", "Agenda 2030", "Amina Lindenfeld", "Schritt a",
            "Endlich saßen wir mit am Tisch.", "Alex Beispiel, Vereinsvorstand",
            "Leitfaden zum Nachmachen", "Agenda-Büro", "Bild: Stadt Musterhausen",
        ):  # fmt: skip
            assert part in text, part
        assert {img["alt"] for img in soup(response).main.select("img")} == {
            "Ein Stand auf dem Markt"
        }

    def test_stays_within_the_budget_of_queries(self, full, visitor, queries):
        visitor.get(full.url)  # makes the files of the pictures
        count = len(queries(full.url))
        print(f"full example: {count} queries")
        assert count <= 12

    def test_leads_to_the_request_with_its_name(self, full, nrw, visitor):
        link = soup(visitor.get(full.url)).select_one(".request-band a")
        assert link["href"] == "/nrw/beratung-anfragen/?beispiel=neu"
        assert visitor.get(link["href"]).status_code == 200
        nrw.offer_status = nrw.OfferStatus.PAUSED
        nrw.save_revision().publish()
        assert not soup(visitor.get(full.url)).select(".request-band")

    def test_neighbours_share_a_topic(self, visitor):
        links = soup(visitor.get(f"{LIST}{DORTMUND}/")).select(".example__neighbours a")
        slugs = [link["href"].split("/")[-2] for link in links]
        assert sorted(slugs) == ["koeln-gefluechtete-beteiligen", "solingen-leben-braucht-vielfalt"]

    def test_advisors_and_examples_name_each_other(self, full, visitor):
        profile = visitor.get("/nrw/mitglieder/amina-lindenfeld/")
        assert soup(profile).find("a", href=full.url).get_text() == full.title
        assert soup(visitor.get(full.url)).find("a", href="/nrw/mitglieder/amina-lindenfeld/")
        MemberPage.objects.get(slug="amina-lindenfeld").unpublish()
        assert "Amina Lindenfeld" not in visitor.get(full.url).content.decode()
        full.unpublish()
        assert full.title not in visible_text(visitor.get("/nrw/mitglieder/kofi-sonnberg/"))

    def test_is_an_article_for_search_engines(self, full, visitor):
        graph = linked_data(visitor.get(full.url))
        [article] = graph.subjects(RDF.type, SCHEMA.Article)
        url = f"http://testserver{full.url}"
        assert article == URIRef(f"{url}#article")
        assert graph.value(article, SCHEMA.headline) == Literal(full.title)
        assert graph.value(article, SCHEMA.mainEntityOfPage) == Literal(url)
        published = datetime.fromisoformat(str(graph.value(article, SCHEMA.datePublished)))
        assert published == full.first_published_at
        author = graph.value(article, SCHEMA.author)
        assert graph.value(author, RDF.type) == SCHEMA.Organization
        place = graph.value(article, SCHEMA.contentLocation)
        assert graph.value(place, SCHEMA.name) == Literal("Bonn")
        assert graph.value(graph.value(place, SCHEMA.geo), SCHEMA.latitude)
        assert {str(topic) for topic in graph.objects(article, SCHEMA.about)} >= {"Agenda 2030"}

    def test_text_in_json_ld_cannot_end_its_element(self, site, visitor):
        page = published(title="</script><b>&", summary="</script>")
        [script] = soup(visitor.get(page.url)).select('script[type="application/ld+json"]')
        article = json.loads(script.string)["@graph"][-1]
        assert article["headline"] == page.title

    def test_municipality_that_is_deleted_takes_no_page_down(self, full, visitor):
        dot = f'.state-outline a[href="{full.url}"], .state-outline a[href*="ort=bonn"]'
        assert soup(visitor.get(LIST)).select(dot)
        full.municipality.delete()
        assert visitor.get(full.url).status_code == 200
        assert not soup(visitor.get(LIST)).select(dot)


def linked_data(response):
    """The JSON-LD of a page as a graph; the context, which lies far away, says as much."""
    script = soup(response).find("script", type="application/ld+json")
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    data["@context"] = {"@vocab": str(SCHEMA)}
    return Graph().parse(data=json.dumps(data), format="json-ld")


def test_unpublished_example_is_nowhere(site, visitor):
    page = full_draft(title="Geheimes Beispiel")
    assert not Entry.objects.filter(page=page).exists()
    image = page.images[0].value["image"].get_rendition("width-40|format-webp")
    assert visitor.get(page.url).status_code == 404
    assert visitor.get(image.url).status_code == 404
    for path in (LIST, f"{LIST}feed/", "/sitemap.xml", "/nrw/mitglieder/amina-lindenfeld/"):
        content = visitor.get(path).content.decode()
        assert "Geheimes" not in content and page.slug + "/" not in content, path
    publish(page)
    for address in (page.url, image.url):
        assert visitor.get(address).status_code == 200
    assert Entry.objects.get(page=page).place == "Bonn"
    assert page.url in visitor.get("/sitemap.xml").content.decode()


class TestRules:
    def test_what_is_missing_is_said_beside_the_field(self, site, admin):
        page = draft()
        page.municipality = Municipality.objects.get(name="Ulm")
        page.summary = page.quote_name = ""
        page.lessons = "x" * 1001
        page.quote_text, page.end_year, page.title = "Gut!", 2019, "x" * 101
        page.example_topics = []
        page.images = [("image", {"image": image("Ohne", credit="")})]
        foreign = MemberPage.objects.get(slug="selin-kirschberg")
        page.example_advisors = [ExampleAdvisor(member=foreign)]
        assert set(page.publish_errors()) == {
            "municipality", "summary", "title", "lessons", "topics", "end_year", "quote_name",
            "quote_released", "images", "example_advisors", "release",
        }  # fmt: skip

    @pytest.mark.parametrize("missing", ["description", "credit"])
    def test_image_says_what_it_shows_and_who_made_it(self, missing, site):
        page = full_draft()
        page.images = [("image", {"image": image("Stand", **{missing: ""})})]
        assert "images" in page.publish_errors()

    def test_draft_lacks_nothing_but_the_release(self, site):
        assert set(full_draft().publish_errors()) == {"release"}

    def test_example_does_not_cross_into_the_other_edition(self, site, admin, bw):
        page = published()
        before = PracticeExamplePage.objects.count()
        data = {"target": bw.locale_id, "mode": "adapted"}
        admin.post(f"/admin/localize/submit/page/{page.pk}/", data)
        assert PracticeExamplePage.objects.count() == before

    def test_translation_of_an_example_shows_its_facts_and_its_german_advisors(self, full, visitor):
        english_home = publish_english_home(full.get_parent().get_parent().specific)
        publish_translation(take_over(full.get_parent(), english_home.locale))
        publish_translation(take_over(full, english_home.locale))
        text = visible_text(visitor.get("/nrw/en/praxisbeispiele/neu/"))
        for part in ("Initial situation", "Bonn", "2030 Agenda", "Amina Lindenfeld", "completed"):
            assert part in text, part
        assert len(titles(visitor.get("/nrw/en/praxisbeispiele/"))) == 1
