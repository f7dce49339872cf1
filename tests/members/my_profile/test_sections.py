"""Mein Profil: what is public at once, what waits for approval, and that nothing gets lost."""

import pytest
from django.test import Client
from wagtail.models import TaskState

from members.models import Topic
from members.profile_values.text import to_html, to_plain
from tests.factories.my_profile import (
    NEW,
    decide,
    edit,
    fresh,
    public,
    type_in,
    waiting,
)
from tests.site import login, submit, visible_text

ABOUT, TOPICS, CONTACT = "ueber-mich", "themen", "erreichbarkeit"


@pytest.mark.parametrize("section", [ABOUT, TOPICS, CONTACT])
def test_saving_what_is_shown_changes_nothing(section, advisor, page):
    before = page.revisions.count()
    assert "nichts geändert" in visible_text(edit(advisor, section))
    assert page.revisions.count() == before
    assert not fresh(page).workflow_in_progress


def test_contact_is_public_at_once(advisor, page):
    answer = edit(advisor, CONTACT, town="Herne", email="neu@example.org", contact_way="email")
    assert "sofort öffentlich" in visible_text(answer)
    assert "Herne" in public(page)
    assert "neu@example.org" in public(page)
    assert not fresh(page).has_unpublished_changes


def test_text_waits_for_approval_and_the_editors_are_told(
    advisor, page, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = edit(advisor, ABOUT, summary=NEW)
    assert NEW in visible_text(answer)
    assert NEW not in public(page)
    assert [mail.to for mail in mailoutbox] == [["redaktion-nrw@example.org"]]
    assert NEW in visible_text(advisor.get("/mein-profil/vorschau/"))
    decide(page, "approve")
    assert NEW in public(page)
    assert "Noch nicht öffentlich" not in visible_text(advisor.get("/mein-profil/"))


def test_topics_wait_and_languages_do_not(advisor, page):
    before = [row.topic_id for row in page.member_topics.all()]
    other = Topic.objects.get(slug="fairer-handel")
    edit(advisor, TOPICS, topics=[*before, other.pk], **{"languages-5-code": "xh"})
    assert "Xhosa" in public(page)
    assert other in [row.topic for row in waiting(page).member_topics.all()]
    assert other.name not in public(page)
    decide(page, "approve")
    assert other.name in public(page)
    assert "Xhosa" in public(page)


def test_what_waits_keeps_what_was_changed_at_once(advisor, page):
    edit(advisor, ABOUT, summary=NEW)
    task = fresh(page).current_workflow_task_state.pk
    edit(advisor, CONTACT, town="Herne")
    assert "Herne" in public(page)
    assert NEW not in public(page)
    assert fresh(page).current_workflow_task_state.pk == task  # staff need not start anew
    decide(page, "approve")
    assert NEW in public(page)
    assert "Herne" in public(page)


def test_going_on_writing_calls_off_an_approval_of_before(advisor, page):
    edit(advisor, ABOUT, summary=NEW)
    seen = fresh(page).current_workflow_task_state
    edit(advisor, ABOUT, summary="Noch nie gesehen.")
    staff = login(Client(), "redaktion-nrw@example.org")
    staff.post(f"/admin/pages/workflow/action/{page.pk}/approve/{seen.pk}/")
    assert "Noch nie gesehen." not in public(page)
    assert waiting(page).summary == "Noch nie gesehen."
    decide(page, "approve")
    assert "Noch nie gesehen." in public(page)


def test_question_of_the_staff_is_shown_and_answered(advisor, page):
    edit(advisor, ABOUT, summary=NEW)
    decide(page, "reject", "Welche Vereine meinen Sie?")
    text = visible_text(advisor.get("/mein-profil/"))
    assert "Welche Vereine meinen Sie?" in text
    edit(advisor, ABOUT, summary="Ich bringe Ratsleute und Sportvereine zusammen.")
    assert fresh(page).workflow_in_progress
    decide(page, "approve", "Danke!")
    text = visible_text(advisor.get("/mein-profil/"))
    assert "Danke!" in text
    assert "Sportvereine" in public(page)


def test_two_tabs_get_a_notice_with_both_versions(advisor, page):
    tab = advisor.get(f"/mein-profil/{ABOUT}/")
    edit(advisor, ABOUT, summary=NEW)
    answer = edit(advisor, ABOUT, tab, summary="Aus dem zweiten Fenster.", role="Beraterin")
    text = visible_text(answer)
    assert answer.status_code == 409
    assert NEW in text
    assert "Aus dem zweiten Fenster." in answer.content.decode()
    assert waiting(page).summary == NEW
    # The own version survives a closed browser; saved again, it counts, and the other one is kept.
    assert "Aus dem zweiten Fenster." in advisor.get(f"/mein-profil/{ABOUT}/").content.decode()
    edit(advisor, ABOUT, answer)
    assert waiting(page).summary == "Aus dem zweiten Fenster."
    assert NEW in {revision.content["summary"] for revision in page.revisions.all()}


def test_other_fields_changed_in_between_are_no_conflict(advisor, page):
    tab = advisor.get(f"/mein-profil/{ABOUT}/")
    draft = fresh(page)
    draft.role = "Von der Redaktion"
    draft.save_revision()
    edit(advisor, ABOUT, tab, summary=NEW)
    assert (waiting(page).summary, waiting(page).role) == (NEW, "Von der Redaktion")


def test_old_version_published_takes_nothing_back(advisor, page):
    old = fresh(page).save_revision()
    edit(advisor, CONTACT, town="Herne")
    edit(advisor, TOPICS, **{"languages-5-code": "xh"})
    old.refresh_from_db()
    old.publish()
    assert "Herne" in public(page)
    assert "Xhosa" in public(page)
    old.refresh_from_db()
    assert old.as_object().town == "Herne"


def test_what_is_typed_survives_a_closed_browser(advisor, page):
    assert type_in(advisor, ABOUT, summary="Halb fertig").status_code == 204
    assert "Halb fertig" in advisor.get(f"/mein-profil/{ABOUT}/").content.decode()
    assert "getippt" in visible_text(advisor.get("/mein-profil/"))
    assert waiting(page).summary != "Halb fertig"
    submit(advisor, f"/mein-profil/{ABOUT}/", form="form[action*=verwerfen]")
    assert "Halb fertig" not in advisor.get(f"/mein-profil/{ABOUT}/").content.decode()


def test_refused_save_costs_no_word(advisor, page):
    answer = edit(advisor, ABOUT, about="Ein Satz, der bleibt.", summary="")
    assert "Noch nicht gespeichert" in visible_text(answer)
    assert "Ein Satz, der bleibt." in answer.content.decode()
    assert "Ein Satz, der bleibt." in advisor.get(f"/mein-profil/{ABOUT}/").content.decode()
    edit(advisor, ABOUT, about="Ein Satz, der bleibt.", summary=NEW)
    assert "getippt" not in visible_text(advisor.get("/mein-profil/"))
    assert waiting(page).about == "<p>Ein Satz, der bleibt.</p>"


def test_new_profile_is_filled_in_and_submitted(advisor, page):
    page.unpublish()
    type(page).objects.filter(pk=page.pk).update(first_published_at=None)
    edit(advisor, ABOUT, last_name="Anders")
    assert fresh(page).last_name == "Anders"
    assert "Anders" in waiting(page).title
    assert fresh(page).workflow_in_progress
    assert not fresh(page).live


@pytest.mark.parametrize(
    ("section", "changes", "message"),
    [
        (CONTACT, {"contact_way": "phone", "phone": ""}, "Telefon"),
        (CONTACT, {"unavailable_until": "gestern"}, "gültiges Datum"),
        (TOPICS, {"topics": []}, "ausgefüllt"),
        (TOPICS, {"languages-0-code": "xx"}, "keine gültige Auswahl"),
        (TOPICS, {"links-0-title": "Nur Text"}, "Text und Adresse"),
        (TOPICS, {"links-0-title": "x", "links-0-url": "javascript:alert(1)"}, "gültige Adresse"),
        (ABOUT, {"about": "x" * 1501}, "1500"),
        (ABOUT, {"base": "[1]", "summary": NEW}, "in der Zwischenzeit"),
    ],
)
def test_nonsense_is_refused_with_a_clear_word(section, changes, message, advisor, page):
    before = page.revisions.count()
    answer = edit(advisor, section, forged=changes)
    assert answer.status_code in {200, 409}
    assert message in visible_text(answer)
    assert page.revisions.count() == before


def test_unknown_sections_are_not_found(advisor):
    for address in ("/mein-profil/nichts/", "/mein-profil/nichts/getippt/"):
        assert advisor.post(address).status_code == 404


@pytest.mark.parametrize(
    "html",
    [
        "<p>Ein Satz mit <b>fett</b> und <i>schräg</i>.</p>",
        "<p>Eins</p><p>Zwei<br/>Drei</p><ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>",
    ],
)
def test_text_goes_to_and_fro(html):
    assert to_html(to_plain(html)) == html


def test_no_markup_gets_into_the_text():
    assert to_html("<script>x</script> **a** & *b") == (
        "<p>&lt;script&gt;x&lt;/script&gt; <b>a</b> &amp; *b</p>"
    )


def test_task_that_staff_look_at_shows_the_latest_draft(advisor, page):
    edit(advisor, ABOUT, summary=NEW)
    edit(advisor, CONTACT, town="Herne")
    [task] = TaskState.objects.filter(status="in_progress")
    assert task.revision == fresh(page).latest_revision
