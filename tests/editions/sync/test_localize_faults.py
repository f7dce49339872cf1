"""The faults of stock wagtail-localize that the editions meet: none of them is left."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.checks import run_checks
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, get_translatable_models
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from editions.checks import image_blocks_in
from editions.models import Origin, TakeOverJob
from home.models import ContentPage, CustomImage
from tests.factories.copies import copy_of, fresh, page_in
from tests.site import links, login, visible_text


@pytest.fixture
def staff(visitor):
    return lambda name: login(visitor, f"{name}@example.org")


def submit(client, page, code, **data):
    """Fill in the form with which a page is taken over, as it is or as wagtail-localize has it."""
    locale = Locale.objects.get(language_code=code).pk
    fields = {"target": locale, "locales": [locale], "follow": "on_decision", **data}
    response = client.post(f"/admin/localize/submit/page/{page.pk}/", fields)
    job = TakeOverJob.objects.last()
    if job:
        client.post(f"/admin/editions/take-over/{job.pk}/")
    return response


def test_taking_over_live_pages_below_leaves_the_tree_sound(
    nrw, staff, django_capture_on_commit_callbacks
):
    """Fault 1: "include subtree" on live pages; its children became invisible."""
    parent = page_in(nrw)
    for number in range(3):
        below = page_in(fresh(parent), slug=f"unten-{number}")
        page_in(fresh(below), slug="ganz-unten")
    client = staff("admin")
    with django_capture_on_commit_callbacks(execute=True):
        submit(client, fresh(parent), "de-x-bw", include_subtree="on", below="on")
    assert Page.find_problems() == ([], [], [], [], [])
    copy = parent.get_translations().get()
    assert copy.get_descendants().count() == 6
    assert copy.numchild == 3
    for page in [copy, *copy.get_descendants()]:
        page.get_latest_revision_as_object().save_revision().publish()
    assert Page.find_problems() == ([], [], [], [], [])
    listed = visible_text(client.get(f"/admin/pages/{copy.pk}/"))
    assert listed.count("Vorlage") > 3


def test_copies_are_a_star_without_two_ways_to_one_page(nrw, bw, staff):
    """Fault 2: two chains of translation to one target, and the editor answers 500."""
    page = page_in(nrw)
    client = staff("admin")
    copy = copy_of(page)
    submit(client, page, "en-x-nrw")
    submit(client, copy, "en-x-bw")
    for original in [*page.get_translations(inclusive=True)]:
        for code in ("de-x-nrw", "de-x-bw", "en-x-nrw", "en-x-bw", "de-simple-x-bw"):
            submit(client, original, code)
    translations = Translation.objects.filter(source__object_id=page.translation_key)
    codes = translations.values_list(
        "source__locale__language_code", "target_locale__language_code"
    )
    assert sorted(codes) == [
        ("de-x-bw", "de-simple-x-bw"),
        ("de-x-bw", "en-x-bw"),
        ("de-x-nrw", "en-x-nrw"),
    ]
    assert Origin.objects.get(page__translation_key=page.translation_key).source_id == page.pk
    for copy in page.get_translations():
        assert client.get(f"/admin/pages/{copy.pk}/edit/").status_code == 200


def test_nothing_but_pages_is_translated():
    """Fault 2 came about through snippets."""
    models = {model.__name__ for model in get_translatable_models(include_subclasses=False)}
    assert models == {"Page"}


class TestRights:
    """Fault 3: one right for all pages, and none is asked for on source or target."""

    @pytest.fixture
    def translator(self, staff):
        """Staff of BW with wagtail-localize's own right, which covers all pages."""
        user = get_user_model().objects.get(email="redaktion-bw@example.org")
        right = Permission.objects.get(codename="submit_translation")
        user.user_permissions.add(right)
        return staff("redaktion-bw")

    def test_draft_of_another_edition_is_not_copied(self, nrw, translator):
        draft = ContentPage(title="Geheimer Plan", slug="geheim", live=False, body="[]")
        nrw.add_child(instance=draft)
        draft.save_revision()
        form = translator.get(f"/admin/localize/submit/page/{draft.pk}/")
        assert "Geheimer Plan" not in form.content.decode()
        submit(translator, draft, "de-x-bw")
        assert not draft.get_translations().exists()

    @pytest.mark.parametrize("code", ["en-x-nrw", "de-simple-x-nrw"])
    def test_nothing_is_added_to_another_edition(self, code, nrw, translator):
        page = page_in(nrw)
        submit(translator, page, code)
        assert not page.get_translations().exists()

    def test_pages_of_another_edition_are_not_published(
        self, nrw, translator, django_capture_on_commit_callbacks
    ):
        page = page_in(nrw)
        copy = copy_of(page, "en-x-nrw", live=False)
        source = TranslationSource.objects.get(object_id=page.translation_key)
        with django_capture_on_commit_callbacks(execute=True):
            translator.post(f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"})
        assert not fresh(copy).live

    @pytest.mark.parametrize(
        "path",
        [
            "submit/snippet/home/partner/1/",
            "submit/snippet/x/y/1/",
            "update/1/",
            "page/1/convert_to_alias/",
        ],
    )
    def test_views_without_a_use_here_are_closed(self, path, translator, nrw):
        copy_of(page_in(nrw))
        assert translator.get(f"/admin/localize/{path}").status_code == 404
        assert translator.post(f"/admin/localize/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "miglobe/", "beratung-anfragen/"])
def test_edition_whose_home_is_not_live_shows_no_page_of_another(path, bw, visitor):
    """Fault 5: /bw/… answered with the page of NRW that has the same address."""
    bw.unpublish()
    answer = visitor.get(f"/bw/{path}")
    assert answer.status_code == 404
    assert "Nordrhein-Westfalen" not in visible_text(answer)


@pytest.mark.parametrize("language", ["de", "en"])
def test_view_live_leads_to_the_edition_whatever_language_the_cms_is_in(language, bw, staff):
    """Fault 6: the links began with the language of the user, "/de/…", where nothing is."""
    page = page_in(bw)
    UserProfile.objects.update(preferred_language=language)
    client = staff("admin")
    for url in (f"/admin/pages/{page.pk}/edit/", f"/admin/pages/{bw.pk}/"):
        addresses = {address for _tag, _attribute, address in links(client.get(url))}
        public = {address for address in addresses if address.endswith("/vorlage/")}
        assert {address.removeprefix("http://testserver") for address in public} == {"/bw/vorlage/"}


class TestImages:
    """Fault 7: an empty ImageBlock in a StructBlock answers 500 where its page is submitted."""

    def test_page_whose_image_was_deleted_is_taken_over(self, nrw, staff):
        image = CustomImage.objects.create(
            description="Ein Rathaus", title="Bild", file=get_test_image_file()
        )
        body = [("image", {"image": image, "alt_text": "", "caption": "In NRW"})]
        page = page_in(nrw, body=body)
        image.delete()
        assert submit(staff("redaktion-bw"), page, "de-x-bw").status_code == 302
        copy = page.get_translations().get().specific
        assert copy.body[0].value["caption"] == "In BW"

    def test_no_page_type_has_the_block(self):
        assert [error for error in run_checks() if error.id == "miglobe.E004"] == []

    def test_check_finds_the_block_wherever_it_stands(self):
        block = blocks.ListBlock(blocks.StructBlock([("picture", ImageBlock())]))
        stream = blocks.StreamBlock([("gallery", block)])
        assert [type(found) for found in image_blocks_in(stream)] == [ImageBlock]

    def test_block_still_fails_in_the_package(self):
        """When this fails, the check miglobe.E004 can go."""
        block = blocks.StructBlock([("picture", ImageBlock(required=False))])
        with pytest.raises(AttributeError):
            StreamFieldSegmentExtractor(None).handle_block(
                block, block.to_python({"picture": None}), raw_value={"value": {"picture": None}}
            )
