"""The command that makes both editions, and what it leaves alone."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Revision,
    Site,
)
from wagtail_localize.models import StringTranslation, Translation

from editions.models import Follow, Origin
from editions.origins.comparison import Comparison
from examples.models import PracticeExamplePage
from home.models import ContentPage, HomePage, LegalPage, Partner
from members.models import MemberPage
from tests.factories.legal import publish_legal_page
from tests.site import is_html, links, soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("what the loader writes, and how it looks")

COUNTED = (
    Page,
    Revision,
    Partner,
    Locale,
    Site,
    Redirect,
    Group,
    GroupPagePermission,
    GroupCollectionPermission,
    Collection,
    Translation,
    StringTranslation,
)
TAKEN_OVER = ["kommunale-entwicklungspolitik", "interkulturelle-oeffnung", "kooperation"]


def load():
    output = io.StringIO()
    call_command("load_initial_content", stdout=output)
    return output.getvalue()


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


def page_of(home, slug):
    return Page.objects.child_of(home).get(slug=slug).specific


def test_loading_again_changes_nothing(site):
    before = counts()
    pages = list(Page.objects.order_by("pk").values())
    output = load()
    assert counts() == before
    assert list(Page.objects.order_by("pk").values()) == pages
    assert "0 pages made" in output


def test_edited_page_stays_as_staff_left_it(nrw):
    page = page_of(nrw, "miglobe")
    page.title, page.summary, page.body = "Über uns", "Neu", []
    page.save_revision().publish()
    load()
    page = ContentPage.objects.get(pk=page.pk)
    assert (page.title, page.summary, len(page.body)) == ("Über uns", "Neu", 0)


def test_home_page_settings_stay_as_staff_left_them(nrw):
    nrw.phone, nrw.partners = "+49 1", []
    nrw.save_revision().publish()
    load()
    nrw = HomePage.objects.get(pk=nrw.pk)
    assert nrw.phone == "+49 1"
    assert nrw.partners.count() == 0


def test_renamed_page_is_not_made_again(nrw, visitor, django_capture_on_commit_callbacks):
    page = page_of(nrw, "miglobe")
    page.slug = "ueber-miglobe"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    load()
    assert visitor.get("/nrw/ueber-miglobe/").status_code == 200
    assert visitor.get("/nrw/miglobe/").headers["Location"] == "/nrw/ueber-miglobe/"


def test_moved_page_is_not_made_again(nrw, visitor):
    page_of(nrw, "interkulturelle-oeffnung").move(page_of(nrw, "miglobe"), "last-child")
    count = Page.objects.count()
    load()
    assert Page.objects.count() == count
    assert visitor.get("/nrw/miglobe/interkulturelle-oeffnung/").status_code == 200
    old = visitor.get("/nrw/interkulturelle-oeffnung/")
    assert old.headers["Location"] == "/nrw/miglobe/interkulturelle-oeffnung/"


def test_unpublished_page_stays_unpublished(nrw, visitor):
    page_of(nrw, "miglobe").unpublish()
    load()
    assert visitor.get("/nrw/miglobe/").status_code == 404


def test_changed_redirect_stays(nrw, visitor):
    redirect = Redirect.objects.get(old_path="/nrw/beispiele")
    redirect.redirect_page = page_of(nrw, "miglobe")
    redirect.save()
    load()
    assert visitor.get("/nrw/beispiele/").headers["Location"] == "/nrw/miglobe/"


@pytest.mark.parametrize("slug", ["miglobe", "praxisbeispiele", "kooperation"])
def test_deleted_page_comes_back(slug, nrw, visitor):
    before = visible_text(visitor.get(f"/nrw/{slug}/"))
    page_of(nrw, slug).delete()
    assert visitor.get(f"/nrw/{slug}/").status_code == 404
    load()
    assert visible_text(visitor.get(f"/nrw/{slug}/")).split()[-20:] == before.split()[-20:]
    assert Page.find_problems() == ([], [], [], [], [])


def test_deleted_draft_of_the_other_edition_comes_back(bw):
    page_of(bw, "kooperation").delete()
    load()
    assert not page_of(bw, "kooperation").live
    assert Page.find_problems() == ([], [], [], [], [])


def test_deleted_edition_comes_back(bw, visitor):
    def text():  # beside it stand people, who do not come back
        return soup(visitor.get("/bw/miglobe/")).select_one(".page__body").get_text()

    before = text()
    count = Page.objects.not_type(MemberPage, PracticeExamplePage).count()
    bw.delete()
    assert visitor.get("/bw/").status_code == 404
    load()
    assert Page.objects.not_type(MemberPage, PracticeExamplePage).count() == count
    assert text() == before
    rights = GroupPagePermission.objects.filter(group__name="Redaktion BW")
    assert {right.page.locale.language_code for right in rights} == {
        "de-x-bw",
        "de-simple-x-bw",
        "en-x-bw",
    }


def test_page_trees_are_sound(site):
    assert Page.find_problems() == ([], [], [], [], [])


def test_stock_content_is_gone(site):
    assert not Page.objects.filter(title__contains="Welcome").exists()
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Administration",
        "Redaktion NRW",
        "Redaktion BW",
        "Mitarbeit NRW",
        "Mitarbeit BW",
    }
    assert Site.objects.get().site_name == "MiGlobe"


@pytest.mark.parametrize("slug", TAKEN_OVER)
def test_page_without_bw_text_is_a_draft_from_nrw(slug, nrw, bw):
    source, draft = page_of(nrw, slug), page_of(bw, slug)
    assert source.live and not draft.live
    assert draft.translation_key == source.translation_key
    origin = Origin.objects.get(page=draft.pk)
    assert (origin.source_id, origin.follow) == (source.pk, Follow.ON_DECISION)
    comparison = Comparison(origin, draft.get_latest_revision_as_object())
    assert comparison.changes == comparison.own_places == []


def test_bw_drafts_speak_of_baden_wuerttemberg(bw):
    texts = []
    for slug in TAKEN_OVER:
        draft = page_of(bw, slug).get_latest_revision_as_object()
        texts.append(f"{draft.title} {draft.summary} {draft.body}")
    everything = " ".join(texts)
    assert "Nordrhein-Westfalen" not in everything
    assert "Eine Welt Netz NRW" in everything
    assert "NRW" not in everything.replace("Eine Welt Netz NRW", "")


@pytest.mark.parametrize("language", ["en", "de-simple"])
def test_start_pages_in_other_languages_are_drafts(language, site):
    homes = HomePage.objects.filter(locale__language_code__startswith=f"{language}-x-")
    codes = {home.locale.language_code for home in homes}
    assert codes == {f"{language}-x-nrw", f"{language}-x-bw"}
    assert not any(home.live for home in homes)


def test_legal_pages_are_drafts_with_marked_gaps_that_nobody_sees(site, crawled):
    drafts = [page.get_latest_revision_as_object() for page in LegalPage.objects.all()]
    assert len(drafts) == 8
    assert not any(page.live for page in drafts)
    gaps = {page.kind for page in drafts if "[Bitte ergänzen" in str(page.body)}
    details = {page.kind for page in drafts if "edition_details" in str(page.body.raw_data)}
    assert gaps == {"privacy", "accessibility", "easy-language"}
    assert details == {"imprint", "privacy", "accessibility"}
    pages = {path: response for path, response in crawled.items() if is_html(response)}
    named = {address for response in pages.values() for *_rest, address in links(response)}
    for page in drafts:
        assert page.url not in named
    assert not any("Bitte ergänzen" in visible_text(response) for response in pages.values())


def test_legal_page_stands_in_the_footer_once_it_is_published(nrw, visitor):
    publish_legal_page(nrw)
    for path in ("/nrw/", "/nrw/miglobe/"):
        assert "/nrw/impressum/" in {address for *_rest, address in links(visitor.get(path))}
    assert "/nrw/impressum/" not in {address for *_rest, address in links(visitor.get("/bw/"))}


def test_interface_of_the_public_pages_is_german(crawled):
    english = ["Skip to content", "Partners and funders", "Main menu", "All editions", "Telephone"]
    for path, response in crawled.items():
        if is_html(response):
            html = response.content.decode()
            assert not [words for words in english if words in html], path


def test_pages_stand_in_the_same_order_in_both_editions(nrw, bw):
    orders = [list(home.get_children().values_list("slug", flat=True))[:8] for home in (nrw, bw)]
    assert orders[0] == orders[1]
    assert orders[0] == [
        "miglobe",
        "mitglieder",
        "praxisbeispiele",
        "kommunale-entwicklungspolitik",
        "interkulturelle-oeffnung",
        "erklaervideo",
        "beratung-anfragen",
        "kooperation",
    ]
