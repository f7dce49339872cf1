"""The content of a source in the words of another edition."""

import pytest

from editions.origins.content import read
from editions.origins.regional import in_words_of
from editions.region_words import Reason
from editions.registry import EDITIONS
from home.models import ContentPage, VideoPage
from tests.factories.copies import text

#: A page in memory asks for its content type, which no other test may have read before.
pytestmark = pytest.mark.django_db

NRW, BW, MV = (EDITIONS[key] for key in ("nrw", "bw", "mv"))


def turned(page, target=BW, **known):
    return in_words_of(target, NRW, type(page), read(page), **known)


def page(body="[]", **fields):
    return ContentPage(body=body, **{"title": "Seite", **fields})


def told(left):
    return [(".".join(each.path), each.finding.text, each.finding.reason) for each in left]


def test_all_texts_are_in_the_words_of_the_edition():
    image = {"type": "image", "id": "b", "value": {"caption": "Ein Treffen in NRW"}}
    body = [*text("Beratung in <b>NRW</b>."), image]
    content, left = turned(page(body, title="MiGlobe in NRW", summary="Für NRW."))
    assert (content["title"], content["summary"]) == ("MiGlobe in BW", "Für BW.")
    assert content["body"][0]["value"][0]["html"] == "Beratung in <b>BW</b>."
    assert content["body"][1]["value"]["caption"] == "Ein Treffen in BW"
    assert left == []


def test_a_quotation_stays_word_for_word_and_is_listed():
    quote = {"text": "In NRW gelingt das.", "name": "Aylin Muster", "role": "Land NRW"}
    source = page([{"type": "quote", "id": "b1", "value": quote}])
    content, left = turned(source)
    assert content == read(source)
    assert told(left) == [
        ("body.b1.text", "NRW", Reason.VERBATIM),
        ("body.b1.role", "NRW", Reason.VERBATIM),
    ]


def test_what_is_said_in_a_film_stays(site):
    source = VideoPage(
        title="Film aus NRW", transcript="<p>Ich lebe in NRW.</p>", rights="Land NRW"
    )
    content, left = turned(source)
    assert content["title"] == "Film aus BW"
    assert content["transcript"][0]["html"] == "Ich lebe in NRW."
    assert [place for place, _text, _reason in told(left)] == ["transcript", "rights"]


def test_subtitles_are_no_text_for_the_words_of_a_region(site):
    track = {"language": "de", "text": "WEBVTT\n\n00:00.000 --> 00:02.000\nHallo NRW"}
    source = VideoPage(title="Film", captions=[{"type": "captions", "id": "c", "value": track}])
    content, left = turned(source)
    assert content["captions"][0]["value"] == track and left == []


def test_texts_of_a_table_are_turned_and_found():
    value = {
        "table": {
            "caption": "Beratung in NRW",
            "columns": [{"type": "text", "heading": "NRW"}, {"type": "rich_text", "heading": ""}],
            "rows": [{"values": ["Städte in NRW", "<p>nordrhein-westfälisch</p>"]}],
        },
        "row_headings": False,
    }
    content, left = turned(page([{"type": "table", "id": "t", "value": value}]))
    table = content["body"][0]["value"]["table"]
    assert (table["caption"], table["columns"][0]["heading"]) == ("Beratung in BW", "BW")
    assert table["rows"][0]["values"][0] == "Städte in BW"
    assert told(left) == [("body.t.table", "nordrhein-westfälisch", Reason.DERIVED)]


def test_what_is_left_is_listed_with_its_place():
    body = [
        {
            "type": "points",
            "id": "p",
            "value": {
                "heading": "Ziele",
                "introduction": "",
                "points": [{"type": "item", "id": "i", "value": "<p>Für NRW und BW.</p>"}],
            },
        }
    ]
    _content, left = turned(page(body, title="Der nordrhein-westfälische Weg"))
    assert {place for place, _text, _reason in told(left)} == {"title", "body.p.points.i"}


def test_a_name_that_does_not_fit_is_not_cut():
    value = {"heading": f"Beratung in NRW {'x' * 80}", "text": "", "page": None, "label": ""}
    body = [{"type": "call_to_action", "id": "c", "value": value}]
    content, left = turned(page(body), MV)
    assert content["body"][0]["value"]["heading"] == value["heading"]
    assert told(left) == [("body.c.heading", "NRW", Reason.LENGTH)]


def test_names_and_towns_that_the_site_knows_stay():
    names = {"Runder Tisch Vielfalt NRW"}
    source = page(text("Es lädt ein: Runder Tisch Vielfalt NRW.", "Hückelhoven (NRW) ist dabei."))
    content, left = turned(source, names=names, towns={"Hückelhoven"})
    assert content == read(source) and left == []


def test_in_the_same_edition_nothing_changes():
    source = page(text("Beratung in NRW."))
    assert turned(source, NRW) == (read(source), [])


@pytest.mark.parametrize("name", ["slug", "noindex", "listing_image"])
def test_what_is_no_text_is_handed_through(name):
    source = page()
    content, _left = in_words_of(BW, NRW, ContentPage, read(source) | {"slug": "nrw"})
    assert content[name] == (read(source) | {"slug": "nrw"})[name]
