"""A form of ours that makes something, sent twice by a double click, makes one."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from editions.models import Opening, TakeOverJob
from home.models import HomePage
from members.models import OneTimeLink, Topic
from miglobe_site.municipalities.models import Municipality
from search.models import Promotion, Synonym
from tests.factories.my_profile import profile
from tests.factories.pages import page_of
from tests.rendered_form import RenderedForm
from tests.site import login, soup
from tests.threads import at_once

EDITION = {"edition": "he", "source": "nrw"}


def filled_in(client, address, form, **changes):
    """Return (address, data) of a form, which can be sent as often as one clicks."""
    answer = client.get(address)
    rendered = RenderedForm(soup(answer), address, form)
    rendered.press(None)
    for name, value in changes.items():
        rendered.change(name, value)
    return rendered.action, rendered.data


def account_form(client, email="neu@example.org"):
    address = f"/admin/members/{profile().pk}/account/"
    return filled_in(client, address, "#w-editor-form", email=email)


def test_new_edition_is_opened_once_and_the_second_click_leads_to_it(admin):
    address, data = filled_in(admin, "/admin/editions/new/", "form[novalidate]", **EDITION)
    first, second = admin.post(address, data), admin.post(address, data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert HomePage.objects.filter(locale__language_code="de-x-he").count() == 1
    assert (Opening.objects.count(), TakeOverJob.objects.count()) == (1, 1)


def test_edition_that_is_open_already_is_refused_with_its_name(admin):
    address, data = filled_in(admin, "/admin/editions/new/", "form[novalidate]", **EDITION)
    response = admin.post(address, data | {"edition": ["bw"]})
    assert "Baden-Württemberg" in response.content.decode()
    assert response.status_code == 200 and not Opening.objects.exists()


def test_new_edition_is_opened_once_by_two_clicks_in_the_same_moment(transactional_db):
    clients = [login(Client(), "admin@example.org") for _click in "ab"]
    address, data = filled_in(clients[0], "/admin/editions/new/", "form[novalidate]", **EDITION)
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
    address, data = filled_in(
        clients[0],
        "/admin/redirects/add/",
        "form[action*='/redirects/']",
        old_path="/nrw/x",
        redirect_page=page_of("nrw").pk,
    )
    clicks = [lambda each=each: each.post(address, data).status_code for each in clients]
    assert sorted(at_once(*clicks)) == [200, 302]
    assert Redirect.objects.filter(old_path="/nrw/x").count() == 1


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
    address, data = filled_in(staff_nrw, address, form, **changes)
    for _click in "ab":
        assert staff_nrw.post(address, data).status_code in {200, 302}
    assert model.objects.count() == before + 1
