"""The source of a copy goes offline, is moved or deleted: staff of the copy decide."""

import pytest

from editions.models import Event
from tests.factories.origins import (
    SCHOOLS,
    draft,
    editor,
    fresh,
    messages,
    origin_of,
    page_in,
    panel,
    text,
    waiting,
)
from tests.site import submit, visible_text


def unpublish(client, page):
    submit(client, f"/admin/pages/{page.pk}/unpublish/", follow=True)


def delete(client, page):
    page = f"/admin/pages/{page.pk}/delete/"
    submit(client, page, follow=True)


def move(client, page):
    there = page_in(page.get_parent(), text(SCHOOLS), slug="woanders", title="Woanders")
    submit(client, f"/admin/pages/{page.pk}/move/{there.pk}/confirm/", follow=True)


WAYS = [(unpublish, Event.OFFLINE), (move, Event.MOVED), (delete, Event.DELETED)]


@pytest.fixture(params=WAYS, ids=lambda way: way[1].value)
def gone(request, source, copy, commit, nrw, admin, django_capture_on_commit_callbacks):
    """A change waits already when something happens to the source."""
    commit(source, summary="Neu in NRW.")
    way, event = request.param
    with django_capture_on_commit_callbacks(execute=True):
        way(admin, source)
    assert origin_of(copy).event == event
    return event


def test_copy_stays_and_its_staff_are_told(gone, copy, visitor, staff_bw):
    assert fresh(copy).live
    told = {
        Event.OFFLINE: "wurde in NRW offline genommen",
        Event.MOVED: "steht in NRW jetzt an einer anderen Stelle",
        Event.DELETED: "wurde in NRW gelöscht",
    }[gone]
    for path in ("/admin/", "/admin/editions/updates/?group=source_changed",
                 f"/admin/editions/source-is-gone/{copy.pk}/"):  # fmt: skip
        assert told in visible_text(staff_bw.get(path)), path
    shown = editor(staff_bw, copy)
    assert told in panel(shown)
    waits = gone == Event.MOVED
    assert bool(waiting(shown)) == waits
    report = visible_text(staff_bw.get("/admin/editions/updates/?group=waiting"))
    assert ("Eine Änderung aus NRW wartet" in report) == waits


@pytest.mark.parametrize("decision", ["Seite behalten", "Auch offline nehmen", "Lösen"])
def test_staff_decide_what_becomes_of_the_copy(gone, decision, copy, staff_bw):
    path = f"/admin/editions/source-is-gone/{copy.pk}/"
    answer = submit(staff_bw, path, button=decision, form=".origin__decisions", follow=True)
    assert "Vorlage" in messages(answer)
    assert origin_of(copy).event == ""
    assert fresh(copy).live == (decision != "Auch offline nehmen")
    assert draft(copy).title == "Vorlage"
    report = staff_bw.get("/admin/editions/updates/?group=source_changed")
    assert "nichts zu tun" in visible_text(report)
    again = staff_bw.get(path, follow=True)  # the link in an old mail, or a second window
    assert "offline genommen" not in visible_text(again)
    in_list = visible_text(staff_bw.get(f"/admin/pages/{copy.get_parent().pk}/"))
    assert ("eigene Seite" in in_list) == (decision == "Lösen" or gone == Event.DELETED)


def test_contributors_take_nothing_offline(gone, copy, writer_bw):
    path = f"/admin/editions/source-is-gone/{copy.pk}/"
    shown = writer_bw.get(path)
    assert "Auch offline nehmen" not in visible_text(shown)
    answer = submit(
        writer_bw, shown, button="Seite behalten", form=".origin__decisions",
        forged={"decision": "offline"},
    )  # fmt: skip
    assert answer.status_code in {302, 403}
    assert fresh(copy).live


def test_page_whose_source_is_back_is_told_nothing_any_more(
    source, copy, commit, staff_bw, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        source.unpublish()
    commit(fresh(source), summary="Neu in NRW.")
    assert origin_of(copy).event == ""
    assert [*waiting(editor(staff_bw, copy))] == ["Geändert : Kurzfassung"]


def test_whoever_takes_a_source_away_reads_who_follows_it(source, copy, staff_nrw):
    for view in ("unpublish", "delete"):
        for address in (
            f"/admin/pages/{source.pk}/{view}/",
            f"/admin/bulk/wagtailcore/page/{view}/?id={source.pk}",
        ):
            shown = visible_text(staff_nrw.get(address))
            assert "BW – Deutsch folgt „Vorlage“. Die Seite dort bleibt" in shown, address
