"""A page that gets another address is still found under the old one."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from home.models import ContentPage
from tests.factories.copies import page_in, publish
from tests.factories.pages import move_by_form
from tests.site import login, submit, visible_text

EDITOR = "form#page-edit-form"


@pytest.fixture
def page(nrw):
    return page_in(nrw, slug="alt")


@pytest.fixture
def below(page):
    return page_in(page, slug="darunter")


@pytest.fixture
def rename(staff_nrw, django_capture_on_commit_callbacks):
    def change(page, slug, button="action-publish"):
        address = f"/admin/pages/{page.pk}/edit/"
        with django_capture_on_commit_callbacks(execute=True):
            response = submit(staff_nrw, address, {"slug": slug}, button=button, form=EDITOR)
        assert response.status_code == 302

    return change


def test_old_address_leads_to_the_new_one_and_stands_in_the_list(page, below, rename, staff_nrw):
    rename(page, "neu")
    visitor = Client()
    for old, new in (("/nrw/alt/", "/nrw/neu/"), ("/nrw/alt/darunter/", "/nrw/neu/darunter/")):
        response = visitor.get(old)
        assert (response.status_code, response.url) == (301, new)
        assert visitor.get(new).status_code == 200
        assert old.rstrip("/") in visible_text(staff_nrw.get("/admin/redirects/"))
    other = login(Client(), "redaktion-bw@example.org")
    assert "/nrw/alt" not in visible_text(other.get("/admin/redirects/"))


def test_page_that_is_moved_is_found_under_its_old_address(nrw, page, staff_nrw):
    target = page_in(nrw, slug="ziel")
    move_by_form(staff_nrw, page, target)
    assert ContentPage.objects.get(pk=page.pk).url == "/nrw/ziel/alt/"
    assert Client().get("/nrw/alt/").url == "/nrw/ziel/alt/"


def test_new_page_takes_the_address_over(nrw, page, rename):
    rename(page, "neu")
    page_in(nrw, slug="alt")
    assert Client().get("/nrw/alt/").status_code == 200


def test_page_that_came_back_and_is_taken_offline_leads_nobody_in_a_circle(page, rename):
    rename(page, "neu")
    rename(page, "alt")
    assert Client().get("/nrw/neu/").url == "/nrw/alt/"
    ContentPage.objects.get(pk=page.pk).unpublish()
    assert Redirect.objects.filter(old_path="/nrw/alt").exists()
    assert Client().get("/nrw/alt/").status_code == 404
    assert Client().get("/nrw/alt/?a=1").status_code == 404


def test_addresses_of_a_draft_lead_nowhere(nrw, below, rename, staff_nrw):
    """Autosave stores each of them while somebody is still typing the title."""
    before = Redirect.objects.count()
    page = ContentPage(title="Entwurf", slug="e", live=False)
    nrw.add_child(instance=page)
    page.save_revision()
    for slug in ("entw", "entwurf"):
        rename(page, slug, button="Entwurf speichern")
    assert ContentPage.objects.get(pk=page.pk).slug == "entwurf"
    assert Redirect.objects.count() == before
    below.move(ContentPage.objects.get(pk=page.pk), pos="last-child")
    rename(page, "anders", button="Entwurf speichern")
    assert Client().get("/nrw/entwurf/darunter/").url == "/nrw/anders/darunter/"
    assert not Redirect.objects.filter(redirect_page=page).exists()


def test_copy_in_another_edition_keeps_its_address(
    page, bw, rename, django_capture_on_commit_callbacks
):
    copy = page_in(bw, slug="alt")
    rename(page, "neu")
    assert Client().get(copy.url).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        publish(copy, slug="anders")
    assert Client().get("/bw/alt/").url == "/bw/anders/"
