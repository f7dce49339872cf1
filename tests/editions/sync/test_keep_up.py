"""When a German page is published, its translations follow: as drafts, translations kept."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from editions.sync import refresh
from editions.sync.unfinished import to_check
from tests.factories.copies import (
    copy_of,
    draft,
    editor,
    fresh,
    page_in,
    publish,
    publish_copy,
    save_text,
    segment,
    text,
    texts,
    translate,
    translation_of,
    wording,
    write,
)
from tests.rendered_form import EDITOR
from tests.site import login, submit, visible_text

FIRST = "Wir beraten Kommunen in NRW."
SECOND = "Die Beratung ist kostenlos."
REWORDED = "Wir beraten nun alle Kommunen in NRW."
ENGLISH = {FIRST: "We advise municipalities in NRW.", SECOND: "Advice is free."}
MARK = "Übersetzung behalten – bitte prüfen"


@pytest.fixture
def page(nrw):
    return page_in(nrw, body=text(FIRST, SECOND))


@pytest.fixture
def copy(page):
    """A live English page."""
    copy = copy_of(page, "en-x-nrw", live=False)
    publish_copy(translate(copy, ENGLISH))
    return fresh(copy)


@pytest.fixture
def staff(visitor):
    return login(visitor, "redaktion-nrw@example.org")


def counts(copy):
    """(how many sentences are to be checked, how many are missing), in one query."""
    found = to_check(Page.objects.filter(pk=copy.pk)).get()
    return found.to_check, found.missing


def test_reworded_sentence_keeps_its_translation_marked_and_in_the_draft_alone(page, copy, staff):
    publish(page, body=text(REWORDED, SECOND))
    assert texts(draft(copy)) == list(ENGLISH.values())
    assert texts(fresh(copy)) == list(ENGLISH.values())
    assert wording(copy, REWORDED).get_comment() == MARK
    shown = {t["data"]: t["comment"] for t in editor(staff, copy)["initialStringTranslations"]}
    assert shown[ENGLISH[FIRST]] == MARK
    assert shown[ENGLISH[SECOND]] != MARK
    assert "Ein Satz wurde auf Deutsch geändert." in visible_text(
        staff.get(f"/admin/pages/{copy.pk}/edit/")
    )


def test_mark_goes_when_the_translation_is_saved_as_it_is(page, copy, staff):
    publish(page, body=text(REWORDED, SECOND))
    answer = save_text(staff, copy, segment(copy, REWORDED).pk, ENGLISH[FIRST])
    assert answer.json()["comment"].startswith("Von Hand geschrieben")
    assert counts(copy) == (0, 0)


def test_marked_translation_may_be_published(page, copy):
    publish(page, body=text(REWORDED, SECOND))
    publish_copy(copy)
    assert texts(fresh(copy))[0] == ENGLISH[FIRST]
    assert counts(copy) == (1, 0)


def test_new_paragraph_is_missing_and_the_live_page_stays(page, copy):
    publish(page, body=text(FIRST, "Ganz neu.", SECOND))
    assert texts(draft(copy)) == [ENGLISH[FIRST], "Ganz neu.", ENGLISH[SECOND]]
    assert texts(fresh(copy)) == list(ENGLISH.values())
    assert counts(copy) == (0, 1)


def test_sentence_of_another_meaning_is_marked_too(page, copy):
    publish(page, body=text("Völlig anders.", SECOND))
    assert texts(draft(copy)) == list(ENGLISH.values())
    assert counts(copy) == (1, 0)


def test_unchanged_texts_leave_no_draft(page, copy):
    revisions = copy.revisions.count()
    publish(page, body=text(FIRST, SECOND))
    assert copy.revisions.count() == revisions
    assert counts(copy) == (0, 0)


def test_sentence_that_comes_back_has_its_translation_without_a_mark(page, copy):
    page = publish(page, body=text(REWORDED, SECOND))
    page = publish(page, body=text(FIRST, SECOND))
    assert texts(draft(copy)) == list(ENGLISH.values())
    assert counts(copy) == (0, 0)
    page = publish(page, body=text(SECOND))
    publish(page, body=text(SECOND, FIRST))
    assert texts(draft(copy)) == [ENGLISH[SECOND], ENGLISH[FIRST]]
    assert counts(copy) == (0, 0)


def test_second_change_carries_what_was_written_after_the_first(page, copy):
    page = publish(page, body=text(REWORDED, SECOND))
    write(copy, REWORDED, "We advise all of them.")
    publish(page, body=text("Wir beraten einfach alle Kommunen in NRW.", SECOND))
    assert texts(draft(copy))[0] == "We advise all of them."
    assert counts(copy) == (1, 0)


class TestBlocks:
    """A translation goes with its sentence into another block."""

    def test_split_block_with_a_sentence_added(self, page, copy, staff):
        """“Block teilen” in Wagtail's editor: the second half becomes a block of its own."""
        [first] = text(FIRST)
        page = publish(page, body=[first, {"type": "text", "value": f"<p>{SECOND}</p><p>Neu.</p>"}])
        assert [str(b.value).count("<p>") for b in draft(copy).body] == [1, 2]
        assert ENGLISH[FIRST] in str(draft(copy).body[0].value)
        assert ENGLISH[SECOND] in str(draft(copy).body[1].value)
        assert counts(copy) == (0, 1)
        for address in ("/admin/", f"/admin/pages/{copy.pk}/edit/", "/admin/editions/updates/"):
            assert staff.get(address).status_code == 200, address
        publish(page, body=text(FIRST, SECOND, "Neu."))
        assert texts(draft(copy)) == [*ENGLISH.values(), "Neu."]

    def test_sentence_reworded_on_its_way(self, page, copy):
        block = {"type": "text", "value": f"<p>{REWORDED}</p>"}
        publish(page, body=[*text(SECOND), block])
        assert ENGLISH[FIRST] in str(draft(copy).body[1].value)
        assert counts(copy) == (1, 0)

    def test_mark_goes_along(self, page, copy):
        page = publish(page, body=text(REWORDED, SECOND))
        block = {"type": "text", "value": f"<p>{REWORDED}</p>"}
        publish(page, body=[*text(SECOND), block])
        assert counts(copy) == (1, 0)

    @pytest.mark.parametrize("live", [True, False])
    def test_editor_opens_while_the_german_page_is_a_draft(self, live, nrw, staff):
        page = page_in(nrw, slug="entwurf", body=text(FIRST, SECOND))
        copy = translate(copy_of(page, "en-x-nrw", live=False), ENGLISH)
        if not live:
            page.unpublish()
        page = fresh(page)
        page.body = [*text(FIRST), {"type": "text", "value": f"<p>{SECOND}</p>"}]
        page.save_revision()
        refresh.refresh_copies(page)
        assert staff.get(f"/admin/pages/{copy.pk}/edit/").status_code == 200


class TestCounts:
    def test_cost_one_query_for_any_number_of_pages(
        self, page, copy, nrw, django_assert_num_queries
    ):
        publish(page, body=text(REWORDED, SECOND, "Neu.", "Neu."))
        plain = copy_of(page, "de-simple-x-nrw", live=False)
        regional = copy_of(page, "de-x-bw", live=False)
        pages = [page, copy, plain, regional, nrw]
        with django_assert_num_queries(1):
            found = to_check(Page.objects.filter(pk__in=[each.pk for each in pages])).in_bulk()
        assert [(found[each.pk].to_check, found[each.pk].missing) for each in pages] == [
            (0, 0),
            (1, 1),
            (0, 4),
            (0, 0),
            (0, 0),
        ]

    def test_filter_what_is_to_be_done(self, page, copy):
        publish(page, body=text(REWORDED, SECOND))
        assert [found.pk for found in to_check(Page.objects.all()).filter(to_check__gt=0)] == [
            copy.pk
        ]

    def test_ended_translation_has_nothing_to_do(self, page, copy):
        publish(page, body=text(REWORDED, SECOND, "Neu."))
        translation = translation_of(copy)
        translation.enabled = False
        translation.save()
        assert counts(copy) == (0, 0)


def test_editor_that_was_open_before_the_change_loses_no_text(page, copy, staff):
    [place] = [s for s in editor(staff, copy)["segments"] if s["source"] == FIRST]
    publish(page, body=text("Neu davor.", REWORDED, SECOND))
    answer = save_text(
        staff, copy, place["id"], "We help.", query=place["editUrl"].partition("?")[2]
    )
    assert answer.json()["comment"] == MARK
    assert wording(copy, REWORDED).data == "We help."
    assert counts(copy) == (1, 1)


def test_address_of_the_translation_stays(page, copy):
    publish(page, slug="neue-adresse", body=text(REWORDED, SECOND))
    assert draft(copy).slug == fresh(copy).slug == "vorlage"


def test_link_that_the_german_page_no_longer_has_costs_no_translation(page, copy):
    linked = 'Mehr <a href="https://example.org/">dort</a>.'
    page = publish(page, body=text(linked, SECOND))
    write(copy, 'Mehr <a id="a1">dort</a>.', 'More <a id="a1">there</a>.')
    publish(page, body=text("Mehr nirgends.", SECOND))
    assert texts(draft(copy))[0] == "More there."
    assert not wording(copy, "Mehr nirgends.").has_error


def test_draft_of_the_german_page_changes_nothing(page, copy):
    page.body = text("Noch nicht öffentlich.", SECOND)
    page.save_revision()
    assert texts(draft(copy)) == list(ENGLISH.values())
    assert counts(copy) == (0, 0)


def test_publishing_goes_on_when_the_translations_cannot_be_refreshed(
    page, copy, monkeypatch, caplog
):
    def fail(translation):
        raise DatabaseError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(refresh, "refresh_draft", fail)
        publish(page, body=text(REWORDED, SECOND))
    assert texts(fresh(page)) == [REWORDED, SECOND]
    assert "could not be refreshed" in caplog.text
    assert counts(copy) == (0, 0)
    assert refresh.refresh_waiting() == 1
    assert counts(copy) == (1, 0)
    assert refresh.refresh_waiting() == 0


class TestWaysToPublish:
    """Whichever way a German page is published, its translations follow."""

    @pytest.fixture(autouse=True)
    def prepared(self, page, copy):
        page.body = text(REWORDED, SECOND)
        self.page, self.copy = page, copy

    def test_in_the_editor(self, staff):
        self.page.save_revision()
        submit(staff, f"/admin/pages/{self.page.pk}/edit/", None, "action-publish", EDITOR)
        assert counts(self.copy) == (1, 0)

    def test_on_schedule(self):
        self.page.go_live_at = timezone.now() - timedelta(hours=1)
        self.page.save_revision(approved_go_live_at=self.page.go_live_at)
        call_command("daily", stdout=io.StringIO())
        assert counts(self.copy) == (1, 0)

    def test_once_the_schedule_comes(self):
        self.page.go_live_at = timezone.now() + timedelta(hours=1)
        self.page.save_revision().publish()
        assert counts(self.copy) == (0, 0)

    def test_through_the_workflow(self):
        self.page.save_revision()
        writer = get_user_model().objects.get(email="mitarbeit-nrw@example.org")
        state = self.page.get_workflow().start(self.page, writer)
        assert counts(self.copy) == (0, 0)
        approver = get_user_model().objects.get(email="redaktion-nrw@example.org")
        task = state.current_task_state
        task.task.specific.on_action(task, approver, "approve")
        assert counts(self.copy) == (1, 0)

    def test_with_many_others_at_once(self, staff):
        self.page.save_revision()
        staff.post(f"/admin/bulk/wagtailcore/page/publish/?id={self.page.pk}")
        assert counts(self.copy) == (1, 0)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    old=st.lists(st.sampled_from("ABCDEF"), min_size=1, max_size=6),
    new=st.lists(st.sampled_from("ABCDEFGH"), min_size=1, max_size=6),
    data=st.data(),
)
def test_no_translation_stands_for_another_sentence_without_a_mark(nrw, old, new, data):
    """Any paragraphs, twice as well: each is in German, in its own words, or marked."""
    known = data.draw(st.sets(st.sampled_from(old)))
    with transaction.atomic():
        page = page_in(nrw, body=text(*(f"Satz {letter}." for letter in old)))
        copy = copy_of(page, "en-x-nrw", live=False)
        for letter in known:
            write(copy, f"Satz {letter}.", f"Sentence {letter}.")
        publish(page, body=text(*(f"Satz {letter}." for letter in new)))
        shown = texts(draft(copy))
        assert len(shown) == len(new)
        for letter, paragraph in zip(new, shown, strict=True):
            if letter in known:
                assert paragraph == f"Sentence {letter}."
            elif paragraph != f"Satz {letter}.":
                assert wording(copy, f"Satz {letter}.").tool_name == "carried"
        transaction.set_rollback(True)
