"""No page gets into another edition by any way but taking over; those bound to theirs by none."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from home.models import ContentPage, LegalPage
from tests.factories.pages import copy_by_form, move_by_form, page_of, state
from tests.site import visible_text

pytestmark = pytest.mark.sqlite_is_enough("forms and rules")

CROSSING = "Das ist der Seitenbaum einer anderen Ausgabe oder Sprache."


@pytest.fixture(params=[LegalPage, ContentPage], ids=["bound", "free"])
def page(request, nrw, admin):
    """A live page of NRW that BW has no counterpart of."""
    page = request.param(title="Nur hier", slug="nur-hier", body="[]")
    if request.param is LegalPage:
        page.kind = LegalPage.Kind.IMPRINT
    nrw.add_child(instance=page)
    page.save_revision().publish()
    return page


def crossings(page, home):
    """Every way of the CMS to bring a page below the home page of another tree: {name: …}."""
    copy = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": home.pk}
    address = f"/admin/pages/{page.pk}"
    bulk = f"/admin/bulk/wagtailcore/page/move/?id={page.pk}"
    return {
        "copy": (f"{address}/copy/", copy),
        "live copy": (f"{address}/copy/", {**copy, "publish_copies": "on"}),
        "alias": (f"{address}/copy/", {**copy, "alias": "on"}),
        "copy with pages below": (f"{address}/copy/", {**copy, "copy_subpages": "on"}),
        "move": (f"{address}/move/{home.pk}/confirm/", {}),
        "several moved": (bulk, {"chooser": home.pk}),
    }


@pytest.mark.parametrize("way", crossings(Page(pk=1), Page(pk=2)))
@pytest.mark.parametrize("target", ["de-x-bw", "en-x-nrw"])
def test_page_does_not_get_into_another_tree(way, target, page, admin):
    home = Page.objects.get(depth=2, locale__language_code=target)
    before = state()
    url, data = crossings(page, home)[way]
    response = admin.post(url, data, follow=True)
    assert response.status_code < 500
    assert state() == before
    if "cop" in way:
        assert CROSSING in visible_text(response)
        assert "kopie" in response.content.decode()


def test_page_bound_to_its_edition_is_not_taken_over(page, admin, bw):
    before = state()
    data = {"target": bw.locale_id, "mode": "adapted"}
    admin.post(f"/admin/localize/submit/page/{page.pk}/", data)
    assert (state() == before) is page.bound_to_edition


@pytest.mark.parametrize("live", [True, False])
def test_code_that_ignores_the_forms_is_stopped_too(live, page, bw):
    before = state()
    with pytest.raises(ValidationError):
        page.copy(to=bw, keep_live=live)
    if live:
        with pytest.raises(ValidationError):
            page.create_alias(parent=bw)
    assert state() == before


def test_page_is_still_copied_and_moved_within_its_tree(admin, nrw):
    page = page_of("nrw")
    copy_by_form(admin, page)
    copy = ContentPage.objects.child_of(nrw).get(slug="kopie")
    move_by_form(admin, copy, page)
    assert ContentPage.objects.child_of(page).get(slug="kopie") == copy


SECOND_HOME = "Eine Ausgabe hat in jeder Sprache nur eine Startseite."


@pytest.mark.parametrize("way", [{}, {"alias": "on"}, {"publish_copies": "on"}])
@pytest.mark.parametrize("below", [False, True])
def test_edition_gets_no_second_start_page(way, below, nrw, admin):
    before = state()
    parent = nrw.get_parent()
    data = {"new_title": "Zwei", "new_slug": "zwei", "new_parent_page": parent.pk, **way}
    data |= {"copy_subpages": "on"} if below else {}
    response = admin.post(f"/admin/pages/{nrw.pk}/copy/", data, follow=True)
    assert SECOND_HOME in visible_text(response)
    assert state() == before


def test_start_page_is_not_made_by_hand(nrw, admin):
    root = nrw.get_parent()
    assert "homepage" not in admin.get(f"/admin/pages/{root.pk}/add_subpage/").content.decode()
    address = f"/admin/pages/add/home/homepage/{root.pk}/"
    assert admin.post(address, {"title": "Zwei", "slug": "zwei"}).status_code in {302, 403}
    assert not Page.objects.filter(slug="zwei").exists()


def test_code_makes_no_second_start_page(nrw):
    before = state()
    root = nrw.get_parent()
    for make in (
        lambda: nrw.copy(to=root, update_attrs={"slug": "zwei"}),
        lambda: nrw.copy(to=root, update_attrs={"slug": "zwei"}, keep_live=False),
        lambda: nrw.create_alias(parent=root, update_slug="zwei"),
    ):
        with pytest.raises(ValidationError):
            make()
    assert state() == before
