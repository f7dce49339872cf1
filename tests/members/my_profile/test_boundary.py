"""Mein Profil from outside: every address of the area and of the CMS, from the URL resolver."""

import pytest
from django.contrib.auth import get_user_model
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils.regex_helper import normalize
from wagtail.models import Page, Revision

from members.models import Consent, DeletionRequest, MemberPage, OneTimeLink, SectionDraft
from tests.factories.my_profile import account_of, profile
from tests.site import login

#: What opens without a right: the doors to the CMS, its words and its icons.
DOORS = (
    *("/admin/login/", "/admin/logout/", "/admin/password_reset/"),
    *("/admin/jsi18n/", "/admin/sprite/"),
)


def addresses(start, resolver=None, before=""):
    """Every address below a path, with "1" for each parameter."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if type(pattern.pattern).__name__ == "EditionPrefixPattern":
            continue
        regex = before + pattern.pattern.regex.pattern.removeprefix("^").replace(r"\-", "-")
        if not isinstance(pattern, URLPattern):
            yield from addresses(start, pattern, regex)
        elif regex.startswith(start):
            for template, names in normalize(regex.replace(r"\Z", "$")):
                if template:  # "" is for what cannot be turned into an address
                    yield "/" + template % dict.fromkeys(names, "1")


def state(page):
    """All of a person that somebody else must not change."""
    page = MemberPage.objects.get(pk=page.pk)
    rows = [
        list(model.objects.filter(profile=page.translation_key).values())
        for model in (Consent, SectionDraft, OneTimeLink, DeletionRequest)
    ]
    fields = model_to_dict(page) | {"live": page.live, "unlisted": page.unlisted_at}
    return str([fields, page.last_confirmed, page.revisions.count(), rows])


@pytest.fixture
def advisor(site):
    client = Client(raise_request_exception=False)
    client.force_login(account_of(profile()))
    return client


def test_no_page_of_the_cms_opens_for_an_advisor(advisor):
    before = [Revision.objects.count(), Page.objects.count(), get_user_model().objects.count()]
    open_to_all, number = set(), 0
    for address in dict.fromkeys(addresses("admin/")):
        for send in (advisor.get, advisor.post):
            number += 1
            answer = send(address)
            assert answer.status_code < 500, address
            if answer.status_code == 200:
                open_to_all.add(address)
        if address == "/admin/logout/":
            advisor.force_login(get_user_model().objects.get(email="meine@example.org"))
    assert number > 500
    assert {address for address in open_to_all if not address.startswith(DOORS)} == set()
    now = [Revision.objects.count(), Page.objects.count(), get_user_model().objects.count()]
    assert now == before


def test_advisor_changes_only_the_own_profile(advisor, mailoutbox):
    other = profile("bw")
    account_of(other, "andere@example.org")
    before = state(other)
    foreign = {
        **dict.fromkeys(("page", "pk", "id", "page_id"), other.pk),
        "profile": str(other.translation_key),
        "account": other.account_id or 1,
        "slug": other.slug,
        "town": "Fremdstadt",
        "shown": "web",
    }
    found = dict.fromkeys(addresses("mein-profil/"))
    assert len(found) > 15
    for address in found:
        if address == "/mein-profil/abmelden/":
            continue
        for target in (address, f"{address}?page={other.pk}&profile={other.translation_key}"):
            answer = advisor.get(target)
            assert answer.status_code in {200, 302, 404, 405}, target
            assert other.name not in answer.content.decode()
            assert advisor.post(target, foreign).status_code in {200, 204, 302, 404, 405}, target
    assert state(other) == before


@pytest.mark.parametrize("email", ["redaktion-nrw@example.org", None])
def test_area_is_closed_to_everybody_else(email, site):
    client = login(Client(), email) if email else Client()
    pages = [profile(), profile("bw")]
    before = [state(page) for page in pages]
    doors = ("/mein-profil/anmelden/", "/mein-profil/abmelden/", "/mein-profil/link/",
             "/mein-profil/einladung/", "/mein-profil/adresse/")  # fmt: skip
    for address in dict.fromkeys(addresses("mein-profil/")):
        if address.startswith(doors):
            continue
        for send in (client.get, client.post):
            answer = send(address)
            assert answer.status_code in ({403, 405} if email else {302, 405}), address
            assert "Location" not in answer.headers or answer.url.startswith(doors[0])
    assert [state(page) for page in pages] == before


def test_every_post_needs_the_token_of_its_form(site):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account_of(profile()))
    for address in dict.fromkeys(addresses("mein-profil/")):
        assert client.post(address).status_code == 403, address


def test_account_that_is_closed_ends_its_running_session(advisor):
    get_user_model().objects.filter(email="meine@example.org").update(is_active=False)
    assert advisor.get("/mein-profil/").status_code == 302
