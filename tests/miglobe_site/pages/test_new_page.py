"""A form of a new page that is sent twice, by a double click or by autosave, makes one page."""

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page, get_page_models

from home.models import ContentPage, HomePage
from members.models import MemberPage
from miglobe_site.pages.edition_page import EditionPage
from tests.factories.copies import page_in
from tests.factories.members import index
from tests.rendered_form import EDITOR, fields_of
from tests.site import filled_in, login, soup
from tests.threads import at_once

TITLE = "Zweimal geklickt"
COPY = "form[action$='/copy/']"
TYPES = [each for each in get_page_models() if issubclass(each, EditionPage) and each.is_creatable]


@pytest.fixture
def address(nrw):
    return f"/admin/pages/add/home/contentpage/{nrw.pk}/"


@pytest.fixture
def form(address, staff_nrw):
    return typed(staff_nrw, address, title=TITLE)


def typed(client, address, form=EDITOR, **changes):
    """What a form sends that somebody has filled in, to be sent again and again."""
    return filled_in(client, address, changes, form=form).data


def made():
    return ContentPage.objects.filter(draft_title__startswith=TITLE)


@pytest.mark.parametrize("button", ["", "action-publish", "action-submit"])
def test_form_that_is_sent_twice_makes_one_page(button, address, form, staff_nrw):
    first = staff_nrw.post(address, form | {button: "1"})
    second = staff_nrw.post(address, form | {button: "1", "summary": "Gerade noch ergänzt."})
    assert (first.status_code, second.status_code) == (302, 302)
    page = made().get()
    assert page.live is (button == "action-publish")
    assert page.get_latest_revision_as_object().summary == "Gerade noch ergänzt."
    assert page.slug == "zweimal-geklickt"


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_page_of_each_type_is_made_once(model, nrw, staff_nrw):
    parent = nrw
    if HomePage not in model.allowed_parent_page_models():
        parent = model.allowed_parent_page_models()[0].objects.descendant_of(nrw).first()
    if model.max_count_per_parent:
        model.objects.child_of(parent).delete()
    label = f"{model._meta.app_label}/{model._meta.model_name}"
    address = f"/admin/pages/add/{label}/{parent.pk}/"
    form = fields_of(staff_nrw.get(address))
    form |= {name: TITLE for name in ("title", "first_name", "last_name") if name in form}
    before = set(model.objects.values_list("pk", flat=True))
    for headers in ({}, {"accept": "application/json"}, {}):
        assert staff_nrw.post(address, form, headers=headers).status_code in {200, 302, 400}
    [page] = model.objects.exclude(pk__in=before)
    assert (
        TITLE in page.draft_title
        and Page.objects.child_of(parent).filter(draft_title=page.draft_title).count() == 1
    )


def test_form_with_an_error_makes_none_and_then_one(address, form, staff_nrw):
    response = staff_nrw.post(address, form | {"title": ""})
    assert response.status_code == 200 and not made().exists()
    again = typed(staff_nrw, response, title=TITLE)
    for _click in "ab":
        assert staff_nrw.post(address, again).status_code == 302
    assert made().count() == 1


def test_button_after_autosave_saves_the_same_page(address, form, staff_nrw):
    saved = staff_nrw.post(address, form, headers={"accept": "application/json"}).json()
    again = staff_nrw.post(address, form, headers={"accept": "application/json"}).json()
    assert again["success"] and (again["pk"], again["url"]) == (saved["pk"], saved["url"])
    assert "_w_hydrate_create_view" in again["hydrate_url"]
    assert staff_nrw.post(address, form).url == saved["url"]
    assert made().count() == 1


def test_autosave_that_arrives_after_the_button_undoes_nothing(address, form, staff_nrw):
    """Both are on their way at once, and the older one is the slower one."""
    late = form | {"slug": "zweimal-geklickt", "summary": "Noch nicht fer"}
    for first in ({}, {"action-publish": "1"}):
        slug = f"getippt{len(first)}"
        sent = typed(staff_nrw, address, title=TITLE, slug=slug, summary="Fertig.") | first
        assert staff_nrw.post(address, sent).status_code == 302
        late["new_page_key"] = sent["new_page_key"]
        answer = staff_nrw.post(address, late, headers={"accept": "application/json"})
        assert answer.status_code == 400 and answer.json()["error_code"] == "invalid_revision"
        page = made().get(slug=slug).get_latest_revision_as_object()
        assert (page.slug, page.summary) == (slug, "Fertig.")


def test_rows_are_not_doubled(nrw, staff_nrw):
    address = f"/admin/pages/add/members/memberpage/{index().pk}/"
    rows = {"member_languages-0-code": "de", "member_languages-1-code": "fr"}
    form = typed(staff_nrw, address, first_name="Ada", last_name="Neu", **rows)
    for _click in "ab":
        assert staff_nrw.post(address, form).status_code == 302
    page = MemberPage.objects.get(last_name="Neu").get_latest_revision_as_object()
    assert [row.code for row in page.member_languages.all()] == ["de", "fr"]
    fewer = form | {"member_languages-TOTAL_FORMS": "1"}
    assert staff_nrw.post(address, fewer).status_code == 302
    page = MemberPage.objects.get(last_name="Neu").get_latest_revision_as_object()
    assert [row.code for row in page.member_languages.all()] == ["de"]


def test_two_forms_make_two_pages(address, form, staff_nrw):
    other = typed(staff_nrw, address, title=TITLE)
    for each in (form, other):
        staff_nrw.post(address, each)
    assert sorted(made().values_list("slug", flat=True)) == [
        "zweimal-geklickt",
        "zweimal-geklickt-2",
    ]


def test_form_that_is_sent_again_much_later_makes_another_page(address, form, staff_nrw):
    staff_nrw.post(address, form)
    cache.clear()  # the minute is over
    staff_nrw.post(address, form)
    assert made().count() == 2


def test_form_is_never_stored_by_a_browser_and_its_404_is_that_of_the_cms(
    address, staff_nrw, admin
):
    assert "no-store" in staff_nrw.get(address)["Cache-Control"]
    missing = admin.get("/admin/pages/add/home/contentpage/999999/")
    assert missing.status_code == 404 and soup(missing).select_one("body.wagtail, #wagtail, main")
    assert "Seite nicht gefunden – MiGlobe" not in missing.content.decode()


@pytest.mark.parametrize("key", ["", "x", "../" * 20, "a" * 5000])
def test_strange_key_is_none(key, address, form, staff_nrw):
    for _click in "ab":
        assert staff_nrw.post(address, form | {"new_page_key": key}).status_code == 302
    assert made().count() == 2


def test_key_of_somebody_else_opens_nothing(address, bw, form, staff_nrw):
    staff_nrw.post(address, form)
    other = login(Client(), "redaktion-bw@example.org")
    place = f"/admin/pages/add/home/contentpage/{bw.pk}/"
    assert other.post(place, form).status_code == 302
    assert made().count() == 2
    assert other.post(address, form).status_code == 302  # refused: back to the start page
    assert made().count() == 2


def test_copy_that_is_sent_twice_is_made_once(nrw, staff_nrw):
    page = page_in(nrw)
    address = f"/admin/pages/{page.pk}/copy/"
    form = typed(staff_nrw, address, COPY, new_title=TITLE, new_slug="kopie")
    staff_nrw.post(address, form)
    response = staff_nrw.post(address, form)
    assert "bereits" in soup(response).text
    assert Page.objects.filter(slug="kopie").count() == 1


def test_two_clicks_in_the_same_moment_make_one_page(transactional_db, nrw):
    clients = [login(Client(), "redaktion-nrw@example.org") for _click in "ab"]
    address = f"/admin/pages/add/home/contentpage/{nrw.pk}/"
    form = typed(clients[0], address, title=TITLE)
    clicks = [lambda each=each: each.post(address, form).status_code for each in clients]
    assert at_once(*clicks) == [302, 302]
    assert made().count() == 1
