"""No sentence of a translation goes live in German, whatever way it is published."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.factories.copies import (
    copy_of,
    draft,
    empty_text,
    fresh,
    page_in,
    publish,
    publish_copy,
    save_text,
    segment,
    text,
    texts,
    translate,
    write,
)
from tests.factories.pages import decide, publish_in_list
from tests.factories.translations import ENGLISH, FIRST, SECOND, address, press
from tests.site import soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a form of the CMS")


class TestUntranslated:
    def test_publication_is_refused_with_the_sentences(self, copy, staff):
        write(copy, FIRST, ENGLISH[FIRST])
        answer = press(staff, copy, "action-publish")
        [message] = soup(answer).select(".messages .error")
        assert "Wortlaut der deutschen Seite" in message.get_text()
        assert [item.get_text() for item in message.select("li")] == ["Vorlage", SECOND]
        assert not fresh(copy).live

    def test_long_list_says_how_many_more(self, nrw, staff):
        page = page_in(nrw, slug="lang", body=text(*(f"Satz {word}." for word in "abcdefghijkl")))
        answer = press(staff, copy_of(page, "en-x-nrw", live=False), "action-publish")
        items = soup(answer).select(".messages .error li")
        assert len(items) == 9 and items[-1].get_text() == "und 5 weitere"

    def test_editor_says_how_many_are_missing(self, copy, staff):
        assert "3 Sätze sind noch nicht übersetzt." in visible_text(staff.get(address(copy)))
        translate(copy)
        assert "noch nicht übersetzt" not in visible_text(staff.get(address(copy)))

    def test_all_translated_goes_live(self, copy, staff):
        for german, english in ENGLISH.items():
            assert save_text(staff, copy, segment(copy, german).pk, english).json()["error"] is None
        answer = press(staff, copy, "action-publish")
        assert "„Sample“ ist veröffentlicht." in visible_text(answer)
        assert texts(fresh(copy)) == [ENGLISH[FIRST], ENGLISH[SECOND]]
        assert fresh(copy).live_revision.user.email == "redaktion-nrw@example.org"

    def test_text_that_is_the_same_in_english_counts_once_it_is_saved(self, copy, staff):
        translate(copy, ENGLISH)
        save_text(staff, copy, segment(copy, SECOND).pk, SECOND)
        press(staff, copy, "action-publish")
        assert texts(fresh(copy))[1] == SECOND

    def test_numbers_need_no_translation(self, nrw, staff):
        page = page_in(nrw, slug="zahlen", body=text("2017 – 2026", FIRST))
        copy = copy_of(page, "en-x-nrw", live=False)
        items = soup(press(staff, copy, "action-publish")).select(".messages .error li")
        assert [item.get_text() for item in items] == ["Vorlage", FIRST]

    def test_emptied_translation_is_missing_again(self, copy, staff):
        translate(copy, ENGLISH)
        assert empty_text(staff, copy, segment(copy, FIRST).pk).status_code == 200
        answer = press(staff, copy, "action-publish")
        assert FIRST in soup(answer).select_one(".messages .error li").get_text()
        assert not fresh(copy).live

    @pytest.mark.parametrize("code", ["en-x-nrw", "de-simple-x-nrw"])
    @pytest.mark.parametrize("way", ["bulk", "list", "schedule"])
    def test_no_way_to_publish_leads_past_it(self, way, code, page, staff):
        copy = copy_of(page, code, live=False)
        write(copy, FIRST, ENGLISH[FIRST])
        late = draft(copy)
        if way == "bulk":
            answer = publish_in_list(staff, copy)
            assert "Noch nicht übersetzt: „Vorlage“, „Die Beratung" in visible_text(answer)
        elif way == "list":
            late.get_workflow().start(late, None)
            decide(staff, late, "approve")
        else:
            late.go_live_at = timezone.now() - timedelta(hours=1)
            late.save_revision(approved_go_live_at=late.go_live_at)
            call_command("daily", stdout=io.StringIO(), stderr=io.StringIO())
        assert not fresh(copy).live

    def test_live_page_stays_as_it_is_when_a_sentence_comes_in_german(self, page, copy, staff):
        translate(copy, ENGLISH)
        publish_copy(copy)
        publish(page, body=text(FIRST, SECOND, "Ganz neu."))
        answer = press(staff, copy, "action-publish")
        assert "Ganz neu." in soup(answer).select_one(".messages .error li").get_text()
        assert texts(fresh(copy)) == [ENGLISH[FIRST], ENGLISH[SECOND]]
        live = fresh(copy)
        live.save()  # what is on show has no German sentence

    def test_copy_in_the_same_language_is_not_asked(self, page, site):
        copy = copy_of(page, "de-x-bw", live=False)
        publish(draft(copy))
        assert fresh(copy).live
