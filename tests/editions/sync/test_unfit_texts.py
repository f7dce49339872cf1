"""What a field does not take is refused where it is typed, and whatever way it came."""

import pytest
from wagtail_localize.models import StringTranslation

from editions.po.importing import import_files
from tests.factories import examples
from tests.factories.copies import (
    copy_of,
    empty_text,
    fresh,
    page_in,
    save_text,
    segment,
    text,
    translate,
    translation_of,
    wording,
)
from tests.factories.translations import ENGLISH, FIRST, press
from tests.site import soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a form of the CMS")

QUOTE = {"type": "quote", "value": {"text": "Ein Zitat.", "name": "Frau Muster"}}
QUOTE |= {"id": "33333333-3333-4333-8333-333333333333"}
#: {German text: (what is typed, what is said)} of texts that their field or block does not take.
UNFIT = {
    "Vorlage": ("x" * 256, "Bitte kürzen Sie den Text auf 255 Zeichen."),
    "Kurz gesagt.": ("x" * 301, "Bitte kürzen Sie den Text auf 300 Zeichen."),
    "Ein Zitat.": ("x" * 601, "Bitte kürzen Sie den Text auf 600 Zeichen."),
    "Frau Muster": ("x" * 121, "Bitte kürzen Sie den Text auf 120 Zeichen."),
}
BLANKS = ["", " ", "\u00a0", "&nbsp;", "<b> </b>", "\u200b", "<br/>"]


class TestUnfit:
    @pytest.fixture
    def copy(self, nrw):
        page = page_in(nrw, slug="zitat", summary="Kurz gesagt.", body=[*text(FIRST), QUOTE])
        return translate(copy_of(page, "en-x-nrw", live=False))

    @pytest.mark.parametrize("german", UNFIT)
    def test_too_long_is_said_at_the_field_and_stays_there(self, german, copy, staff):
        typed, message = UNFIT[german]
        answer = save_text(staff, copy, segment(copy, german).pk, typed).json()
        assert (answer["data"], answer["error"]) == (typed, message)
        assert wording(copy, german).data == german

    @pytest.mark.parametrize("blank", BLANKS)
    @pytest.mark.parametrize("german", ["Vorlage", "Kurz gesagt.", "Ein Zitat.", FIRST])
    def test_blank_is_refused_at_the_field(self, german, blank, copy, staff):
        answer = save_text(staff, copy, segment(copy, german).pk, blank).json()
        assert answer["error"] == "Bitte geben Sie einen Text ein."
        assert wording(copy, german).data == german

    @pytest.mark.parametrize("german", ["Vorlage", "Ein Zitat."])
    def test_what_nobody_may_leave_out_is_not_emptied(self, german, copy, staff):
        answer = empty_text(staff, copy, segment(copy, german).pk)
        assert answer.status_code == 409
        assert (
            answer.json()["error"] == f"Bitte geben Sie einen Text ein. Es bleibt bei „{german}“."
        )
        assert wording(copy, german).data == german
        wording(copy, german).delete()
        answer = empty_text(staff, copy, segment(copy, german).pk)
        assert answer.json()["error"] == "Bitte geben Sie einen Text ein."

    @pytest.mark.parametrize("german", ["Kurz gesagt.", "Frau Muster", FIRST])
    def test_other_texts_can_be_emptied(self, german, copy, staff):
        assert empty_text(staff, copy, segment(copy, german).pk).status_code == 200
        with pytest.raises(StringTranslation.DoesNotExist):
            wording(copy, german)

    def test_page_keeps_its_address_where_it_is_emptied(self, copy, staff):
        place = translation_of(copy).source.stringsegment_set.get(context__path="slug")
        save_text(staff, copy, place.pk, "a-quote")
        press(staff, copy, "action-publish")
        assert fresh(copy).slug == "a-quote"
        assert empty_text(staff, copy, place.pk).status_code == 200
        press(staff, copy, "action-publish")
        assert fresh(copy).slug == "a-quote"

    @pytest.mark.parametrize("german", UNFIT)
    def test_longest_text_is_taken(self, german, copy, staff):
        typed = UNFIT[german][0][1:]
        assert save_text(staff, copy, segment(copy, german).pk, typed).json()["error"] is None
        press(staff, copy, "action-publish")
        assert fresh(copy).live

    @pytest.mark.parametrize("german", UNFIT)
    @pytest.mark.parametrize("button", ["action-publish", "action-submit"])
    def test_whatever_way_it_came_it_neither_goes_live_nor_is_sent_in(
        self, button, german, copy, staff
    ):
        StringTranslation.objects.filter(pk=wording(copy, german).pk).update(data=UNFIT[german][0])
        answer = press(staff, copy, button)
        assert "Zeichen" in soup(answer).select_one(".messages .error").get_text()
        assert not fresh(copy).live
        assert not fresh(copy).workflow_in_progress

    @pytest.mark.parametrize("german", UNFIT)
    def test_file_of_a_translator_is_refused(self, german, copy):
        po = translation_of(copy).export_po()
        [entry] = [entry for entry in po if entry.msgid == german and entry.msgctxt != "slug"]
        for typed, message in (UNFIT[german], (" ", "Bitte geben Sie einen Text ein.")):
            entry.msgstr = typed
            with pytest.raises(Exception, match=message):
                import_files({"a.po": po})
        assert wording(copy, german).data == german

    def test_paragraphs_together_are_too_long(self, nrw, staff):
        page = examples.published(situation="<p>Eins.</p><p>Zwei.</p>")
        copy_of(page.get_parent(), "en-x-nrw", live=False)
        copy = translate(copy_of(page, "en-x-nrw", live=False))
        typed = "x" * 1499
        answer = save_text(staff, copy, segment(copy, "Zwei.").pk, typed).json()
        assert answer["data"] == typed and "1500" in answer["error"]
        assert wording(copy, "Zwei.").data == "Zwei."


def test_text_with_a_fault_is_not_replaced_by_that_of_the_original(copy, staff):
    translate(copy, ENGLISH)
    answer = save_text(staff, copy, segment(copy, FIRST).pk, "<h1>We</h1>")
    assert "nicht möglich" in answer.json()["error"]
    assert "enthält einen Fehler" in visible_text(press(staff, copy, "action-publish"))
    assert not fresh(copy).live
