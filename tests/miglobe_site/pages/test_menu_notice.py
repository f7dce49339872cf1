"""Whoever publishes a new page reads whether it is in the menu, and can put it there."""

import pytest
from wagtail.models import Page

from home.models import ContentPage
from tests.factories.examples import draft as example_draft
from tests.factories.examples import releases
from tests.factories.pages import decide, edit, publish_in_list
from tests.site import login, soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("messages of the CMS")

MISSING = "„Neue Seite“ ist öffentlich, steht aber nicht im Menü."
THERE = "„Neue Seite“ steht jetzt im Menü."


def add(parent, **fields):
    page = ContentPage(title="Neue Seite", live=False, locale=parent.locale, **fields)
    parent.add_child(instance=page)
    page.save_revision()
    return page


def press_publish(client, page, **changes):
    return edit(client, page, "action-publish", changes, follow=True)


def menu(client, parent):
    links = soup(client.get(parent.url)).select("nav[aria-label=Hauptmenü] a")
    return [link.text.strip() for link in links]


def test_new_page_is_put_into_the_menu_by_the_button(nrw, staff_nrw):
    page = add(nrw)
    response = press_publish(staff_nrw, page)
    assert MISSING in visible_text(response)
    button = soup(response).find("button", string="Ins Menü aufnehmen")
    address = button["data-w-action-url-value"]
    assert "Neue Seite" not in menu(staff_nrw, nrw)
    back = f"http://testserver/admin/pages/{nrw.pk}/"
    response = staff_nrw.post(address, {"next": back}, follow=True)
    assert THERE in visible_text(response)
    assert response.redirect_chain[0][0] == back
    assert "Neue Seite" in menu(staff_nrw, nrw)


def test_page_that_is_there_is_said_to_be(nrw, staff_nrw):
    response = press_publish(staff_nrw, add(nrw), show_in_menus=True)
    assert THERE in visible_text(response) and MISSING not in visible_text(response)


def test_later_publications_say_nothing(nrw, staff_nrw):
    page = add(nrw)
    press_publish(staff_nrw, page)
    staff_nrw.get("/admin/")
    assert MISSING not in visible_text(press_publish(staff_nrw, page, summary="Neu"))


def test_list_of_pages_tells_it_too(nrw, staff_nrw):
    assert MISSING in visible_text(publish_in_list(staff_nrw, add(nrw)))


def test_approval_tells_it_too(nrw, visitor):
    page = add(nrw)
    writer = login(visitor, "mitarbeit-nrw@example.org")
    edit(writer, page, "action-submit")
    editor = login(visitor, "redaktion-nrw@example.org")
    assert MISSING in visible_text(decide(editor, page, "approve", follow=True))


def test_page_below_another_is_listed_there(nrw, staff_nrw):
    parent = ContentPage.objects.child_of(nrw).get(slug="miglobe")
    response = press_publish(staff_nrw, add(parent))
    text = visible_text(response)
    assert "„Neue Seite“ ist öffentlich, aber die übergeordnete Seite führt sie nicht auf." in text
    assert soup(response).find("button", string="Dort aufführen")


def test_pages_with_lists_of_their_own_say_nothing(nrw, staff_nrw):
    example = example_draft(title="Neue Seite")
    releases.release(example, "Frau Muster")
    assert "Menü auf" not in visible_text(publish_in_list(staff_nrw, example))
    assert Page.objects.get(pk=example.pk).live


def test_draft_that_waits_stays_a_draft(nrw, staff_nrw):
    page = add(nrw)
    page.get_latest_revision().publish()
    page.refresh_from_db()
    page.summary = "Noch geheim"
    page.save_revision()
    staff_nrw.post(f"/admin/pages/{page.pk}/menu/")
    page.refresh_from_db()
    assert page.show_in_menus and page.summary == "" and page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    assert draft.show_in_menus and draft.summary == "Noch geheim"


@pytest.mark.parametrize("email", ["redaktion-bw@example.org", "mitarbeit-nrw@example.org"])
def test_only_who_may_publish_it_puts_it_into_the_menu(email, nrw, visitor):
    page = add(nrw)
    page.get_latest_revision().publish()
    login(visitor, email).post(f"/admin/pages/{page.pk}/menu/")
    page.refresh_from_db()
    assert not page.show_in_menus


def test_address_answers_to_nothing_else(nrw, staff_nrw):
    page = add(nrw)
    assert staff_nrw.get(f"/admin/pages/{page.pk}/menu/").status_code == 405
    staff_nrw.post(f"/admin/pages/{page.pk}/menu/")  # a draft
    staff_nrw.post(f"/admin/pages/{nrw.pk}/menu/")
    assert not ContentPage.objects.get(pk=page.pk).show_in_menus
    nrw.refresh_from_db()
    assert not nrw.show_in_menus
    assert staff_nrw.post("/admin/pages/999999/menu/").status_code == 404
