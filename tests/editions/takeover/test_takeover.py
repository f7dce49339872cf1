"""Taking a page over into another edition or language."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale, Page

from editions.takeover import AlreadyThere, take_over
from home.models import ContentPage, HomePage, LegalPage


@pytest.fixture
def locales(site):
    return {locale.language_code: locale for locale in Locale.objects.all()}


@pytest.fixture
def new_page(nrw):
    page = ContentPage(
        title="Neu in NRW",
        slug="neu",
        summary="Für Kommunen in Nordrhein-Westfalen.",
        body=[
            ("text", "<p>Ein Satz über <b>NRW</b>.</p>"),
            ("quote", {"text": "Nordrhein-Westfalen fragt", "name": "Eine Welt Netz NRW"}),
        ],
    )
    nrw.add_child(instance=page)
    page.save_revision().publish()
    return ContentPage.objects.get(pk=page.pk)


def test_page_arrives_as_a_draft_with_the_name_of_the_region_changed(new_page, locales, visitor):
    copy = take_over(new_page, locales["de-x-bw"])
    assert not copy.live
    draft = copy.get_latest_revision_as_object()
    assert draft.title == "Neu in BW"
    assert draft.summary == "Für Kommunen in Baden-Württemberg."
    assert "Ein Satz über <b>BW</b>." in str(draft.body)
    assert "Nordrhein-Westfalen fragt" in str(draft.body)  # somebody has said so
    assert "Eine Welt Netz NRW" in str(draft.body)
    assert visitor.get("/bw/neu/").status_code == 404
    assert visitor.get("/nrw/neu/").status_code == 200


def test_tree_is_sound_after_a_page_was_taken_over(new_page, locales, bw):
    before = bw.get_children().count()
    copy = take_over(new_page, locales["de-x-bw"])
    assert Page.find_problems() == ([], [], [], [], [])
    bw.refresh_from_db()
    assert copy.get_parent().pk == bw.pk
    assert bw.get_children().count() == bw.numchild == before + 1


def test_page_is_taken_over_only_once(new_page, locales):
    copy = take_over(new_page, locales["de-x-bw"])
    copy.title = "Neu im Ländle"
    copy.save_revision()
    with pytest.raises(AlreadyThere) as refused:
        take_over(new_page, locales["de-x-bw"])
    assert refused.value.counterpart.pk == copy.pk
    assert copy.get_latest_revision_as_object().title == "Neu im Ländle"


def test_page_is_translated_inside_its_edition(new_page, locales, nrw):
    english = HomePage.objects.get(locale=locales["en-x-nrw"])
    copy = take_over(new_page, locales["en-x-nrw"])
    assert not copy.live
    assert copy.get_parent().pk == english.pk
    assert copy.get_latest_revision_as_object().title == "Neu in NRW"  # no translator for English


@pytest.mark.parametrize("target", ["en-x-bw", "de-x-nrw"])
def test_german_page_goes_to_no_other_language_of_another_edition(target, new_page, locales):
    with pytest.raises(ValidationError):
        take_over(new_page, locales[target])


@pytest.mark.parametrize("target", ["de-x-bw", "de-x-nrw", "en-x-bw"])
def test_translation_goes_nowhere(target, new_page, locales):
    english = take_over(new_page, locales["en-x-nrw"])
    count = Page.objects.count()
    with pytest.raises(ValidationError):
        take_over(english, locales[target])
    assert Page.objects.count() == count


@pytest.mark.parametrize("model", [HomePage, LegalPage])
def test_page_bound_to_its_edition_never_leaves_it(model, locales):
    page = model.objects.filter(locale=locales["de-x-nrw"]).first()
    count = Page.objects.count()
    for copy in (page, Page.objects.get(pk=page.pk)):
        with pytest.raises(ValidationError):
            take_over(copy, locales["de-x-bw"])
    assert Page.objects.count() == count


def test_nothing_is_published_by_taking_over(new_page, locales):
    live = set(Page.objects.live().values_list("pk", flat=True))
    take_over(new_page, locales["de-x-bw"])
    take_over(new_page, locales["en-x-nrw"])
    assert set(Page.objects.live().values_list("pk", flat=True)) == live


def test_publishing_a_page_read_before_it_had_children_hides_none_of_them(new_page, visitor):
    stale = ContentPage.objects.get(pk=new_page.pk)
    child = ContentPage(title="Darunter", slug="darunter", show_in_menus=True, body="[]")
    new_page.add_child(instance=child)
    child.save_revision().publish()
    stale.save_revision().publish()
    assert not any(Page.find_problems())
    assert ContentPage.objects.get(pk=stale.pk).get_children().count() == 1
    assert "Darunter" in visitor.get("/nrw/neu/").content.decode()
