"""The groups of an edition: how they come about, and what its contributors may do in it."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image as Pillow
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
)

from home.models import ContentPage, CustomImage, HomePage
from tests.factories.pages import edit, page_of
from tests.site import login, submit, visible_text


def rights():
    """All groups, collections and workflows with what they may do and where."""
    return (
        set(Group.objects.values_list("name", "permissions")),
        set(GroupPagePermission.objects.values_list("group", "page", "permission")),
        set(GroupCollectionPermission.objects.values_list("group", "collection", "permission")),
        set(Collection.objects.values_list("name", "path")),
        set(Workflow.objects.values_list("name", "workflow_tasks__task__name")),
        set(WorkflowPage.objects.values_list("workflow", "page")),
    )


@pytest.fixture
def contributor(visitor):
    return login(visitor, "mitarbeit-nrw@example.org")


@pytest.fixture
def make_home(site):
    def make(code, slug):
        locale, _created = Locale.objects.get_or_create(language_code=code)
        home = HomePage(title="MiGlobe Hessen", slug=slug, locale=locale, live=False)
        return Page.objects.get(depth=1).add_child(instance=home)

    return make


class TestSetup:
    def test_made_again_changes_nothing(self, site):
        before = rights()
        call_command("renew_rights", stdout=io.StringIO())
        assert rights() == before

    def test_gives_what_is_missing(self, site):
        before = rights()
        GroupPagePermission.objects.all().delete()
        GroupCollectionPermission.objects.all().delete()
        WorkflowPage.objects.all().delete()
        call_command("renew_rights", stdout=io.StringIO())
        assert rights() == before

    def test_keeps_what_the_administration_added(self, site, nrw):
        group = Group.objects.get(name="Redaktion NRW")
        right = GroupPagePermission.objects.get(
            group__name="Administration", permission__codename="bulk_delete_page"
        ).permission
        GroupPagePermission.objects.create(group=group, page=nrw, permission=right)
        before = rights()
        call_command("renew_rights", stdout=io.StringIO())
        assert rights() == before

    def test_start_page_of_a_new_edition_brings_its_staff(self, make_home):
        home = make_home("de-x-he", "hessen")
        editors = Group.objects.get(name="Redaktion Hessen")
        assert {right.page.pk for right in editors.page_permissions.all()} == {home.pk}
        assert Collection.objects.filter(name="Hessen").exists()
        assert home.get_workflow().name == "Freigabe Hessen"

    def test_start_page_in_one_more_language_belongs_to_the_same_staff(self, make_home):
        homes = [make_home("de-x-he", "hessen"), make_home("en-x-he", "hessen-en")]
        for group in ("Redaktion Hessen", "Mitarbeit Hessen"):
            pages = GroupPagePermission.objects.filter(group__name=group).values_list("page")
            assert {pk for (pk,) in pages} == {home.pk for home in homes}, group
        assert homes[1].get_workflow().name == "Freigabe Hessen"


class TestContributor:
    def test_writes_but_publishes_nothing(self, contributor):
        page = page_of("nrw")
        changes, forged = {"summary": "Ungeprüft"}, {"action-publish": "1"}
        assert edit(contributor, page, changes=changes, forged=forged).status_code == 302
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().summary == "Ungeprüft"
        assert "Ungeprüft" not in visible_text(contributor.get("/nrw/miglobe/"))

    def test_sees_no_button_to_publish(self, contributor):
        text = visible_text(contributor.get(f"/admin/pages/{page_of('nrw').pk}/edit/"))
        assert "Zur Freigabe einreichen" in text
        assert "Veröffentlichen" not in text

    def test_makes_a_draft(self, contributor):
        home = page_of("nrw").get_parent()
        address, forged = f"/admin/pages/add/home/contentpage/{home.pk}/", {"action-publish": "1"}
        edit(contributor, address, changes={"title": "Neue Seite"}, forged=forged)
        assert ContentPage.objects.get(slug="neue-seite").live is False

    @pytest.mark.parametrize("action", ["unpublish", "delete", "convert_alias", "lock"])
    def test_cannot_take_a_page_off_the_site(self, action, contributor):
        page = page_of("nrw")
        contributor.post(f"/admin/pages/{page.pk}/{action}/", {})
        page.refresh_from_db()
        assert page.live and not page.locked

    def test_cannot_publish_by_copying(self, contributor):
        page = page_of("nrw")
        home = page.get_parent()
        for extra in ({"publish_copies": "on"}, {"alias": "on"}, {"copy_subpages": "on"}):
            slug = f"kopie-{next(iter(extra)).replace('_', '-')}"
            data = {"new_title": "Kopie", "new_slug": slug, "new_parent_page": home.pk}
            contributor.post(f"/admin/pages/{page.pk}/copy/", data | extra)
            assert not Page.objects.filter(slug=slug, live=True).exists(), extra

    def test_uploads_into_the_collection_of_the_edition(self, contributor):
        png = io.BytesIO()
        Pillow.new("RGB", (40, 30), "green").save(png, "PNG")
        file = SimpleUploadedFile("rathaus.png", png.getvalue(), "image/png")
        for collection in ("NRW", "BW"):
            forged = {"collection": Collection.objects.get(name=collection).pk}
            upload = {"title": "Rathaus", "file": file}
            submit(contributor, "/admin/images/add/", upload, form="form[enctype]", forged=forged)
            file.seek(0)
        uploads = CustomImage.objects.filter(title="Rathaus")
        collections = uploads.values_list("collection__name", flat=True)
        assert set(collections) == {"NRW"}

    def test_does_not_change_what_others_uploaded(self, contributor):
        image = CustomImage.objects.create(
            title="Bild", file=get_test_image_file(), collection=Collection.objects.get(name="NRW")
        )
        assert contributor.get(f"/admin/images/{image.pk}/").status_code == 302
        contributor.post(f"/admin/images/{image.pk}/", {"title": "Geändert", "tags": ""})
        contributor.post(f"/admin/images/{image.pk}/delete/")
        image.refresh_from_db()
        assert image.title == "Bild"
        assert "Bild" in contributor.get("/admin/images/chooser/").json()["html"]
