"""Contributors send a translation in, editors decide."""

import json

import pytest
from django.test import Client

from tests.factories.copies import (
    draft,
    editor,
    fresh,
    save_text,
    segment,
    texts,
    translate,
    wording,
)
from tests.factories.pages import decide
from tests.factories.translations import ENGLISH, FIRST, FORM, SECOND, address, press
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a form of the CMS")


class TestApproval:
    """Contributors send a translation in, editors decide."""

    @pytest.fixture
    def writer(self):
        return login(Client(), "mitarbeit-nrw@example.org")

    @pytest.fixture
    def waiting(self, copy, writer):
        translate(copy, ENGLISH)
        press(writer, copy, "action-submit")
        return fresh(copy)

    def buttons(self, client, copy):
        form = soup(client.get(address(copy))).select_one(FORM)
        return [" ".join(each.get_text().split()) for each in form.select("footer button")]

    def test_contributor_sends_in_and_editor_publishes(self, copy, writer, staff, visitor):
        translate(copy, ENGLISH)
        assert not any("eröffentlichen" in words for words in self.buttons(writer, copy))
        answer = press(writer, copy, "action-submit")
        assert "„Sample“ wartet jetzt auf Freigabe." in visible_text(answer)
        assert "Wartet auf Ihre Freigabe" in visible_text(staff.get("/admin/"))
        task = fresh(copy).current_workflow_task_state
        shown = staff.get(address(copy))
        assert "Freigeben und veröffentlichen" in visible_text(shown)
        forged = {"action-workflow-action": "true", "workflow-action-name": "approve"}
        submit(staff, shown, form=FORM, forged=forged)
        task.refresh_from_db()
        assert task.status == "approved"
        assert texts(fresh(copy)) == [ENGLISH[FIRST], ENGLISH[SECOND]]

    def test_untranslated_page_is_not_sent_in(self, copy, writer):
        answer = press(writer, copy, "action-submit")
        assert "Wortlaut der deutschen Seite" in visible_text(answer)
        assert not fresh(copy).workflow_in_progress

    def test_while_it_waits_the_contributor_changes_nothing(self, waiting, writer):
        answer = save_text(writer, waiting, segment(waiting, FIRST).pk, "Late.").json()
        assert "gesperrt" in answer["error"] and answer["data"] == "Late."
        assert editor(writer, waiting)["object"]["isLocked"]
        assert wording(waiting, FIRST).data == ENGLISH[FIRST]

    def test_what_the_editor_mends_meanwhile_goes_live_too(self, waiting, staff):
        save_text(staff, waiting, segment(waiting, FIRST).pk, "We counsel municipalities.")
        decide(staff, waiting, "approve")
        assert texts(fresh(waiting))[0] == "We counsel municipalities."

    def test_sent_back_with_a_reason_and_sent_in_again(self, waiting, writer, staff):
        forged = {
            "action-workflow-action": "true",
            "workflow-action-name": "reject",
            "workflow-action-extra-data": json.dumps({"comment": "Bitte kürzer."}),
        }
        submit(staff, address(waiting), form=FORM, forged=forged)
        assert "Bitte kürzer." in visible_text(writer.get(address(waiting)))
        save_text(writer, waiting, segment(waiting, FIRST).pk, "We advise.")
        press(writer, waiting, "action-submit")
        assert fresh(waiting).workflow_in_progress
        assert texts(draft(waiting))[0] == "We advise."

    def test_contributor_takes_it_back(self, waiting, writer):
        press(writer, waiting, "action-cancel-workflow")
        assert not fresh(waiting).workflow_in_progress

    def test_contributor_decides_nothing(self, waiting, writer):
        forms = (
            {"action-publish": "1"},
            {"action-workflow-action": "1", "workflow-action-name": "approve"},
        )
        for forged in forms:
            forged |= {"action-cancel-workflow": None}
            submit(writer, address(waiting), form=FORM, forged=forged)
        assert not fresh(waiting).live
        assert fresh(waiting).workflow_in_progress

    @pytest.mark.parametrize("extra", ["", "[]", "{", '{"comment": {}}'])
    def test_nonsense_in_the_comment_is_no_error(self, extra, waiting, staff):
        forged = {"action-workflow-action": "1", "workflow-action-name": "reject"}
        forged["workflow-action-extra-data"] = extra
        assert submit(staff, address(waiting), form=FORM, forged=forged).status_code == 302
        assert not fresh(waiting).workflow_in_progress

    def test_staff_of_another_edition_do_nothing(self, waiting):
        other = login(Client(), "redaktion-bw@example.org")
        for name in ("action-publish", "action-submit", "action-cancel-workflow"):
            other.post(address(waiting), {name: "1", "translation": "1"})
        assert fresh(waiting).workflow_in_progress and not fresh(waiting).live
        assert save_text(other, waiting, segment(waiting, FIRST).pk, "x").status_code == 403
