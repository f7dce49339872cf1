"""Pages as content, and back: nothing is lost on the way, and nobody is asked."""

import json
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from editions.origins import rich_text
from editions.origins.content import parts_of, read, schema_of, write
from editions.origins.parts import ABSENT, Stream, part_of_block
from home.models import ContentPage, VideoPage
from miglobe_site.pages.blocks import BodyBlock
from tests.factories.copies import fresh
from tests.factories.every_page import add_page, every_block, publish_every_page
from tests.factories.pages import page_of
from tests.miglobe_site.merge.pages import without_keys
from tests.site import submit

BODY = part_of_block(BodyBlock())


def all_pages():
    """Every page of the site, live and as its draft."""
    pages = [*Page.objects.filter(depth__gt=1).specific()]
    return [*pages, *(page.get_latest_revision_as_object() for page in pages)]


def stored(page):
    return page.serializable_data()


def blank(page):
    return type(page)(title="Leer", locale_id=page.locale_id)


def saved_untouched(client, page):
    """Save a page in the editor as it is; return the draft."""
    submit(client, f"/admin/pages/{page.pk}/edit/", form="#page-edit-form")
    after = fresh(page)
    assert after.latest_revision_id != page.latest_revision_id
    return after.get_latest_revision_as_object()


@pytest.fixture
def pages(site):
    publish_every_page()
    found = all_pages()
    assert len({type(page) for page in found}) >= 7
    return found


def test_writing_what_was_read_changes_nothing(pages):
    for page in pages:
        before = stored(page)
        write(page, read(page))
        assert stored(page) == before, page


def test_an_empty_page_is_filled_with_all_that_was_read(pages):
    for page in pages:
        copy, content = blank(page), read(page)
        write(copy, content)
        assert read(copy) == content, page
        if "body" in content:
            assert len(copy.body) == len(page.body)
            assert [child.id for child in copy.body] == [child.id for child in page.body]


def test_content_is_json_that_the_schema_describes(pages):
    for page in pages:
        content = read(page)
        assert json.loads(json.dumps(content)) == content
        assert content.keys() == schema_of(type(page)).of.keys()


@pytest.mark.parametrize("name", BodyBlock().child_blocks)
def test_each_block_is_read_and_written(name, nrw):
    page = add_page(nrw, "Seite", [each for each in every_block(nrw) if each[0] == name])
    [raw] = json.loads(page._meta.get_field("body").value_to_string(page))
    [content] = read(page)["body"]
    assert BODY.write([content], [raw]) == [raw]
    again = BODY.write([content])
    assert BODY.read(again) == [content]
    rendered = BodyBlock().to_python(again)
    assert str(rendered) == str(page.body)


@pytest.mark.parametrize(
    "place", ["nrw miglobe", "nrw kooperation", "nrw praxisbeispiele", "bw erklaervideo"]
)
def test_a_page_saved_in_the_editor_without_a_change_says_the_same(admin, place):
    page = page_of(*place.split())
    before = read(page)
    assert without_keys(read(saved_untouched(admin, page))) == without_keys(before)


def test_every_block_saved_in_the_editor_without_a_change_says_the_same(admin, nrw):
    page = add_page(nrw, "Seite", every_block(nrw))
    before = read(page)
    draft = saved_untouched(admin, page)
    assert without_keys(read(draft)) == without_keys(before)
    saved = stored(draft)
    write(draft, read(draft))
    assert stored(draft) == saved


def test_addresses_and_what_staff_cannot_edit_take_no_part():
    assert not {"slug", "live", "owner", "locale"} & parts_of(ContentPage).keys()
    assert {"mp4", "captions", "transcript", "rights"} <= parts_of(VideoPage).keys()
    assert "checked_film" not in parts_of(VideoPage)


def test_reading_and_writing_ask_the_database_nothing(pages):
    parts_of.cache_clear()
    rich_text.as_wagtail_spells_it.cache_clear()
    pages = [type(page).objects.get(pk=page.pk) for page in pages]
    with CaptureQueriesContext(connection) as queries:
        for page in pages:
            copy = blank(page)
            write(copy, read(page))
            read(copy)
    assert [query["sql"] for query in queries] == []


def test_sixty_pages_are_read_in_a_second(site):
    publish_every_page()
    pages = [page for page in all_pages() if isinstance(page, ContentPage)]
    pages = (pages * 60)[:60]
    rich_text.as_wagtail_spells_it.cache_clear()
    start = time.process_time()
    for page in pages:
        read(page)
    assert time.process_time() - start < 1


# Rich text


FEATURES = ("h2", "h3", "bold", "italic", "ul", "ol", "link", "document-link")


def told(html):
    return [(part["kind"], part["html"]) for part in rich_text.read(html, FEATURES)]


def test_text_that_no_editor_has_touched_is_in_wagtails_spelling():
    html = (
        "<h2>Ziele</h2>\n<p>Ein  <strong>Satz</strong> &amp; <em>mehr</em>&nbsp;davon<br/>neu</p>"
        '<ul><li><a id="7" linktype="page">Eins</a></li></ul><h4>Keine Überschrift</h4>'
    )
    assert told(html) == [
        ("h2", "Ziele"),
        ("p", "Ein <b>Satz</b> &amp; <i>mehr</i>\xa0davon<br/>neu"),
        ("ul/li", '<a id="7" linktype="page">Eins</a>'),
        ("p", "Keine Überschrift"),
    ]


def test_keys_stay_and_none_are_made_up():
    html = '<p data-block-key="abc">Eins</p><p>Zwei</p>'
    assert [part["key"] for part in rich_text.read(html, FEATURES)] == ["abc", ""]


def test_text_from_the_editor_is_taken_as_it_is():
    html = '<p data-block-key="a">Ein <a linktype="page" id="5">Wort</a></p><hr/>'
    assert told(html) == [("p", 'Ein <a id="5" linktype="page">Wort</a>'), ("hr", "<hr/>")]


@pytest.mark.parametrize("html", ["", None, "<p></p>", '<p data-block-key="a"></p>'])
def test_a_text_in_which_nothing_stands_has_no_paragraphs(html):
    assert rich_text.read(html, FEATURES) == []


def test_text_that_no_editor_could_open_is_read_all_the_same():
    assert told("<p>Ein <b>Satz</p><p>Zwei</p>")[1] == ("p", "Zwei")


# Lists and tables


def test_items_without_an_id_get_one_when_they_are_written():
    raw = [{"type": "points", "id": "a", "value": {"heading": "H", "points": ["<p>Eins</p>"]}}]
    content = BODY.read(raw)
    [item] = content[0]["value"]["points"]
    assert (item["id"], item["type"], item["value"][0]["html"]) == ("", "item", "Eins")
    [written] = BODY.write(content, raw)
    [item] = written["value"]["points"]
    assert item["id"] and item["value"] == "<p>Eins</p>"


def test_a_field_that_came_later_is_read_as_its_default():
    [block] = BODY.read([{"type": "quote", "id": "a", "value": {"text": "Ja"}}])
    assert block["value"] == {"text": "Ja", "name": "", "role": ""}


def table(*rows, types=("text", "rich_text")):
    columns = [{"type": name, "heading": name} for name in types]
    return {
        "caption": "Wer",
        "columns": columns,
        "rows": [{"values": [*row]} for row in rows],
    }


def test_a_table_is_one_value_whatever_the_keys_in_its_cells():
    part = BODY.parts["table"].parts["table"]
    once = table(["Köln", '<p data-block-key="a">Ja</p>'])
    later = table(["Köln", '<p data-block-key="b">Ja</p>'])
    assert part.read(once) == part.read(later)
    assert part.write(part.read(once), later) == later
    assert part.write(part.read(once), ABSENT) == table(["Köln", "<p>Ja</p>"])


@pytest.mark.parametrize("name", ["quote.text", "external_video.url"])
def test_space_that_a_form_takes_away_is_no_text(name):
    block, field = name.split(".")
    part = BODY.parts[block].parts[field]
    assert part.read(" Eins\r\nZwei \n") == "Eins\nZwei"
    assert part.write("Eins\nZwei", " Eins\r\nZwei \n") == " Eins\r\nZwei \n"


def test_every_block_of_a_body_has_a_part():
    assert isinstance(BODY, Stream) and BODY.parts.keys() == BodyBlock().child_blocks.keys()
