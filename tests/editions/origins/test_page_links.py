"""Links that lead to the same page in two editions are the same."""

import pytest

from editions.origins.content import read, schema_of, write
from editions.origins.page_links import counterparts, linked_pages, with_pages
from home.models import ContentPage
from miglobe_site.merge import own_places
from tests.factories.pages import page_of

SCHEMA = schema_of(ContentPage)


@pytest.fixture
def there(site):
    return page_of("nrw"), page_of("bw")


def link(page):
    return f'<a id="{page.pk}" linktype="page">Beratung</a>'


def linking_to(*pages, words="mehr dazu"):
    """A page that links to others in a paragraph each, a chooser and a cell."""
    first = pages[0]
    paragraphs = "".join(f'<p data-block-key="k{n}">{link(p)}</p>' for n, p in enumerate(pages))
    cells = {
        "caption": "Wo",
        "columns": [{"type": "rich_text", "heading": "Wo"}],
        "rows": [{"values": [f"<p>{link(first)}</p>"]}],
    }
    cards = [{"type": "item", "id": "i", "value": {"page": first.pk, "text": words}}]
    return ContentPage(
        title="Seite",
        body=[
            {"type": "text", "id": "a", "value": paragraphs},
            {"type": "link_cards", "id": "b", "value": {"heading": "", "cards": cards}},
            {"type": "table", "id": "c", "value": {"table": cells, "row_headings": False}},
        ],
    )


def as_source_says(page, locale):
    content = read(page)
    pages = counterparts(linked_pages(ContentPage, content), locale)
    return with_pages(ContentPage, content, pages), pages


def test_all_links_of_a_page_are_found(there):
    for page in there:
        assert linked_pages(ContentPage, read(linking_to(page))) == {page.pk}


def test_a_link_that_leads_to_the_counterpart_is_equal(there):
    theirs, own = there
    source, copy = linking_to(theirs), linking_to(own)
    assert own_places(SCHEMA, read(source), read(copy))
    ours, _pages = as_source_says(copy, theirs.locale)
    assert ours == read(source)
    assert own_places(SCHEMA, read(source), ours) == []


def test_some_links_may_be_own_ones_and_others_not(there):
    theirs, own = there
    ours, _pages = as_source_says(linking_to(own, theirs), theirs.locale)
    assert ours == read(linking_to(theirs, theirs))


def test_a_link_to_another_page_is_own(there):
    theirs, _own = there
    ours, _pages = as_source_says(linking_to(page_of("bw", "erklaervideo")), theirs.locale)
    assert ours != read(linking_to(theirs))


def test_a_page_without_counterpart_keeps_its_id(there, bw):
    theirs, _own = there
    alone = ContentPage(title="Nur hier", slug="nur-hier")
    bw.add_child(instance=alone)
    ours, _pages = as_source_says(linking_to(alone), theirs.locale)
    assert ours == read(linking_to(alone))


def test_links_keep_their_ids_when_the_page_is_written(there):
    theirs, own = there
    copy = linking_to(own, theirs)
    before = read(copy)
    ours, pages = as_source_says(copy, theirs.locale)
    write(copy, ours, pages)
    assert read(copy) == before
    text = ours["body"][0]["value"]
    text.append({"key": "new", "kind": "p", "html": "Neu."})
    write(copy, ours, pages)
    html = [part["html"] for part in read(copy)["body"][0]["value"]]
    assert html == [*(part["html"] for part in before["body"][0]["value"]), "Neu."]
    assert read(copy)["body"][1:] == before["body"][1:]


def test_it_takes_one_query_and_none_without_links(there, django_assert_num_queries):
    theirs, own = there
    locale = theirs.locale
    with django_assert_num_queries(1):
        as_source_says(linking_to(own, theirs), locale)
    with django_assert_num_queries(0):
        as_source_says(ContentPage(title="Seite"), locale)
