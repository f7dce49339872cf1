"""When a page is published, its copies in other editions follow: as drafts, own wording kept."""

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
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from editions.sync import refresh
from tests.factories.copies import (
    changes,
    copy_of,
    draft,
    fresh,
    page_in,
    publish,
    text,
    texts,
    translation_of,
    wording,
    write,
)
from tests.site import login

FIRST = "Wir beraten Kommunen in NRW."
SECOND = "Die Beratung ist kostenlos."
OWN = "Im Ländle beraten wir Städte und Gemeinden."


@pytest.fixture
def page(nrw):
    return page_in(nrw, body=text(FIRST, SECOND))


@pytest.fixture
def copy(page):
    return copy_of(page)


def test_change_reaches_the_draft_and_not_what_is_live(page, copy):
    publish(page, body=text("Wir beraten alle Kommunen in NRW.", SECOND), title="Neuer Titel")
    assert texts(fresh(copy)) == ["Wir beraten Kommunen in BW.", SECOND]
    assert fresh(copy).title == "Vorlage"
    assert texts(draft(copy)) == ["Wir beraten alle Kommunen in BW.", SECOND]
    assert draft(copy).title == "Neuer Titel"
    assert fresh(copy).live
    assert fresh(copy).has_unpublished_changes


def test_own_wording_stays_when_its_original_is_reworded(page, copy):
    write(copy, FIRST, OWN)
    reworded = "Wir beraten jetzt alle Kommunen in NRW."
    publish(page, body=text(reworded, SECOND))
    assert texts(draft(copy)) == [OWN, SECOND]
    assert wording(copy, reworded).get_comment() == "Regionaler Text behalten – bitte prüfen"
    [change] = changes(copy)
    assert (change.old_text, change.new_text, change.own_text) == (FIRST, reworded, OWN)
    assert change.carried


def test_own_wording_stays_although_the_original_is_a_new_text_altogether(page, copy):
    write(copy, FIRST, OWN)
    publish(page, body=text("Völlig anders.", SECOND))
    assert texts(draft(copy)) == [OWN, SECOND]


def test_what_is_as_proposed_follows_the_original(page, copy):
    write(copy, FIRST, "Wir beraten Kommunen in BW.")  # saved by hand, yet as it was proposed
    publish(page, body=text("NRW ruft.", SECOND))
    assert texts(draft(copy)) == ["BW ruft.", SECOND]
    [change] = changes(copy)
    assert not change.carried


def test_unchanged_texts_are_no_change(page, copy):
    write(copy, FIRST, OWN)
    revisions = copy.revisions.count()
    publish(page, body=text(FIRST, SECOND))
    assert not changes(copy)
    assert copy.revisions.count() == revisions + 1  # the own wording had not been in a draft yet
    publish(page, body=text(FIRST, SECOND))
    assert copy.revisions.count() == revisions + 1


def test_new_paragraph_is_proposed_with_the_name_of_the_region(page, copy):
    write(copy, FIRST, OWN)
    publish(page, body=text(FIRST, "Neu in NRW.", SECOND))
    assert texts(draft(copy)) == [OWN, "Neu in BW.", SECOND]
    [change] = changes(copy)
    assert (change.kind, change.new_text) == ("added", "Neu in NRW.")


def test_own_wording_of_a_removed_paragraph_is_recorded(page, copy):
    write(copy, FIRST, OWN)
    publish(page, body=text(SECOND))
    assert texts(draft(copy)) == [SECOND]
    [change] = changes(copy)
    assert (change.kind, change.old_text, change.own_text) == ("removed", FIRST, OWN)


def test_own_wording_is_back_with_its_paragraph(page, copy):
    write(copy, FIRST, OWN)
    page = publish(page, body=text(SECOND))
    publish(page, body=text(SECOND, FIRST))
    assert texts(draft(copy)) == [SECOND, OWN]
    assert not changes(copy)


def test_own_wording_goes_with_its_paragraph_into_another_block(page, copy):
    write(copy, FIRST, OWN)
    new_block = {"type": "text", "value": f"<p>{FIRST}</p>"}
    publish(page, body=[*text(SECOND), new_block])
    assert OWN in str(draft(copy).body[1].value)
    assert [change.kind for change in changes(copy)] == ["other"]


def test_second_change_before_a_decision_is_shown_with_the_first(page, copy):
    page = publish(page, body=text("Wir beraten Kommunen.", SECOND))
    publish(page, body=text("Wir beraten alle Kommunen.", SECOND))
    [change] = changes(copy)
    assert (change.old_text, change.new_text) == (FIRST, "Wir beraten alle Kommunen.")


def test_change_taken_back_is_no_change(page, copy):
    write(copy, FIRST, OWN)
    page = publish(page, body=text("Wir beraten Kommunen.", "Gratis ist die Beratung."))
    assert changes(copy).count() == 2
    page = publish(page, body=text(FIRST, SECOND))
    assert not changes(copy)
    assert texts(draft(copy)) == [OWN, SECOND]
    assert wording(copy, FIRST).get_comment().startswith("Von Hand")


def test_new_paragraph_taken_back_is_no_change(page, copy):
    page = publish(page, body=text(FIRST, "Neu.", SECOND))
    page = publish(page, body=text(FIRST, "Neu!", SECOND))
    publish(page, body=text(FIRST, SECOND))
    assert not changes(copy)


def test_latest_own_wording_counts_when_an_older_text_returns(page, copy):
    write(copy, FIRST, "Erste eigene Fassung.")
    page = publish(page, body=text("Wir beraten Kommunen.", SECOND))
    write(copy, "Wir beraten Kommunen.", "Zweite eigene Fassung.")
    publish(page, body=text(FIRST, SECOND))
    assert texts(draft(copy))[0] == "Zweite eigene Fassung."


def test_address_of_the_copy_stays(page, copy, visitor):
    publish(page, slug="neue-adresse", body=text("Neu.", SECOND))
    assert draft(copy).slug == fresh(copy).slug == "vorlage"
    assert visitor.get("/bw/vorlage/").status_code == 200


def test_link_that_the_original_no_longer_has_costs_no_own_wording(page, copy):
    linked = 'Mehr <a href="https://example.org/">dort</a>.'
    page = publish(page, body=text(linked, SECOND))
    write(copy, 'Mehr <a id="a1">dort</a>.', 'Im Ländle mehr <a id="a1">hier</a>.')
    publish(page, body=text("Mehr nirgends.", SECOND))
    assert texts(draft(copy)) == ["Im Ländle mehr hier.", SECOND]
    assert not wording(copy, "Mehr nirgends.").has_error


def test_copy_that_goes_its_own_way_gets_no_draft(page, copy):
    translation = translation_of(copy)
    translation.enabled = False
    translation.save()
    revisions = copy.revisions.count()
    publish(page, body=text("Ganz neu.", SECOND))
    assert copy.revisions.count() == revisions


def test_draft_of_the_original_changes_nothing(page, copy):
    page.body = text("Noch nicht öffentlich.", SECOND)
    page.save_revision()
    assert not changes(copy)
    assert texts(draft(copy)) == ["Wir beraten Kommunen in BW.", SECOND]


def test_changes_are_done_with_once_the_copy_is_published(page, copy):
    write(copy, FIRST, OWN)
    publish(page, body=text("Wir beraten.", "Gratis."))
    draft(copy).save_revision().publish()
    assert [change.carried for change in changes(copy)] == [True]
    assert texts(fresh(copy)) == [OWN, "Gratis."]


def test_publishing_an_older_draft_of_the_copy_closes_nothing(page, copy):
    older = fresh(copy).latest_revision
    publish(page, body=text(FIRST, "Gratis."))
    older.publish()
    assert changes(copy).count() == 1


def test_english_text_stays_and_is_marked_when_the_german_one_changes(page):
    copy = copy_of(page, "en-x-nrw")
    write(copy, FIRST, "We advise municipalities.")
    publish(page, body=text("Wir beraten alle Kommunen.", SECOND))
    assert texts(draft(copy))[0] == "We advise municipalities."
    comment = wording(copy, "Wir beraten alle Kommunen.").get_comment()
    assert comment == "Übersetzung behalten – bitte prüfen"


def test_change_reaches_the_english_copy_of_a_copy(page, copy):
    english = copy_of(copy, "en-x-bw")
    write(english, "Wir beraten Kommunen in BW.", "We advise municipalities in BW.")
    publish(page, body=text("Wir beraten alle Kommunen in NRW.", SECOND))
    assert not changes(english)
    draft(copy).save_revision().publish()
    [change] = changes(english)
    assert change.new_text == "Wir beraten alle Kommunen in BW."
    assert texts(draft(english))[0] == "We advise municipalities in BW."


def test_publishing_goes_on_when_the_copies_cannot_be_refreshed(page, copy, monkeypatch, caplog):
    def fail(translation):
        raise DatabaseError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(refresh, "refresh_draft", fail)
        publish(page, body=text("Neu.", SECOND))
    assert texts(fresh(page)) == ["Neu.", SECOND]
    assert "could not be refreshed" in caplog.text
    assert not changes(copy)
    assert refresh.refresh_waiting() == 1
    assert [change.new_text for change in changes(copy)] == ["Neu."]
    assert texts(draft(copy)) == ["Neu.", SECOND]
    assert refresh.refresh_waiting() == 0


def test_tree_is_sound(page, copy):
    publish(page, body=text("Neu.", SECOND))
    assert not any(Page.find_problems())


class TestWaysToPublish:
    """Whichever way an original is published, its copies follow."""

    @pytest.fixture(autouse=True)
    def prepared(self, page, copy):
        page.body = text("Auf neuem Weg.", SECOND)
        self.page, self.copy = page, copy

    def assert_followed(self):
        assert texts(draft(self.copy))[0] == "Auf neuem Weg."
        assert texts(fresh(self.copy))[0] == "Wir beraten Kommunen in BW."
        assert changes(self.copy).get().new_text == "Auf neuem Weg."

    def test_in_the_editor(self, staff_nrw):
        form = nested_form_data(
            {
                "title": self.page.title,
                "slug": self.page.slug,
                "summary": "",
                "seo_title": "",
                "search_description": "",
                "body": streamfield([("text", rich_text("<p>Auf neuem Weg.</p>"))]),
                "comments": inline_formset([]),
                "action-publish": "1",
            }
        )
        staff_nrw.post(f"/admin/pages/{self.page.pk}/edit/", form)
        assert str(draft(self.copy).body).count("Auf neuem Weg.") == 1

    def test_on_schedule(self):
        self.page.go_live_at = timezone.now() - timedelta(hours=1)
        self.page.save_revision(approved_go_live_at=self.page.go_live_at)
        call_command("daily", stdout=io.StringIO())
        self.assert_followed()

    def test_once_the_schedule_comes(self):
        self.page.go_live_at = timezone.now() + timedelta(hours=1)
        self.page.save_revision().publish()
        assert not changes(self.copy)

    def test_through_the_workflow(self, visitor):
        self.page.save_revision()
        author = login(visitor, "mitarbeit-nrw@example.org")
        writer = get_user_model().objects.get(email="mitarbeit-nrw@example.org")
        state = self.page.get_workflow().start(self.page, writer)
        assert author.get(f"/admin/pages/{self.page.pk}/edit/").status_code == 200
        assert not changes(self.copy)
        editor = get_user_model().objects.get(email="redaktion-nrw@example.org")
        state.current_task_state.task.specific.on_action(
            state.current_task_state, editor, "approve"
        )
        self.assert_followed()

    def test_with_many_others_at_once(self, staff_nrw):
        self.page.save_revision()
        staff_nrw.post(f"/admin/bulk/wagtailcore/page/publish/?id={self.page.pk}")
        self.assert_followed()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    old=st.lists(st.sampled_from("ABCDEF"), min_size=1, max_size=5, unique=True),
    new=st.lists(st.sampled_from("ABCDEFGH"), min_size=1, max_size=5, unique=True),
    data=st.data(),
)
def test_no_own_wording_is_ever_lost(nrw, old, new, data):
    own = data.draw(st.sets(st.sampled_from(old)))
    with transaction.atomic():
        page = page_in(nrw, body=text(*(f"Satz {letter} aus NRW." for letter in old)))
        copy = copy_of(page)
        for letter in own:
            write(copy, f"Satz {letter} aus NRW.", f"Eigener Satz {letter}.")
        publish(page, body=text(*(f"Satz {letter} aus NRW." for letter in new)))
        shown = texts(draft(copy))
        assert len(shown) == len(new)
        recorded = {change.own_text for change in changes(copy)}
        for letter in own:
            assert f"Eigener Satz {letter}." in {*shown, *recorded}
        for letter, paragraph in zip(new, shown, strict=True):
            assert paragraph.startswith("Eigener") or paragraph == f"Satz {letter} aus BW."
        transaction.set_rollback(True)
