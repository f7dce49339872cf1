"""Parts around the text of a page: contents, subpages, what to read next, date, page head."""

import json

import pytest
from django.core.files.storage import default_storage
from django.utils.timezone import localtime
from PIL import Image
from wagtail.images.tests.utils import get_test_image_file

from editions.links import PAGE_ID
from home.models import ContentPage, CustomImage, HomePage
from miglobe_site.templatetags.miglobe_tags import json_ld
from tests.factories.copies import publish_translation
from tests.site import (
    MOST_QUERIES,
    soup,
    visible_text,
)

pytestmark = pytest.mark.sqlite_is_enough("markup")


def text_block(html):
    return {"type": "text", "value": html}


@pytest.fixture
def topic(nrw):
    """A content page with a page below it and one below that."""
    page = ContentPage.objects.child_of(nrw).get(slug="miglobe")
    for slug in ("dialogforum", "ablauf"):
        child = ContentPage(title=slug.title(), slug=slug, show_in_menus=True, body="[]")
        page.add_child(instance=child)
        child.save_revision().publish()
        page = child
    return ContentPage.objects.child_of(nrw).get(slug="miglobe")


def test_page_leads_to_the_pages_below_it_and_back(visitor, topic):
    names = [link.get_text() for link in soup(visitor.get("/nrw/miglobe/")).select(".subpages a")]
    assert names == ["Dialogforum"]
    way = soup(visitor.get("/nrw/miglobe/dialogforum/ablauf/")).select(".breadcrumb li")
    assert [step.get_text() for step in way] == ["Start", "Über MiGlobe", "Dialogforum", "Ablauf"]


def test_draft_below_a_page_is_not_listed(visitor, topic):
    topic.get_children().get().unpublish()
    assert not soup(visitor.get("/nrw/miglobe/")).select(".subpages")


def test_page_deep_in_the_tree_stays_within_the_budget(topic, queries):
    assert len(queries("/nrw/miglobe/dialogforum/ablauf/")) <= MOST_QUERIES


def test_long_page_has_a_list_of_its_headings_that_leads_to_them(visitor, topic):
    topic.body = json.dumps([text_block("<h2>Was</h2><h2>Wie &amp; wo</h2><h2>Was</h2>")])
    topic.save_revision().publish()
    page = soup(visitor.get("/nrw/miglobe/"))
    links = page.select(".contents a")
    assert [link.get_text() for link in links] == ["Was", "Wie & wo", "Was"]
    targets = [link["href"].removeprefix("#") for link in links]
    assert len(set(targets)) == 3
    assert [page.find(id=target).get_text() for target in targets] == ["Was", "Wie & wo", "Was"]


def test_short_page_has_no_list_of_headings(visitor, nrw):
    assert not soup(visitor.get("/nrw/miglobe/")).select(".contents")


def test_page_says_when_it_was_last_changed_and_what_to_read_next(visitor, nrw):
    page = ContentPage.objects.child_of(nrw).get(slug="miglobe")
    response = visitor.get("/nrw/miglobe/")
    assert f'datetime="{localtime(page.last_published_at):%Y-%m-%d}"' in response.content.decode()
    assert "Stand:" in visible_text(response)
    following = [link.get_text() for link in soup(response).select(".next-pages a")]
    assert following == [
        "Wir sind MiGlobe",
        "Praxisbeispiele",
        "Kommunale Entwicklungspolitik",
    ]


def test_every_page_has_a_title_of_its_own_and_a_description(visitor, nrw, bw):
    heads = [soup(visitor.get(page.url)).head for home in (nrw, bw) for page in home_pages(home)]
    heads += [soup(visitor.get(path)).head for path in ("/", "/mitglieder/")]
    titles = [head.title.get_text() for head in heads]
    assert len(titles) > 10
    assert len(set(titles)) == len(titles)
    assert all(head.find("meta", {"name": "description"})["content"] for head in heads)


def home_pages(home):
    return [home, *home.get_children().live()]


def test_shared_page_shows_the_image_of_its_edition(visitor, nrw):
    head = soup(visitor.get("/nrw/miglobe/")).head
    address = head.find("meta", property="og:image")["content"]
    assert address == "http://testserver/media/images/social/nrw-de.png"
    answer = visitor.get("/media/images/social/nrw-de.png")
    assert answer.status_code == 200
    with default_storage.open("images/social/nrw-de.png") as file:
        assert Image.open(file).size == (1200, 630)


def test_english_start_page_has_an_image_of_its_own(visitor, nrw):
    english = HomePage.objects.get(
        translation_key=nrw.translation_key, locale__language_code="en-x-nrw"
    )
    before = visitor.get("/media/images/social/nrw-de.png").getvalue()
    publish_translation(english)
    english = HomePage.objects.get(pk=english.pk)
    english.claim = "New opportunities"
    english.save_revision().publish()
    head = soup(visitor.get("/nrw/en/")).head
    address = head.find("meta", property="og:image")["content"].removeprefix("http://testserver")
    assert visitor.get(address).getvalue() != before
    assert visitor.get("/media/images/social/nrw-de.png").getvalue() == before


def test_damaged_image_of_a_page_is_not_shared_and_takes_nothing_down(visitor, nrw):
    image = CustomImage.objects.create(title="Bild", is_decorative=True, file=get_test_image_file())
    with image.file.storage.open(image.file.name, "wb") as file:
        file.write(b"no picture")
    page = ContentPage.objects.child_of(nrw).get(slug="miglobe")
    page.listing_image = image
    page.save_revision().publish()
    response = visitor.get("/nrw/miglobe/")
    assert response.status_code == 200
    shared = soup(response).head.find("meta", property="og:image")["content"]
    assert shared.endswith("nrw-de.png")


def test_impossible_address_gets_the_german_error_page(visitor, site):
    response = visitor.get("/nrw/" + "a" * 5000 + "/")
    assert response.status_code == 400
    assert "Ungültige Anfrage" in visible_text(response)
    assert "Content-Security-Policy" in response


def test_structured_data_tells_organisation_website_and_way(visitor, site):
    script = soup(visitor.get("/bw/miglobe/")).find("script", type="application/ld+json")
    graph = {part["@type"]: part for part in json.loads(script.string)["@graph"]}
    assert graph["WebSite"]["url"] == "http://testserver/bw/"
    steps = graph["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [
        "http://testserver/bw/",
        "http://testserver/bw/miglobe/",
    ]


def test_text_cannot_end_the_script_element_of_structured_data():
    evil = {"name": "</script><script>alert(1)</script>"}
    html = json_ld(evil)
    assert html.count("<") == 2
    assert json.loads(html.partition(">")[2].rpartition("<")[0]) == evil


def test_archived_edition_asks_search_engines_to_leave(visitor, nrw):
    nrw.offer_status = "archived"
    nrw.save_revision().publish()
    assert (
        soup(visitor.get("/nrw/miglobe/")).find("meta", {"name": "robots"})["content"] == "noindex"
    )


def test_pages_in_a_body_are_found_in_its_raw_form():
    raw = json.dumps(
        [
            {"value": '<a linktype="page" id="3">x</a><a id="4" linktype="page">y</a>'},
            {"value": {"page": 5}},
            {"value": '<a linktype="document" id="6">z</a>'},
        ]
    )
    assert ["".join(groups) for groups in PAGE_ID.findall(raw)] == ["3", "4", "5"]


def test_component_page_is_for_staff_only(visitor, site):
    assert visitor.get("/admin/components/").status_code == 302


def test_component_page_shows_every_block(staff_nrw):
    text = visible_text(staff_nrw.get("/admin/components/"))
    for sample in (
        "Bereit für neue Wege",
        "Leitfrage, MiGlobe",
        "Für die Kommune nichts.",
        "Mehr über MiGlobe Über MiGlobe Ein Satz",
        "Faltblatt MiGlobe PDF",
        "Opferfelder Str. 22",
        "Eine Welt Netz NRW",
    ):
        assert sample in text


def test_web_manifest_names_icons_that_exist(visitor, site):
    manifest = json.loads(visitor.get("/site.webmanifest").content)
    assert manifest["name"] == "MiGlobe"
    for icon in manifest["icons"]:
        assert visitor.get(icon["src"]).status_code == 200


def test_traditional_address_of_the_icon_leads_to_one(visitor, site):
    assert visitor.get("/favicon.ico", follow=True)["Content-Type"] == "image/png"


def test_pages_are_compressed_and_files_keep_their_length(visitor, nrw):
    compressing = {"HTTP_ACCEPT_ENCODING": "gzip"}
    assert visitor.get("/nrw/", **compressing)["Content-Encoding"] == "gzip"
    font = next(link["href"] for link in soup(visitor.get("/nrw/"))("link", rel="preload"))
    for path in (font, "/media/images/social/nrw-de.png"):
        answer = visitor.get(path, **compressing)
        assert "Content-Encoding" not in answer
        assert int(answer["Content-Length"]) == len(b"".join(answer.streaming_content))
