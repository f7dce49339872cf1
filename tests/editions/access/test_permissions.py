"""What staff of one edition may do in it, and may not do in the other one."""

import pytest
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page

from editions.takeover import take_over
from home.models import CustomDocument, CustomImage
from tests.admin_addresses import admin_addresses_of
from tests.factories.copies import translation_of
from tests.factories.pages import edit, form_of, page_of, state
from tests.rendered_form import EDITOR
from tests.site import filled_in, links, login, visible_text

EMAILS = [
    "admin@example.org",
    "redaktion-nrw@example.org",
    "redaktion-bw@example.org",
    "mitarbeit-nrw@example.org",
    "mitarbeit-bw@example.org",
]
STAFF = [("nrw", "bw"), ("bw", "nrw")]


@pytest.fixture
def staff(visitor):
    return lambda edition: login(visitor, f"redaktion-{edition}@example.org")


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_staff_edit_and_publish_pages_of_their_edition(own, other, staff, visitor):
    page = page_of(own)
    client = staff(own)
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    changes = {"summary": "Neue Einleitung"}
    assert edit(client, page, "action-publish", changes).status_code == 302
    client.logout()
    assert "Neue Einleitung" in visible_text(visitor.get(f"/{own}/miglobe/"))


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_staff_add_a_page_to_their_edition_only(own, other, staff):
    client, add = staff(own), "/admin/pages/add/home/contentpage/{}/"
    opened = add.format(page_of(own).get_parent().pk)
    sent = filled_in(client, opened, {"title": "Neue Seite"}, "action-publish", EDITOR)
    for edition, made in ((other, False), (own, True)):
        home = page_of(edition).get_parent()
        client.post(add.format(home.pk), sent.data)
        assert Page.objects.child_of(home).filter(slug="neue-seite", live=True).exists() is made


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_staff_cannot_change_pages_of_the_other_edition(own, other, staff):
    page, home = page_of(other), page_of(other).get_parent()
    own_home = page_of(own).get_parent()
    old = page.save_revision()
    client, sent = staff(own), form_of(page, summary="X")
    before = state()
    posts = {
        f"/admin/pages/{page.pk}/edit/": sent | {"action-publish": "1"},
        f"/admin/pages/{home.pk}/edit/": form_of(home, claim="X"),
        f"/admin/pages/{page.pk}/delete/": {},
        f"/admin/pages/{page.pk}/unpublish/": {},
        f"/admin/pages/{page.pk}/convert_alias/": {},
        f"/admin/pages/{page.pk}/lock/": {},
        f"/admin/pages/{page.pk}/privacy/": {"restriction_type": "login"},
        f"/admin/pages/{page.pk}/move/{own_home.pk}/confirm/": {},
        f"/admin/pages/{page_of(own).pk}/move/{home.pk}/confirm/": {},
        f"/admin/pages/{page.pk}/copy/": {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": own_home.pk,
            "publish_copies": "on",
        },
        f"/admin/pages/{page_of(own).pk}/copy/": {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": home.pk,
            "publish_copies": "on",
        },
        f"/admin/pages/{page.pk}/revisions/{old.pk}/revert/": sent,
        f"/admin/pages/{page.pk}/revisions/{old.pk}/unschedule/": {},
        f"/admin/pages/{page.pk}/set_page_position/?position=0": {},
        **{
            f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}": {"chooser": own_home.pk}
            for action in ("delete", "publish", "unpublish", "move")
        },
    }
    for address, data in posts.items():
        response = client.post(address, data)
        assert response.status_code < 500, address
        assert state() == before, address


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_staff_do_not_see_drafts_of_the_other_edition(own, other, staff):
    page = page_of(other)
    page.summary = "Geheimer Entwurf"
    page.save_revision()
    client = staff(own)
    addresses = set(admin_addresses_of(page))
    assert len(addresses) > 10
    for address in addresses:
        for answer in (client.get(address), client.post(address)):
            refused = answer.status_code in {302, 403, 404, 405}
            assert refused or answer.json() == {"step": "no_confirmation_needed"}, address
            assert "Geheimer Entwurf" not in answer.content.decode(), address


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_staff_find_only_their_edition_in_the_list_of_pages(own, other, staff):
    client = staff(own)
    home, foreign = page_of(own).get_parent(), page_of(other).get_parent()
    response = client.get(f"/admin/pages/{home.pk}/", follow=True)
    assert f"/admin/pages/{page_of(own).pk}/edit/" in response.content.decode()
    response = client.get(f"/admin/pages/{foreign.pk}/", follow=True)
    assert f"/admin/pages/{page_of(other).pk}/edit/" not in response.content.decode()
    search = client.get("/admin/pages/search/?q=MiGlobe")
    assert f"/admin/pages/{page_of(own).pk}/edit/" in search.content.decode()
    assert f"/admin/pages/{page_of(other).pk}/edit/" not in search.content.decode()


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_staff_do_not_delete_the_start_page(own, other, staff):
    home = page_of(own).get_parent()
    client = staff(own)
    client.post(f"/admin/pages/{home.pk}/delete/", {})
    assert Page.objects.filter(pk=home.pk).exists()


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_staff_change_images_and_documents_of_their_edition_only(own, other, staff):
    client = staff(own)
    for edition, changed in ((own, True), (other, False)):
        collection = Collection.objects.get(name=edition.upper())
        image = CustomImage.objects.create(
            title="Bild", file=get_test_image_file(), collection=collection
        )
        document = CustomDocument.objects.create(
            title="Datei", file="documents/x.txt", collection=collection
        )
        own_collection = Collection.objects.get(name=own.upper())
        for address, item in (
            (f"/admin/images/{image.pk}/", image),
            (f"/admin/documents/edit/{document.pk}/", document),
        ):
            data = {"title": "Geändert", "collection": own_collection.pk, "tags": ""}
            client.get(address)
            client.post(address, data)
            item.refresh_from_db()
            assert (item.title == "Geändert") is changed, address
        listing = client.get("/admin/images/").content.decode()
        assert (f"/admin/images/{image.pk}/" in listing) is changed
        client.post(f"/admin/images/{image.pk}/delete/")
        client.post(f"/admin/documents/delete/{document.pk}/")
        assert CustomImage.objects.filter(pk=image.pk).exists() is not changed
        assert CustomDocument.objects.filter(pk=document.pk).exists() is not changed


@pytest.mark.parametrize(
    "address",
    [
        "/admin/users/",
        "/admin/groups/",
        "/admin/sites/",
        "/admin/locales/",
        "/admin/collections/",
        "/admin/redirects/import/",
        "/admin/workflows/list/",
        "/admin/reports/page-types-usage/",  # Wagtail asks for no right there
    ],
)
def test_staff_of_an_edition_do_not_administer_the_site(address, staff, admin):
    assert admin.get(address).status_code == 200
    response = staff("nrw").get(address)
    assert response.status_code in {302, 403, 404}
    if response.status_code == 302:
        assert response.headers["Location"].startswith("/admin/")


@pytest.mark.parametrize("email", EMAILS)
def test_every_item_of_the_menu_works(email, visitor):
    client = login(visitor, email)
    home = client.get("/admin/")
    assert home.status_code == 200
    addresses = {
        address.partition("#")[0]
        for _tag, _attribute, address in links(home)
        if address.startswith("/admin/") and "logout" not in address
    }
    assert len(addresses) > 3
    for address in addresses:
        assert client.get(address, follow=True).status_code == 200, address


def test_somebody_without_login_sees_nothing_of_the_cms(visitor):
    page = page_of("nrw")
    for address in ("/admin/", f"/admin/pages/{page.pk}/edit/", "/admin/images/", "/admin/users/"):
        response = visitor.get(address)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    ("own", "other", "slug"), [("nrw", "bw", "kooperation"), ("bw", "nrw", "erklaervideo")]
)
def test_staff_cannot_change_a_page_of_the_other_edition_that_came_from_theirs(
    own, other, slug, staff
):
    page_of(other, slug).unpublish()
    copy = page_of(other, slug)
    draft = take_over(copy, Locale.objects.get(language_code=f"en-x-{other}"))
    translation = translation_of(draft)
    segment = translation.source.stringsegment_set.first()
    client = staff(own)
    before = state()
    root = f"/admin/localize/translate/{translation.pk}"
    posts = {
        f"/admin/pages/{draft.pk}/edit/": {"action-publish": "1"},
        f"/admin/pages/{copy.pk}/edit/": {"action-take-changes": "1", "change": "x"},
        f"/admin/editions/source-is-gone/{copy.pk}/": {"decision": "unlink"},
        f"/admin/pages/{draft.pk}/edit/?": {"localize-action": "publish"},
        f"{root}/strings/{segment.pk}/edit/": {"value": "X"},
        f"{root}/pofile/upload/": {},
        f"{root}/machine_translate/": {},
        f"{root}/disable/": {},
        f"/admin/localize/update/{translation.source.pk}/": {
            "publish_translations": "on",
            "use_machine_translation": "on",
        },
        f"/admin/localize/submit/page/{draft.pk}/": {"locales": [draft.locale_id]},
        f"/admin/localize/page/{draft.pk}/convert_to_alias/": {},
    }
    for address, data in posts.items():
        assert client.post(address, data).status_code in {302, 403, 404, 405}, address
        assert client.put(address, data, "application/json").status_code < 500, address
        assert client.delete(address).status_code < 500, address
        assert state() == before, address
    compared = f"/admin/editions/compare/{copy.pk}/"
    for address in (f"{root}/preview/", f"{root}/pofile/download/", compared):
        assert client.get(address).status_code in {302, 403, 404}, address
