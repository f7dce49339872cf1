"""Mein Profil: staff have the profile open in the CMS while its advisor saves."""

from members.profile_values.text import to_plain
from tests.factories.my_profile import NEW, edit, fresh, public, waiting
from tests.site import submit, visible_text


def opened(staff, page):
    return staff.get(f"/admin/pages/{page.pk}/edit/")


def send(staff, shown, button=None, **changes):
    """Save the form of the CMS that was opened before."""
    return submit(staff, shown, changes, button, "#page-edit-form", follow=True)


def test_what_the_advisor_saved_meanwhile_stays(page, advisor, staff_nrw):
    fresh(page).save_revision()
    shown = opened(staff_nrw, page)
    edit(advisor, "erreichbarkeit", town="Herne", availability="limited")
    edit(advisor, "themen", **{"languages-5-code": "xh"})
    edit(advisor, "ueber-mich", summary=NEW, about="Ganz **neu**.")
    answer = send(staff_nrw, shown, role="Von der Redaktion")
    assert answer.redirect_chain
    draft = waiting(page)
    assert (draft.town, draft.availability) == ("Herne", "limited")
    assert (draft.summary, to_plain(draft.about)) == (NEW, "Ganz **neu**.")
    assert "xh" in [row.code for row in draft.member_languages.all()]
    assert draft.role == "Von der Redaktion"


def test_the_same_field_changed_by_both_is_said_and_both_versions_are_kept(
    page, advisor, staff_nrw
):
    fresh(page).save_revision()
    shown = opened(staff_nrw, page)
    edit(advisor, "ueber-mich", summary=NEW)
    edit(advisor, "themen", **{"languages-5-code": "xh"})
    rows = {"member_languages-0-can_advise": False}
    answer = send(staff_nrw, shown, summary="Von der Redaktion.", **rows)
    assert f"Die andere Fassung: {NEW}" in visible_text(answer)
    assert "Xhosa" in visible_text(answer)
    assert waiting(page).summary == NEW


def test_staff_publish_nothing_that_they_have_not_seen(page, advisor, staff_nrw):
    fresh(page).save_revision()
    shown = opened(staff_nrw, page)
    edit(advisor, "ueber-mich", summary=NEW)
    answer = send(staff_nrw, shown, "action-publish")
    assert "bitte" in visible_text(answer) and "Kurzvorstellung" in visible_text(answer)
    assert NEW not in public(page)
    send(staff_nrw, opened(staff_nrw, page), "action-publish")
    assert NEW in public(page)
