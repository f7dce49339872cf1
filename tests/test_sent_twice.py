"""A form of ours that makes something, sent twice by a double click, makes one."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from editions.models import Opening, TakeOverJob
from examples import releases
from examples.models import Release, ReleaseLink
from home.models import HomePage
from members.models import OneTimeLink, Topic
from miglobe_site.accounts.secret_links import KEEP
from miglobe_site.municipalities.models import Municipality
from search.models import Promotion, Synonym
from tests.factories.examples import draft
from tests.factories.my_profile import profile
from tests.factories.pages import page_of
from tests.site import filled_in, login, soup
from tests.threads import at_once

EDITION = {"edition": "he", "source": "nrw"}


def form_at(client, address, form, **changes):
    """Return (address, data) of a form, which can be sent as often as one clicks."""
    sent = filled_in(client, address, changes, form=form)
    return sent.action, sent.data


def account_form(client, email="neu@example.org"):
    address = f"/admin/members/{profile().pk}/account/"
    return form_at(client, address, "#w-editor-form", email=email)


def test_new_edition_is_opened_once_and_the_second_click_leads_to_it(admin):
    address, data = form_at(admin, "/admin/editions/new/", "form[novalidate]", **EDITION)
    first, second = admin.post(address, data), admin.post(address, data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert HomePage.objects.filter(locale__language_code="de-x-he").count() == 1
    assert (Opening.objects.count(), TakeOverJob.objects.count()) == (1, 1)


def test_edition_that_is_open_already_is_refused_with_its_name(admin):
    address, data = form_at(admin, "/admin/editions/new/", "form[novalidate]", **EDITION)
    response = admin.post(address, data | {"edition": ["bw"]})
    assert "Baden-Württemberg" in response.content.decode()
    assert response.status_code == 200 and not Opening.objects.exists()


def test_new_edition_is_opened_once_by_two_clicks_in_the_same_moment(transactional_db):
    clients = [login(Client(), "admin@example.org") for _click in "ab"]
    address, data = form_at(clients[0], "/admin/editions/new/", "form[novalidate]", **EDITION)
    clicks = [lambda each=each: each.post(address, data).status_code for each in clients]
    assert at_once(*clicks) == [302, 302]
    assert HomePage.objects.filter(locale__language_code="de-x-he").count() == 1


def test_invitation_is_sent_once(staff_nrw, mailoutbox):
    address, data = account_form(staff_nrw)
    for _click in "ab":
        response = staff_nrw.post(address, data, follow=True)
        assert "unterwegs an neu@example.org" in response.content.decode()
    assert len(mailoutbox) == 1
    assert OneTimeLink.objects.count() == 1 and OneTimeLink.objects.valid().exists()
    staff_nrw.post(*account_form(staff_nrw))  # from the page as it is then: sent again on purpose
    assert len(mailoutbox) == 2 and OneTimeLink.objects.valid().count() == 1


def test_invitation_to_another_address_from_the_same_form_is_another_one(staff_nrw, mailoutbox):
    address, data = account_form(staff_nrw)
    staff_nrw.post(address, data)
    staff_nrw.post(address, data | {"email": ["anders@example.org"]})
    assert [mail.to for mail in mailoutbox] == [["neu@example.org"], ["anders@example.org"]]


@pytest.mark.parametrize("latest", ["", "x", "-1", "9" * 40])
def test_invitation_with_a_strange_mark_is_no_error(latest, staff_nrw, mailoutbox):
    address, data = account_form(staff_nrw)
    assert staff_nrw.post(address, data | {"latest": [latest]}).status_code in {200, 302}


def test_invitation_is_sent_once_by_two_clicks_in_the_same_moment(transactional_db, mailoutbox):
    clients = [login(Client(), "redaktion-nrw@example.org") for _click in "ab"]
    address, data = account_form(clients[0])
    clicks = [lambda each=each: each.post(address, data).status_code for each in clients]
    assert at_once(*clicks) == [302, 302]
    assert len(mailoutbox) == OneTimeLink.objects.count() == 1


def test_redirect_is_made_once_by_two_clicks_in_the_same_moment(transactional_db):
    clients = [login(Client(), "redaktion-nrw@example.org") for _click in "ab"]
    address, data = form_at(
        clients[0],
        "/admin/redirects/add/",
        "form[action*='/redirects/']",
        old_path="/nrw/x",
        redirect_page=page_of("nrw").pk,
    )
    clicks = [lambda each=each: each.post(address, data).status_code for each in clients]
    assert sorted(at_once(*clicks)) == [200, 302]
    assert Redirect.objects.filter(old_path="/nrw/x").count() == 1


def release_form(client, page, action, **changes):
    form = f"form:has([value={action}])"
    return form_at(client, f"/admin/examples/{page.pk}/release/", form, **changes)


RECORDED = {"name": "Frau Muster", "role": "Agenda-Büro", "evidence": "E-Mail vom 3. Mai"}


def new_link(response):
    return soup(response).find(id="new-link")["value"]


def test_private_link_is_made_once_and_the_answer_to_the_second_click_tells_it(staff_nrw):
    address, data = release_form(staff_nrw, draft(), "make_link", recipient="Frau Muster")
    first, second = (new_link(staff_nrw.post(address, data)) for _click in "ab")
    assert first == second and ReleaseLink.objects.valid().count() == 1
    assert (
        "Ein neues Beispiel"
        in Client().get(second.removeprefix("http://testserver")).content.decode()
    )


def test_private_link_for_another_person_from_the_same_form_is_another_one(staff_nrw):
    address, data = release_form(staff_nrw, draft(), "make_link", recipient="Frau Muster")
    one = new_link(staff_nrw.post(address, data))
    assert new_link(staff_nrw.post(address, data | {"recipient": ["Herr Meier"]})) != one
    assert ReleaseLink.objects.valid().count() == 2


def test_private_link_that_was_withdrawn_does_not_come_back_from_the_old_form(staff_nrw):
    address, data = release_form(staff_nrw, draft(), "make_link")
    old = new_link(staff_nrw.post(address, data))
    ReleaseLink.objects.all().withdraw()
    assert new_link(staff_nrw.post(address, data)) != old
    assert Client().get(old.removeprefix("http://testserver")).status_code == 404


def test_private_link_that_was_forgotten_does_not_come_back_from_the_old_form(
    staff_nrw, monkeypatch
):
    address, data = release_form(staff_nrw, draft(), "make_link")
    old = new_link(staff_nrw.post(address, data))
    ReleaseLink.objects.all().delete()
    later = time.time() + KEEP.total_seconds() + 60
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert new_link(staff_nrw.post(address, data)) != old


def test_key_of_a_form_tells_no_link_to_others(staff_nrw):
    page = draft()
    address, data = release_form(staff_nrw, page, "make_link")
    own = new_link(staff_nrw.post(address, data))
    other = login(Client(), "admin@example.org")
    assert new_link(other.post(address, data)) != own
    elsewhere = f"/admin/examples/{draft(slug='anderes').pk}/release/"
    assert new_link(staff_nrw.post(elsewhere, data)) != own
    assert data["key"][0] not in own


@pytest.mark.parametrize("key", ["", "x" * 5000, "\0", "ü:ü:ü", "a:b"])
def test_private_link_with_a_strange_key_is_no_error(key, staff_nrw):
    address, data = release_form(staff_nrw, draft(), "make_link")
    assert staff_nrw.post(address, data | {"key": [key]}).status_code == 200


def test_release_is_recorded_once(staff_nrw):
    page = draft()
    address, data = release_form(staff_nrw, page, "record", **RECORDED)
    for _click in "ab":
        assert staff_nrw.post(address, data).status_code == 302
    assert Release.objects.of(page).count() == 1
    staff_nrw.post(*release_form(staff_nrw, page, "record", **RECORDED))  # again on purpose
    assert Release.objects.of(page).count() == 2


@pytest.mark.parametrize("latest", ["", "x", "-1", "9" * 40])
def test_release_with_a_strange_mark_is_no_error(latest, staff_nrw):
    address, data = release_form(staff_nrw, draft(), "record", **RECORDED)
    assert staff_nrw.post(address, data | {"latest": [latest]}).status_code in {200, 302}


@pytest.mark.parametrize(("action", "model"), [("make_link", ReleaseLink), ("record", Release)])
def test_link_and_release_are_made_once_by_two_clicks_in_the_same_moment(
    action, model, transactional_db
):
    clients = [login(Client(), "redaktion-nrw@example.org") for _click in "ab"]
    page, before = draft(), model.objects.count()
    entered = RECORDED if action == "record" else {"recipient": "Frau Muster"}
    address, data = release_form(clients[0], page, action, **entered)
    clicks = [lambda each=each: each.post(address, data) for each in clients]
    first, second = at_once(*clicks)
    assert first.status_code == second.status_code
    assert model.objects.count() == before + 1
    if action == "make_link":
        assert new_link(first) == new_link(second)


def test_municipality_releases_once_by_two_clicks_in_the_same_moment(transactional_db, mailoutbox):
    page, user = draft(), get_user_model().objects.get(email="redaktion-nrw@example.org")
    _link, token = releases.make_link(page, user, days=14)
    address, data = form_at(
        Client(), f"/freigabe/{token}/", "form:has([name=revision])", name="Frau Muster"
    )
    assert at_once(*[lambda: Client().post(address, data).status_code for _click in "ab"]) == [
        302,
        302,
    ]
    assert Release.objects.of(page).count() == len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("model", "address", "form", "changes"),
    [
        (Synonym, "/admin/synonyms/new/", "#w-editor-form", {"words": "Katze, Kater"}),
        (Topic, "/admin/topics/new/", "#w-editor-form", {"name_de": "Wasser"}),
        (
            Municipality,
            "/admin/snippets/municipalities/municipality/add/",
            "#w-editor-form",
            {
                "name": "Neudorf",
                "kind": "town",
                "size_class": "0",
                "latitude": "51.23",
                "longitude": "6.78",
            },
        ),
        (Promotion, "/admin/search-desk/", "form:has([name=phrases])", {"phrases": "Katze"}),
    ],
)
def test_row_is_made_once(model, address, form, changes, staff_nrw):
    before = model.objects.count()
    if model is Promotion:
        changes = changes | {"page": Page.objects.get(pk=page_of("nrw").pk).pk}
    address, data = form_at(staff_nrw, address, form, **changes)
    for _click in "ab":
        assert staff_nrw.post(address, data).status_code in {200, 302}
    assert model.objects.count() == before + 1
