"""Mein Profil: what is typed and not saved undoes nothing that somebody else has saved."""

import pytest
from django.test import Client

from members.models import SectionDraft
from members.my_profile.section_views import LONGEST_TYPED
from tests.factories.my_profile import (
    NEW,
    edit,
    fresh,
    public,
    type_in,
    waiting,
)
from tests.site import login, soup, submit, visible_text

ABOUT, TOPICS, CONTACT = "ueber-mich", "themen", "erreichbarkeit"
CHANGED = "in der Zwischenzeit"


def publish(page, **changes):
    """Staff change fields in the CMS and publish."""
    staff = login(Client(), "redaktion-nrw@example.org")
    editor = f"/admin/pages/{page.pk}/edit/"
    submit(staff, editor, changes, "action-publish", "#page-edit-form")
    assert {name: str(getattr(fresh(page), name)) for name in changes} == changes


def opened(client, section):
    return client.get(f"/mein-profil/{section}/")


def entered(answer, name):
    """What stands in a field."""
    field = soup(answer).find(attrs={"name": name})
    return field.get_text().strip() if field.name == "textarea" else field.get("value", "")


def is_kept(client):
    """Whether the overview speaks of something that is typed and not saved."""
    return "getippt" in visible_text(client.get("/mein-profil/"))


def test_what_staff_publish_stays_where_something_else_was_typed(advisor, page):
    type_in(advisor, ABOUT, summary=NEW)
    publish(page, role="Von der Redaktion")
    answer = opened(advisor, ABOUT)
    assert CHANGED not in visible_text(answer)
    assert (entered(answer, "role"), entered(answer, "summary")) == ("Von der Redaktion", NEW)
    edit(advisor, ABOUT, answer)
    assert (waiting(page).role, waiting(page).summary) == ("Von der Redaktion", NEW)


def test_telephone_that_staff_have_hidden_is_not_public_again(advisor, page):
    edit(advisor, CONTACT, contact_way="phone", phone="+49 30 23125 777")
    assert "23125 777" in public(page)
    type_in(advisor, CONTACT, town="Herne")
    publish(page, contact_way="form")
    edit(advisor, CONTACT)
    assert "Herne" in public(page)
    assert "23125" not in public(page)


@pytest.mark.parametrize("section", [ABOUT, TOPICS, CONTACT])
def test_saving_what_was_typed_after_a_change_by_staff_leaves_the_rest_alone(
    section, advisor, page
):
    """Whatever field of the section it is."""
    one = {ABOUT: "pronouns", TOPICS: "links-0-title", CONTACT: "town"}[section]
    link = {"links-0-url": "https://example.org/"} if section == TOPICS else {}
    type_in(advisor, section, **{one: "Getippt"}, **link)
    changes = {
        ABOUT: {"first_name": "Anna", "organisations": "Ein Verein"},
        TOPICS: {"formats": ["talk"]},
        CONTACT: {"phone": "+49 30 23125 888", "area": "nationwide"},
    }[section]
    staff = login(Client(), "redaktion-nrw@example.org")
    editor = f"/admin/pages/{page.pk}/edit/"
    submit(staff, editor, changes, "action-publish", "#page-edit-form")
    before = fresh(page).serializable_data()
    edit(advisor, section)
    after = waiting(page).serializable_data()
    assert "Getippt" in str(after)
    mine = {ABOUT: "pronouns", TOPICS: "member_links", CONTACT: "town"}[section]
    fields = [field for field in before if field.startswith("member_") or field in changes]
    assert {name for name in fields if before[name] != after[name]} <= {mine}


def test_same_field_is_a_conflict_that_is_told_on_opening(advisor, page):
    type_in(advisor, ABOUT, summary="Halb fertig")
    publish(page, summary=NEW)
    answer = opened(advisor, ABOUT)
    assert CHANGED in visible_text(answer)
    assert NEW in visible_text(answer)
    assert entered(answer, "summary") == "Halb fertig"
    assert fresh(page).summary == NEW
    edit(advisor, ABOUT, answer)  # whoever saves now has seen both
    assert waiting(page).summary == "Halb fertig"


def test_same_field_is_a_conflict_that_is_told_on_saving(advisor, page):
    tab = opened(advisor, ABOUT)
    publish(page, summary=NEW)
    type_in(advisor, ABOUT, tab, summary="Halb fertig")
    answer = edit(advisor, ABOUT, tab, summary="Halb fertig")
    assert answer.status_code == 409
    assert NEW in visible_text(answer)
    assert CHANGED in visible_text(opened(advisor, ABOUT))  # again, after a closed browser
    assert waiting(page).summary == NEW


def test_saving_again_after_a_conflict_changes_nothing_else(advisor, page):
    tab = opened(advisor, ABOUT)
    publish(page, summary=NEW, role="Von der Redaktion")
    answer = edit(advisor, ABOUT, tab, summary="Von mir")
    assert entered(answer, "role") == "Von der Redaktion"
    edit(advisor, ABOUT, answer)
    assert (waiting(page).summary, waiting(page).role) == ("Von mir", "Von der Redaktion")


def test_same_text_by_both_is_no_conflict_and_leaves_nothing(advisor, page):
    type_in(advisor, ABOUT, summary=NEW)
    publish(page, summary=NEW)
    assert CHANGED not in visible_text(opened(advisor, ABOUT))


def test_what_is_typed_and_taken_back_leaves_nothing(advisor, page):
    tab = opened(advisor, ABOUT)
    type_in(advisor, ABOUT, tab, summary=NEW)
    assert is_kept(advisor)
    type_in(advisor, ABOUT, tab)
    assert not is_kept(advisor)


@pytest.mark.parametrize("typed", ["", NEW, "Ich bringe"])
def test_what_arrives_after_saving_leaves_nothing(typed, advisor, page):
    tab = opened(advisor, ABOUT)
    type_in(advisor, ABOUT, tab, summary="Ich")
    edit(advisor, ABOUT, tab, summary=NEW)
    assert type_in(advisor, ABOUT, tab, summary=typed).status_code == 204
    assert not is_kept(advisor)
    answer = opened(advisor, ABOUT)
    assert entered(answer, "summary") == NEW
    assert CHANGED not in visible_text(answer)
    type_in(advisor, ABOUT, answer, summary="Und weiter")  # opened anew, it counts again
    assert is_kept(advisor)


def test_what_cannot_be_saved_yet_is_kept_all_the_same(advisor, page):
    type_in(advisor, CONTACT, email="halb@", contact_way="phone", phone="")
    answer = opened(advisor, CONTACT)
    assert (entered(answer, "email"), entered(answer, "phone")) == ("halb@", "")
    kept = SectionDraft.objects.get().data
    assert set(kept) == {"email", "contact_way", "phone"}


def test_rows_and_boxes_that_are_taken_away_stay_away(advisor, page):
    type_in(advisor, TOPICS, formats=["talk"], **{"languages-0-code": "", "languages-1-can": False})
    edit(advisor, TOPICS)
    languages = [(row.code, row.can_advise) for row in fresh(page).member_languages.all()]
    assert languages == [("fr", False), ("wo", True)]
    assert [row.format for row in waiting(page).member_formats.all()] == ["talk"]


def test_rows_stay_where_staff_have_made_the_list_shorter(advisor, page):
    type_in(advisor, TOPICS, **{"languages-5-code": "xh"})
    staff = login(Client(), "redaktion-nrw@example.org")
    rows = {f"member_languages-{number}-DELETE": "on" for number in (1, 2)}
    editor = f"/admin/pages/{page.pk}/edit/"
    submit(staff, editor, rows, "action-publish", "#page-edit-form")
    assert fresh(page).member_languages.count() == 1
    answer = opened(advisor, TOPICS)
    assert CHANGED in visible_text(answer)
    edit(advisor, TOPICS, answer)
    assert "xh" in [row.code for row in fresh(page).member_languages.all()]


def test_too_much_is_not_kept(advisor, page):
    type_in(advisor, ABOUT, references="x" * (LONGEST_TYPED + 1))
    assert not SectionDraft.objects.exists()
