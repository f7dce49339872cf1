"""The demonstration logins, and what each may do in which edition."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.urls import get_resolver, reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, PageLogEntry, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.models import ContentPage, CustomDocument, CustomImage
from tests.site import login, visible_text

PASSWORD = "demo-password-1"
EMAILS = ["admin@example.org", "redaktion-nrw@example.org", "redaktion-bw@example.org"]
STAFF = [("nrw", "bw"), ("bw", "nrw")]


def state():
    """What a page is, for every page, and what was done to it."""
    return (
        list(Page.objects.order_by("pk").values()),
        list(ContentPage.objects.order_by("pk").values()),
        Revision.objects.count(),
        PageLogEntry.objects.count(),
    )


def page_of(edition, slug="miglobe"):
    return ContentPage.objects.get(slug=slug, locale__language_code=f"de-x-{edition}")


def form(page, **changes):
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "seo_title": "",
            "search_description": "",
            "body": streamfield([("text", '{"blocks": [], "entityMap": {}}')]),
            "comments": inline_formset([]),
            **changes,
        }
    )


@pytest.fixture
def staff(visitor):
    return lambda edition: login(visitor, f"redaktion-{edition}@example.org")


def test_logins_are_refused_with_production_settings(site):
    get_user_model().objects.all().delete()
    with pytest.raises(CommandError, match="--yes-this-is-not-public"):
        call_command("load_demo_content", stdout=io.StringIO())
    assert get_user_model().objects.count() == 0


def test_loading_again_keeps_passwords(site, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", "another-password-2")
    before = list(get_user_model().objects.order_by("pk").values())
    call_command("load_demo_content", not_public=True, stdout=io.StringIO())
    assert list(get_user_model().objects.order_by("pk").values()) == before


def test_random_password_is_shown_once_and_works(site, visitor, monkeypatch):
    monkeypatch.delenv("DEMO_PASSWORD")
    get_user_model().objects.all().delete()
    output = io.StringIO()
    call_command("load_demo_content", not_public=True, stdout=output)
    shown = dict(line.split() for line in output.getvalue().splitlines() if "@" in line)
    assert set(shown) == set(EMAILS)
    assert len(shown[EMAILS[0]]) >= 12
    response = visitor.post("/admin/login/", {"username": EMAILS[0], "password": shown[EMAILS[0]]})
    assert response.headers["Location"] == "/admin/"
    again = io.StringIO()
    call_command("load_demo_content", not_public=True, stdout=again)
    assert shown[EMAILS[0]] not in again.getvalue()


@pytest.mark.parametrize("email", [*EMAILS, "Redaktion-NRW@Example.ORG"])
def test_login_leads_into_the_cms(email, site, visitor):
    response = visitor.post(
        "/admin/login/", {"username": email, "password": PASSWORD}, follow=True
    )
    assert response.status_code == 200
    assert response.request["PATH_INFO"] == "/admin/"
    assert response.context["user"].email == email.lower()


@pytest.mark.parametrize("email", EMAILS)
def test_wrong_password_does_not(email, site, visitor):
    response = visitor.post("/admin/login/", {"username": email, "password": "falsch"})
    assert response.status_code == 200
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_staff_edit_and_publish_pages_of_their_edition(own, other, staff, visitor):
    page = page_of(own)
    client = staff(own)
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    data = form(page, summary="Neue Einleitung", **{"action-publish": "1"})
    assert client.post(f"/admin/pages/{page.pk}/edit/", data).status_code == 302
    client.logout()
    assert "Neue Einleitung" in visible_text(visitor.get(f"/{own}/miglobe/"))


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_staff_add_a_page_to_their_edition_only(own, other, staff):
    client = staff(own)
    for edition, made in ((own, True), (other, False)):
        home = page_of(edition).get_parent()
        page = ContentPage(title="Neue Seite", slug="neue-seite", summary="")
        data = form(page, **{"action-publish": "1"})
        client.post(f"/admin/pages/add/home/contentpage/{home.pk}/", data)
        assert Page.objects.child_of(home).filter(slug="neue-seite", live=True).exists() is made


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_staff_cannot_change_pages_of_the_other_edition(own, other, staff):
    page, home = page_of(other), page_of(other).get_parent()
    own_home = page_of(own).get_parent()
    old = page.save_revision()
    client = staff(own)
    before = state()
    posts = {
        f"/admin/pages/{page.pk}/edit/": form(page, summary="X", **{"action-publish": "1"}),
        f"/admin/pages/{home.pk}/edit/": form(home.specific, summary="X"),
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
        f"/admin/pages/{page.pk}/revisions/{old.pk}/revert/": form(page, summary="X"),
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


def admin_addresses_of(page):
    """Every address of the CMS that names a page by its id."""
    reversed_by = {
        (name, parameters)
        for name, entries in get_resolver().reverse_dict.lists()
        for entry in entries
        for _template, parameters in entry[0]
    }
    assert reversed_by
    for namespace in ("wagtailadmin_pages",):
        _prefix, resolver = get_resolver().namespace_dict[namespace]
        for name in [name for name in resolver.reverse_dict if isinstance(name, str)]:
            for [(_template, parameters)] in [resolver.reverse_dict[name][0]]:
                if set(parameters) == {"page_id"}:
                    yield reverse(f"{namespace}:{name}", args=[page.pk])


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
            assert answer.status_code in {302, 403, 404, 405}, address
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
def test_staff_delete_no_start_page_and_no_legal_duty(own, other, staff):
    home = page_of(own).get_parent()
    client = staff(own)
    client.post(f"/admin/pages/{home.pk}/delete/", {})
    assert Page.objects.filter(pk=home.pk).exists()


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_staff_change_pictures_and_documents_of_their_edition_only(own, other, staff):
    client = staff(own)
    for edition, changed in ((own, True), (other, False)):
        collection = Collection.objects.get(name=edition.upper())
        picture = CustomImage.objects.create(
            title="Bild", file=get_test_image_file(), collection=collection
        )
        document = CustomDocument.objects.create(
            title="Datei", file="documents/x.txt", collection=collection
        )
        own_collection = Collection.objects.get(name=own.upper())
        for address, item in (
            (f"/admin/images/{picture.pk}/", picture),
            (f"/admin/documents/edit/{document.pk}/", document),
        ):
            data = {"title": "Geändert", "collection": own_collection.pk, "tags": ""}
            client.get(address)
            client.post(address, data)
            item.refresh_from_db()
            assert (item.title == "Geändert") is changed, address
        client.post(f"/admin/images/{picture.pk}/delete/")
        assert CustomImage.objects.filter(pk=picture.pk).exists()
        listing = client.get("/admin/images/").content.decode()
        assert (f"/admin/images/{picture.pk}/" in listing) is changed


@pytest.mark.parametrize(
    "address",
    [
        "/admin/users/",
        "/admin/groups/",
        "/admin/sites/",
        "/admin/locales/",
        "/admin/collections/",
        "/admin/redirects/",
        "/admin/workflows/list/",
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
    from tests.site import links

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
