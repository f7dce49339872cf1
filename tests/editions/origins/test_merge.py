"""A page of NRW and what BW made of it: read, merged and written back."""

import json

import pytest
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from editions.origins.content import read, schema_of, write
from editions.origins.regional import in_words_of
from editions.registry import EDITIONS
from home.models import ContentPage
from miglobe_site.merge import Decision, Kind, changes, own_places, settle
from tests.factories.every_page import add_page, every_block
from tests.factories.pages import page_of
from tests.site import submit, visible_text

NRW, BW = EDITIONS["nrw"], EDITIONS["bw"]


def for_bw(page):
    """What a page of NRW says now, in BW's words."""
    return in_words_of(BW, NRW, type(page), read(page)).content


def taken_over(page, home):
    """Return BW's copy of a page; what its base would be is its content."""
    copy = type(page)(title="Kopie", slug=f"kopie-{page.slug}"[:50])
    write(copy, for_bw(page))
    home.add_child(instance=copy)
    copy.save_revision().publish()
    return copy


def fresh(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def crossing_pages():
    pages = Page.objects.filter(locale__language_code="de-x-nrw", depth__gt=2).specific()
    return [page for page in pages if not page.bound_to_edition]


def test_nothing_waits_and_nothing_is_own_right_after_taking_over(site, bw):
    pages = crossing_pages()
    assert len({type(page) for page in pages}) == 5
    for page in pages:
        schema, base = schema_of(type(page)), for_bw(page)
        copy = type(page)(title="Kopie")
        write(copy, base)
        assert changes(schema, base, read(copy), for_bw(page)) == []
        assert own_places(schema, base, read(copy)) == []


def test_nothing_waits_and_nothing_is_own_after_both_were_saved_untouched(admin, nrw, bw):
    page = add_page(nrw, "Seite", every_block(nrw))
    copy = taken_over(page, bw)
    base = read(copy)
    for each in (page, copy):
        submit(admin, f"/admin/pages/{each.pk}/edit/", form="#page-edit-form")
    schema = schema_of(ContentPage)
    assert changes(schema, base, read(fresh(copy)), for_bw(fresh(page))) == []
    assert own_places(schema, base, read(fresh(copy))) == []


@pytest.fixture
def both(site, bw):
    page = page_of("nrw", "kommunale-entwicklungspolitik")
    return page, taken_over(page, bw)


def change_in_editor(client, page, name, value):
    submit(client, f"/admin/pages/{page.pk}/edit/", {name: value}, form="#page-edit-form")
    return fresh(page)


def number_of(page, block_type):
    return next(n for n, block in enumerate(page.body) if block.block_type == block_type)


def block_at(page, path):
    """Return the field or block that a path leads to, as Wagtail's comments find it."""
    name, *rest = path
    stream = getattr(page, name)
    return stream.stream_block.get_block_by_content_path(stream, rest) if rest else stream


def test_an_edit_in_the_editor_is_one_change_at_its_place(admin, both):
    page, copy = both
    base = read(copy)
    number = number_of(page, "text")
    new = json.dumps(json.loads(rich_text("<p>Ganz neu in NRW.</p>")))
    page = change_in_editor(admin, page, f"body-{number}-value", new)
    [*found] = changes(schema_of(ContentPage), base, read(copy), for_bw(page))
    assert found
    assert {change.path[:2] for change in found} == {("body", page.body[number].id)}
    assert any("Ganz neu in BW." in text for change in found for text in change.new.texts)
    for change in found:
        assert block_at(copy, change.path).value


def test_a_changed_title_is_a_change_of_the_title(admin, both):
    page, copy = both
    base = read(copy)
    page = change_in_editor(admin, page, "title", "Ein neuer Titel für NRW")
    [change] = changes(schema_of(ContentPage), base, read(copy), for_bw(page))
    assert (change.kind, change.path, change.clean) == (Kind.CHANGED, ("title",), True)
    assert change.new.texts == ("Ein neuer Titel für BW",)


def test_own_text_is_named_with_its_place(admin, both):
    _page, copy = both
    base = read(copy)
    copy = change_in_editor(admin, copy, "summary", "So macht es Ulm.")
    [place] = own_places(schema_of(ContentPage), base, read(copy))
    assert (place.path, place.new.texts) == (("summary",), ("So macht es Ulm.",))


def test_a_merge_is_written_validated_and_shown(admin, visitor, both):
    page, copy = both
    base = read(copy)
    copy = change_in_editor(admin, copy, "summary", "So macht es Ulm.")
    number = number_of(page, "text")
    page = change_in_editor(
        admin, page, f"body-{number}-value", rich_text("<p>Ganz neu in NRW.</p>")
    )
    schema, source = schema_of(ContentPage), for_bw(page)
    ours = read(copy)
    taken = {change.key: Decision.TAKE for change in changes(schema, base, ours, source)}
    settled = settle(schema, base, ours, source, taken)
    write(copy, settled.ours)
    copy.full_clean()
    copy.save_revision().publish()
    shown = visible_text(visitor.get(copy.url))
    assert "So macht es Ulm." in shown and "Ganz neu in BW." in shown
    assert changes(schema, settled.base, read(fresh(copy)), source) == []
    [own] = own_places(schema, settled.base, read(fresh(copy)))
    assert own.path == ("summary",)
