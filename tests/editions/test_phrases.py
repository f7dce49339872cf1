"""Phrases in another language: marked in the editor, kept by whatever happens to the text."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import get_page_models

from editions.registry import PHRASE_LANGUAGES, PHRASES
from miglobe_site.pages.edition_page import EditionPage
from tests.factories.copies import (
    copy_of,
    draft,
    fresh,
    page_in,
    publish,
    save_text,
    segment,
    text,
    texts,
    write,
)
from tests.rendered_form import EDITOR
from tests.site import soup, submit

MARKED = 'Das <span lang="en">Fair Trade</span> Siegel gilt in NRW.'
IN_SEGMENT = 'Das <span id="span1">Fair Trade</span> Siegel gilt in NRW.'


@pytest.fixture
def page(nrw):
    return page_in(nrw, body=text(MARKED, "Zweiter Satz."))


def shown(client, path):
    return [p.decode_contents() for p in soup(client.get(path)).select("main .prose p")]


def blocks_in(block):
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from blocks_in(child)
    if child := getattr(block, "child_block", None):
        yield from blocks_in(child)


def rich_texts():
    """(place, features) of every text with markup that staff write on a page."""
    for model in get_page_models():
        for field in model._meta.fields if issubclass(model, EditionPage) else ():
            if isinstance(field, RichTextField):
                yield str(field), field.formfield().widget.features
            elif isinstance(field, StreamField):
                for block in blocks_in(field.stream_block):
                    if isinstance(block, RichTextBlock):
                        yield f"{field} {block.label}", block.field.widget.features


def test_every_text_of_a_page_has_the_buttons():
    found = dict(rich_texts())
    assert len(found) > 8
    without = {place for place, features in found.items() if not set(PHRASES) <= set(features)}
    # Advisors write this one outside of the CMS too, in a plain field.
    assert without == {"members.MemberPage.about"}


@pytest.mark.parametrize("code", PHRASE_LANGUAGES)
def test_editor_and_page_have_the_same_phrase(code):
    widget = DraftailRichTextArea(features=["bold", "link", *PHRASES])
    direction = ' dir="rtl"' if code == "ar" else ""
    html = f'<p>Ein <span lang="{code}"{direction}>Wort <b>hier</b></span> und da.</p>'
    stored = widget.format_value(html)
    styles = {each["style"] for each in json.loads(stored)["blocks"][0]["inlineStyleRanges"]}
    assert styles == {f"LANG_{code.upper()}", "BOLD"}
    again = widget.value_from_datadict({"x": stored}, {}, "x")
    again = widget.value_from_datadict({"x": widget.format_value(again)}, {}, "x")
    spans = BeautifulSoup(again, "html.parser").select(f'span[lang="{code}"]')
    assert [span.get_text().strip() for span in spans] == ["Wort", "hier"]
    assert {span.get("dir") for span in spans} == {"rtl" if code == "ar" else None}


def test_other_markup_does_not_get_in():
    widget = DraftailRichTextArea(features=PHRASES)
    html = '<p><span lang="xx" onclick="x()" style="color:red">A</span> <span>B</span></p>'
    again = widget.value_from_datadict({"x": widget.format_value(html)}, {}, "x")
    assert "span" not in again and "A" in again


def test_page_and_its_versions_keep_the_phrase(page, admin):
    assert shown(admin, "/nrw/vorlage/")[0] == MARKED
    submit(admin, f"/admin/pages/{page.pk}/edit/", {"title": "Neu"}, "action-publish", EDITOR)
    assert fresh(page).title == "Neu"
    assert shown(admin, "/nrw/vorlage/")[0] == MARKED
    first = page.revisions.order_by("pk").first()
    publish(page, body=text("Ohne."))
    assert texts(first.as_object())[0] == MARKED


def test_copy_has_the_phrase_in_one_sentence(page):
    copy = copy_of(page)
    assert texts(copy)[0] == MARKED.replace("NRW", "BW")
    assert segment(copy_of(page, "en-x-nrw", live=False), IN_SEGMENT)


def test_phrase_inside_a_link_and_around_the_whole_text(nrw):
    body = (
        'Siehe <a href="https://a.de/"><span lang="fr">Ville durable</span></a> und mehr.',
        '<span dir="rtl" lang="ar">مدينة</span>',
    )
    assert texts(copy_of(page_in(nrw, body=text(*body)))) == list(body)


def test_own_wording_keeps_the_phrase(page, admin):
    copy = copy_of(page, "en-x-nrw", live=False)
    own = 'Bei uns zählt <span id="span1">Fair Trade</span>.'
    answer = save_text(admin, copy, segment(copy, IN_SEGMENT).pk, own)
    assert answer.status_code == 201, answer.content
    publish(page, body=text(MARKED, "Anderer Satz."))
    assert texts(draft(copy)) == [
        'Bei uns zählt <span lang="en">Fair Trade</span>.',
        "Anderer Satz.",
    ]


@pytest.mark.parametrize(
    "own",
    [
        'Neu <span id="span9">X</span>',
        'Neu <span lang="en">X</span>',
        'Neu <span onclick="x()">X</span>',
        'Neu <span id="span1"><div>X</div></span>',
    ],
)
def test_own_wording_with_strange_markup_is_refused(own, page, admin):
    copy = copy_of(page, "en-x-nrw", live=False)
    answer = save_text(admin, copy, segment(copy, IN_SEGMENT).pk, own)
    assert answer.json()["error"]
    assert "X" not in texts(draft(copy))[0]


def test_phrase_that_the_original_no_longer_has_costs_no_own_wording(page):
    copy = copy_of(page, "en-x-nrw", live=False)
    write(copy, IN_SEGMENT, 'Bei uns <span id="span1">Fair Trade</span>.')
    publish(page, body=text("Das Siegel gilt.", "Zweiter Satz."))
    assert texts(draft(copy))[0] == "Bei uns Fair Trade."


def test_translation_into_english_keeps_the_phrase(page):
    copy = copy_of(page, "en-x-nrw", live=False)
    write(copy, IN_SEGMENT, 'The <span id="span1">Fair Trade</span> label counts.')
    publish(page, body=text(MARKED, "Noch ein Satz."))
    assert texts(draft(copy))[0] == 'The <span lang="en">Fair Trade</span> label counts.'
