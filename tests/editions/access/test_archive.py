"""An archived edition cannot be changed by its own staff, only by the administration."""

import pytest
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, WorkflowState

from home.models import ContentPage, CustomDocument, CustomImage, HomePage
from tests.admin_addresses import admin_addresses_of
from tests.factories.pages import edit, form_of, state
from tests.site import login, soup, visible_text


def page_of(home, slug="miglobe"):
    return ContentPage.objects.child_of(home).get(slug=slug)


def draft_of(page):
    return ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def set_status(home, status):
    home = HomePage.objects.get(pk=home.pk)
    home.offer_status = status
    home.save_revision().publish()


@pytest.fixture
def archived(nrw):
    set_status(nrw, "archived")
    return nrw


@pytest.fixture
def paused(nrw):
    set_status(nrw, "paused")
    return nrw


def attempts(home):
    """What could be done to a page in the CMS, as (address, data)."""
    page = page_of(home)
    revision = page.get_latest_revision()
    root, sent = f"/admin/pages/{page.pk}", form_of(page, summary="X")
    yield f"{root}/edit/", sent
    yield f"{root}/edit/", sent | {"action-publish": "1"}
    yield f"{root}/edit/", sent | {"action-submit": "1"}
    yield f"/admin/pages/{home.pk}/edit/", form_of(home, offer_status="active")
    yield f"/admin/pages/add/home/contentpage/{home.pk}/", sent | {"title": "Neu", "slug": "neu"}
    for action in ("delete", "unpublish", "lock", "unlock", "convert_alias"):
        yield f"{root}/{action}/", {}
    yield f"{root}/privacy/", {"restriction_type": "login"}
    yield f"{root}/set_page_position/?position=0", {}
    yield f"{root}/move/{page_of(home, 'kooperation').pk}/confirm/", {}
    copy = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": home.pk}
    yield f"{root}/copy/", copy
    yield f"{root}/revisions/{revision.pk}/revert/", sent
    yield f"{root}/revisions/{revision.pk}/unschedule/", {}
    for action in ("delete", "publish", "unpublish", "move"):
        yield f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}", {"chooser": home.pk}


@pytest.mark.parametrize("email", ["redaktion-nrw@example.org", "mitarbeit-nrw@example.org"])
def test_staff_change_nothing(email, archived, visitor, django_user_model):
    user = django_user_model.objects.get(email=email)
    client = login(visitor, email)
    page_of(archived).save_revision()
    Page.objects.filter(pk=page_of(archived).pk).update(owner=user)  # an own page is no exception
    before = state()
    for address, data in attempts(archived):
        assert client.post(address, data).status_code < 500, address
        assert state() == before, address


def test_staff_read_no_draft_either(archived, staff_nrw):
    page = page_of(archived)
    page.summary = "Nach dem Ende geschrieben"
    page.save_revision()
    for address in admin_addresses_of(page):
        answer = staff_nrw.get(address)
        assert answer.status_code < 500
        assert "Nach dem Ende" not in answer.content.decode(), address


def test_staff_still_find_their_pages(archived, staff_nrw):
    listing = staff_nrw.get(f"/admin/pages/{archived.pk}/")
    assert "Über MiGlobe" in visible_text(listing)
    assert f"/admin/pages/{page_of(archived).pk}/edit/" not in listing.content.decode()
    assert staff_nrw.get("/admin/").status_code == 200


def test_staff_change_no_image_and_no_document(archived, staff_nrw):
    collection = Collection.objects.get(name="NRW")
    image = CustomImage.objects.create(
        title="Bild", file=get_test_image_file(), collection=collection
    )
    document = CustomDocument.objects.create(
        title="Datei", file="documents/x.txt", collection=collection
    )
    for item, change, delete in (
        (image, "/admin/images/{}/", "/admin/images/{}/delete/"),
        (document, "/admin/documents/edit/{}/", "/admin/documents/delete/{}/"),
    ):
        data = {"title": "Geändert", "collection": collection.pk, "tags": ""}
        staff_nrw.post(change.format(item.pk), data)
        staff_nrw.post(delete.format(item.pk))
        assert type(item).objects.get(pk=item.pk).title == item.title
    upload = {"title": "Neu", "file": get_test_image_file(), "collection": collection.pk}
    staff_nrw.post("/admin/images/add/", upload)
    assert not CustomImage.objects.filter(title="Neu").exists()


def test_staff_of_the_other_edition_go_on(archived, bw, visitor):
    client = login(visitor, "redaktion-bw@example.org")
    page = page_of(bw)
    changes = {"summary": "Neu in BW"}
    assert edit(client, page, "action-publish", changes).status_code == 302
    assert "Neu in BW" in visible_text(visitor.get("/bw/miglobe/"))


def test_who_works_for_two_editions_changes_the_open_one(archived, bw, visitor, django_user_model):
    user = django_user_model.objects.get(email="redaktion-bw@example.org")
    user.groups.add(*django_user_model.objects.get(email="redaktion-nrw@example.org").groups.all())
    client = login(visitor, user.email)
    for home, changed in ((bw, True), (archived, False)):
        page = page_of(home)
        client.post(f"/admin/pages/{page.pk}/edit/", form_of(page, summary="Neu"))
        assert (draft_of(page).summary == "Neu") is changed


def test_administration_changes_pages_and_opens_the_edition_again(
    archived, visitor, django_user_model
):
    user = django_user_model.objects.get(email="admin@example.org")
    user.is_superuser = False  # the group alone must do
    user.save()
    client = login(visitor, user.email)
    page = page_of(archived)
    changes = {"summary": "Berichtigt"}
    assert edit(client, page, "action-publish", changes).status_code == 302
    assert "Berichtigt" in visible_text(visitor.get("/nrw/miglobe/"))
    choices = soup(client.get(f"/admin/pages/{archived.pk}/edit/")).select(
        "[name=offer_status] option"
    )
    assert [choice["value"] for choice in choices] == ["active", "paused", "archived"]
    set_status(archived, "active")
    client = login(visitor, "redaktion-nrw@example.org")
    edit(client, page, changes={"summary": "Wieder offen"})
    assert draft_of(page).summary == "Wieder offen"


def test_paused_edition_is_edited_as_ever(paused, staff_nrw):
    page = page_of(paused)
    edit(staff_nrw, page, changes={"summary": "Neu"})
    assert draft_of(page).summary == "Neu"


def test_staff_pause_their_edition_but_do_not_archive_it(nrw, staff_nrw):
    opened = staff_nrw.get(f"/admin/pages/{nrw.pk}/edit/")
    choices = soup(opened).select("[name=offer_status] option")
    assert [choice["value"] for choice in choices] == ["active", "paused"]
    for button in ("action-publish", None):
        refused = edit(staff_nrw, opened, button, forged={"offer_status": "archived"})
        assert "keine gültige Auswahl" in visible_text(refused)
    assert edit(staff_nrw, opened, "action-publish", {"offer_status": "paused"}).status_code == 302
    assert HomePage.objects.get(pk=nrw.pk).offer_status == "paused"


def test_what_waits_for_approval_is_stopped(nrw, bw, staff_nrw, django_user_model):
    user = django_user_model.objects.get(email="redaktion-nrw@example.org")
    for page in (page_of(nrw), page_of(bw)):
        page.summary = "Noch nicht gelesen"
        page.save_revision()
        page.get_workflow().start(page, user)
    set_status(nrw, "archived")
    states = {state.content_object.pk: state.status for state in WorkflowState.objects.all()}
    assert states == {page_of(nrw).pk: "cancelled", page_of(bw).pk: "in_progress"}
    before = state()
    [task] = WorkflowState.objects.get(object_id=page_of(nrw).pk).task_states.all()
    root = f"/admin/pages/workflow/action/{page_of(nrw).pk}/approve/{task.pk}/"
    assert staff_nrw.post(root, {}).status_code < 500
    assert state() == before
    assert Page.objects.get(pk=page_of(nrw).pk).has_unpublished_changes
