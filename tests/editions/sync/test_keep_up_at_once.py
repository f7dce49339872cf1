"""Several people at once: publications of an original while its copy is being edited."""

import pytest
from django.test import Client

from tests.factories.copies import (
    copy_of,
    fresh,
    page_in,
    publish,
    save_text,
    segment,
    text,
    texts,
    translation_of,
    wording,
    write,
)
from tests.site import login
from tests.threads import at_once

FIRST = "Wir beraten Kommunen in NRW."
SECOND = "Die Beratung ist kostenlos."
OWN = "Advice costs nothing."


@pytest.mark.parametrize("turn", range(3))
def test_two_publications_and_an_edit_of_the_copy_lose_nothing(turn, transactional_db, nrw):
    page = page_in(nrw, body=text(FIRST, SECOND))
    copy = copy_of(page, "en-x-nrw")
    write(copy, FIRST, "We advise municipalities.")
    client = login(Client(), "redaktion-nrw@example.org")
    place = segment(copy, SECOND).pk
    versions = [
        ["Wir beraten alle Kommunen in NRW.", "Die Beratung ist ganz kostenlos."],
        ["Wir beraten gern Kommunen in NRW.", "Die Beratung ist immer kostenlos."],
    ]
    *_published, answer = at_once(
        *(lambda v=v: publish(fresh(page), body=text(*v)) for v in versions),
        lambda: save_text(client, copy, place, OWN),
    )
    assert answer.status_code == 200
    now = texts(fresh(page))
    assert now in versions
    assert [wording(copy, text).data for text in now] == ["We advise municipalities.", OWN]
    stored = translation_of(copy).source.stringsegment_set.filter(context__path__startswith="body")
    assert list(stored.order_by("order").values_list("string__data", flat=True)) == now
    assert wording(copy, now[0]).tool_name == "carried"
    assert texts(fresh(copy)) == [FIRST, SECOND]
