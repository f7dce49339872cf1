"""What goes live of a page that two editions have: each story once went wrong."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import TaskState
from wagtail.test.utils.form_data import rich_text

from editions.models import Follow
from tests.factories.origins import (
    ADVICE,
    CLIMATE,
    NEWS,
    copied,
    draft,
    editor,
    fresh,
    messages,
    origin_of,
    page_in,
    paragraphs,
    press,
    text,
    waiting,
)
from tests.factories.pages import decide
from tests.site import submit


def test_typing_error_is_published_alone(source, copy, commit, staff_bw, in_the_editor):
    commit(source, summary="Neu in NRW.", body=[text(ADVICE, CLIMATE, NEWS)])
    in_the_editor(staff_bw, copy, "action-publish", {"title": "Vorlage ohne Fehler"})
    now = fresh(copy)
    assert (now.title, now.summary) == ("Vorlage ohne Fehler", "Kurz gesagt.")
    assert paragraphs(now) == [ADVICE, CLIMATE]
    assert len(waiting(editor(staff_bw, copy))) == 2


@pytest.fixture
def submitted(source, copy, commit, writer_bw):
    """A contributor has taken one change, written a sentence and submitted both."""
    commit(source, summary="Neu in NRW.", body=[text(ADVICE, CLIMATE, NEWS)])
    press(writer_bw, editor(writer_bw, copy), "Übernehmen: Kurzfassung")
    press(writer_bw, editor(writer_bw, copy), "action-submit", {"title": "Von Mitarbeit"})
    assert fresh(copy).title == "Vorlage"
    return TaskState.objects.get(status="in_progress")


def test_contributor_submits_and_editor_approves(submitted, copy, staff_bw):
    decide(staff_bw, copy, "approve")
    assert (fresh(copy).title, fresh(copy).summary) == ("Von Mitarbeit", "Neu in BW.")
    assert paragraphs(fresh(copy)) == [ADVICE, CLIMATE]
    assert [*waiting(editor(staff_bw, copy))] == ["Neu : Text"]


def test_contributor_submits_and_editor_sends_it_back(submitted, copy, staff_bw, writer_bw):
    decide(staff_bw, copy, "reject", "Bitte kürzer.")
    assert (fresh(copy).title, fresh(copy).summary) == ("Vorlage", "Kurz gesagt.")
    shown = editor(writer_bw, copy)
    assert "Bitte kürzer." in messages(shown)
    assert [*waiting(shown)] == ["Neu : Text"]


def test_nobody_elses_text_goes_live_while_it_waits_for_approval(
    submitted, copy, source, commit, staff_bw
):
    copy_origin = origin_of(copy)
    copy_origin.follow = Follow.AT_ONCE
    copy_origin.save()
    commit(fresh(source), title="Neuer Titel in NRW")
    assert (fresh(copy).title, fresh(copy).summary) == ("Vorlage", "Kurz gesagt.")
    assert "Freigabe" in origin_of(copy).note
    decide(staff_bw, copy, "reject", "Bitte kürzer.")


def test_embargo_is_kept_everywhere(
    nrw, bw, commit, staff_nrw, staff_bw, visitor, in_the_editor, django_capture_on_commit_callbacks
):
    secret = "Der Minister tritt zurueck"
    source = page_in(nrw, text(ADVICE), summary="Kurz gesagt.")
    copy = copied(source, Follow.AT_ONCE)
    with django_capture_on_commit_callbacks(execute=True):
        submit(staff_nrw, f"/admin/pages/{source.pk}/unpublish/", follow=True)
    assert not fresh(source).live
    assert fresh(copy).live
    due = timezone.localtime(timezone.now() + timedelta(days=2))
    in_the_editor(
        staff_nrw, source, "action-publish",
        {
            "title": secret,
            "summary": secret,
            "body-0-value": rich_text(f"<p>{secret}</p>"),
        },
        forged={"go_live_at": due.strftime("%d.%m.%Y %H:%M")},  # a dialog that scripts make
    )  # fmt: skip
    assert draft(source).title == secret
    assert not fresh(source).live
    call_command("daily", stdout=io.StringIO())
    visitor.logout()
    for path in ("/bw/vorlage/", "/bw/", "/nrw/", "/bw/suche/?q=Minister", "/nrw/suche/?q=Minister",
                 "/sitemap.xml", "/"):  # fmt: skip
        assert secret not in visitor.get(path).content.decode(), path
    assert visitor.get("/nrw/vorlage/").status_code == 404
    assert visitor.get("/bw/vorlage/").status_code == 200
    assert fresh(copy).title == draft(copy).title == "Vorlage"
    for path in ("/admin/", "/admin/editions/updates/?group=source_changed",
                 f"/admin/pages/{copy.pk}/edit/", f"/admin/editions/source-is-gone/{copy.pk}/",
                 f"/admin/editions/compare/{copy.pk}/"):  # fmt: skip
        assert secret not in staff_bw.get(path).content.decode(), path
    EditingSession.objects.all().delete()  # nobody has the copy open any more
    page = fresh(source)
    revision = page.scheduled_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled", stdout=io.StringIO())
    assert fresh(source).live
    assert fresh(copy).title == fresh(copy).summary == secret
    assert origin_of(copy).event == ""
