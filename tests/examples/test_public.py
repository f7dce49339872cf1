"""Practice examples as visitors see them: list, page, map, feed, and what stays out of sight."""

import json
from datetime import datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from wagtail.models import Page

from examples.models import ExampleAdvisor, ExampleTopic, PracticeExamplePage
from examples.state_map import beside
from members.models import MemberPage, Topic
from miglobe_site.municipalities.models import Municipality
from search.models import Entry
from tests.factories.examples import draft, full_draft, image, index_of, publish, published
from tests.site import soup, visible_text

LIST, DORTMUND = "/nrw/praxisbeispiele/", "dortmund-migrantische-communitys-erreichen"
DEMO = {"nrw": 3, "bw": 3}
BASE_FIELDS = [field.attname for field in Page._meta.concrete_fields]
SCHEMA = Namespace("https://schema.org/")


def titles(response):
    return [heading.get_text() for heading in soup(response).select(".example-card h2")]


def dots(response):
    return [link["href"] for link in soup(response).select(".state-outline a")]


@pytest.fixture
def full(site):
    return publish(full_draft())


class TestList:
    def test_leaves_out_an_example_behind_a_login(self, site, visitor):
        page = published(title="Nur für Eingeladene")
        assert "Nur für Eingeladene" in titles(visitor.get(LIST))
        page.view_restrictions.create(restriction_type="login")
        assert "Nur für Eingeladene" not in titles(visitor.get(LIST))

    @pytest.mark.parametrize("edition", DEMO)
    def test_shows_every_example_of_its_edition_as_card_and_as_dot(self, edition, visitor):
        response = visitor.get(f"/{edition}/praxisbeispiele/")
        cards = [link["href"] for link in soup(response).select(".example-card h2 a")]
        assert len(cards) == DEMO[edition]
        assert sorted(dots(response)) == sorted(cards)
        assert all(card.startswith(f"/{edition}/praxisbeispiele/") for card in cards)
        assert "Beispielinhalt, von der Redaktion zu prüfen" in visible_text(response)

    def test_choice_narrows_cards_and_dots(self, visitor):
        response = visitor.get(LIST, {"thema": "agenda-2030"})
        assert titles(response) == [
            "Solingen: Ein Stadtfest mit weniger Einweggeschirr und mit der Agenda 2030"
        ]
        assert dots(response) == [f"{LIST}solingen-leben-braucht-vielfalt/"]

    def test_each_choice_leads_to_as_many_examples_as_it_says(self, site, visitor):
        published(start_year=2016, end_year=2018, members=["amina-lindenfeld"])
        published(slug="b", start_year=2020, status="ongoing", town="Witten")
        form = soup(visitor.get(LIST)).select_one("form.facets")
        names = {box["name"] for box in form.select("input")}
        assert names == {"thema", "groesse", "status", "jahr"}  # one advisor is no choice
        for box in form.select("input"):
            count = int(box.parent.select_one(".facet__count").get_text().strip("()"))
            assert len(titles(visitor.get(LIST, {box["name"]: box["value"]}))) == count

    def test_year_is_any_in_which_it_ran(self, site, visitor):
        published(start_year=2010, end_year=2012, title="Früher")
        published(slug="b", start_year=2013, status="ongoing", title="Noch im Gang")
        assert titles(visitor.get(LIST, {"jahr": "2011"})) == ["Früher"]
        now = str(timezone.localdate().year)
        assert titles(visitor.get(LIST, {"jahr": now})) == ["Noch im Gang"]

    def test_advisor_is_a_choice_only_while_the_profile_is_public(self, site, visitor):
        for slug in ("amina-lindenfeld", "kofi-sonnberg"):
            published(slug=f"mit-{slug}", title=f"Mit {slug}", members=[slug])
        assert titles(visitor.get(LIST, {"person": "kofi-sonnberg"})) == ["Mit kofi-sonnberg"]
        MemberPage.objects.get(slug="kofi-sonnberg").unpublish()
        response = visitor.get(LIST, {"person": "kofi-sonnberg"})
        assert len(titles(response)) == 5
        assert "Kofi Sonnberg" not in response.content.decode()

    @pytest.mark.parametrize("query", ["thema=%FF&jahr=x", "jahr=" + "9" * 5000, "page=²&person='"])
    def test_nonsense_in_the_query_shows_the_list(self, query, visitor):
        assert len(titles(visitor.get(f"{LIST}?{query}"))) == 3

    def test_choices_that_fit_nothing_together_say_so(self, visitor):
        response = visitor.get(LIST, {"jahr": "2016", "thema": "agenda-2030"})
        assert "Zu allem zugleich passt kein Beispiel." in visible_text(response)

    def test_without_an_example_says_that_they_will_come(self, site, visitor):
        for page in PracticeExamplePage.objects.all():
            page.unpublish()
        response = visitor.get(LIST)
        assert "Hier erscheinen bald die ersten Praxisbeispiele." in visible_text(response)
        assert not soup(response).select("form.facets, .state-outline")

    def test_examples_of_one_town_get_dots_beside_each_other(self, site):
        places = {beside(10, 10, number, step=2) for number in range(50)}
        nearest = min(
            (a - c) ** 2 + (b - d) ** 2 for a, b in places for c, d in places if (a, b) != (c, d)
        )
        assert len(places) == 50 and nearest > 2**2 * 0.9

    def test_needs_few_queries_with_5_and_with_500_examples(self, site, visitor):
        published(members=["amina-lindenfeld"])
        published(slug="b", town="Witten", members=["kofi-sonnberg", "yara-tannwald"])
        few = count_queries(visitor, LIST)
        add_many(495)
        for path in (LIST, f"{LIST}?thema=agenda-2030&page=3", f"{LIST}?person=kofi-sonnberg"):
            many = count_queries(visitor, path)
            print(f"{path}: {few} queries with 5 examples, {many} with 500")
            assert max(few, many) <= 12
        assert len(dots(visitor.get(LIST))) == 500


def count_queries(visitor, path):
    visitor.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get(path).status_code == 200
    return len(queries)


def add_many(number):
    """Add many published examples below the list, written in bulk."""
    index = index_of("nrw")
    kind = ContentType.objects.get_for_model(PracticeExamplePage)
    towns = list(Municipality.objects.filter(state="nrw"))
    topics = list(Topic.objects.all())
    pages = Page.objects.bulk_create(
        Page(
            title=f"Beispiel {n}",
            slug=f"beispiel-{n}",
            path=f"{index.path}{1000 + n}",
            depth=index.depth + 1,
            url_path=f"{index.url_path}beispiel-{n}/",
            locale=index.locale,
            content_type=kind,
        )
        for n in range(number)
    )
    examples = [
        PracticeExamplePage(
            page_ptr=page,
            **{name: getattr(page, name) for name in BASE_FIELDS},
            municipality=towns[n % len(towns)],
            start_year=2000 + n % 20,
        )
        for n, page in enumerate(pages)
    ]
    for example in examples:
        example.save_base(raw=True)
    ExampleTopic.objects.bulk_create(
        ExampleTopic(page=page, topic=topics[n % len(topics)]) for n, page in enumerate(examples)
    )


class TestPage:
    def test_tells_the_whole_story(self, full, visitor):
        response = visitor.get(full.url)
        text = visible_text(response)
        for part in (
            "In Kürze", "Ausgangslage", "Vorgehen", "Ergebnisse", "Was wir gelernt haben",
            "Bonn", "2020–2022", "abgeschlossen", "Agenda 2030", "Amina Lindenfeld", "Schritt a",
            "Endlich saßen wir mit am Tisch.", "Alex Beispiel, Vereinsvorstand",
            "Leitfaden zum Nachmachen", "Agenda-Büro", "Bild: Stadt Musterhausen",
        ):  # fmt: skip
            assert part in text, part
        assert {img["alt"] for img in soup(response).main.select("img")} == {
            "Ein Stand auf dem Markt"
        }

    def test_stays_within_the_budget_of_queries(self, full, visitor):
        visitor.get(full.url)  # makes the files of the pictures
        count = count_queries(visitor, full.url)
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
        full.municipality.delete()
        assert visitor.get(full.url).status_code == 200
        assert full.url not in dots(visitor.get(LIST))


def linked_data(response):
    """The JSON-LD of a page as a graph; the context, which lies far away, says as much."""
    script = soup(response).find("script", type="application/ld+json")
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    data["@context"] = {"@vocab": str(SCHEMA)}
    return Graph().parse(data=json.dumps(data), format="json-ld")


class TestFeed:
    def test_is_valid_and_has_each_example_with_its_date(self, site, visitor):
        page = published(title="Ein & alle <Beispiele>")
        response = visitor.get(f"{LIST}feed/")
        assert response["Content-Type"].startswith("application/atom+xml")
        feed = feedparser.parse(response.content)
        assert not feed.bozo and feed.version == "atom10"
        assert feed.feed.title == "Praxisbeispiele – MiGlobe NRW"
        assert len(feed.entries) == 4 and len({entry.id for entry in feed.entries}) == 4
        newest = feed.entries[0]
        assert newest.title == "Ein &amp; alle &lt;Beispiele&gt;" or newest.title == page.title
        assert newest.link == f"http://testserver{page.url}"
        assert newest.published_parsed and newest.updated_parsed and newest.summary
        root = ElementTree.fromstring(response.content)
        kinds = {link.get("rel") for link in root.findall("{http://www.w3.org/2005/Atom}link")}
        assert kinds == {"alternate", "self"}

    def test_is_named_in_the_head_of_list_and_page(self, visitor):
        for path in (LIST, f"{LIST}{DORTMUND}/"):
            link = soup(visitor.get(path)).head.find("link", type="application/atom+xml")
            assert link["href"] == f"{LIST}feed/"
        assert not soup(visitor.get("/nrw/")).find("link", type="application/atom+xml")

    def test_knows_one_edition_only_and_survives_control_characters(self, site, visitor):
        published(title="Zeichen \x0b \x1f weg")
        feed = feedparser.parse(visitor.get(f"{LIST}feed/").content)
        assert not feed.bozo
        assert all("/nrw/" in entry.link for entry in feed.entries)

    def test_of_an_edition_off_show_is_not_there(self, nrw, visitor):
        nrw.unpublish()
        assert visitor.get(f"{LIST}feed/").status_code == 404


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
        from editions.takeover import take_over
        from tests.factories.pages import publish_english_home

        english_home = publish_english_home(full.get_parent().get_parent().specific)
        take_over(full.get_parent(), english_home.locale).save_revision().publish()
        english = take_over(full, english_home.locale)
        english.get_latest_revision().publish()
        text = visible_text(visitor.get("/nrw/en/praxisbeispiele/neu/"))
        for part in ("Initial situation", "Bonn", "2030 Agenda", "Amina Lindenfeld", "completed"):
            assert part in text, part
        assert len(titles(visitor.get("/nrw/en/praxisbeispiele/"))) == 1
