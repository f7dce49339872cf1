"""Who may do what with reports and interest, asked from the outside: every address, every role."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client

from consultations.desk.report_urls import addresses
from consultations.models import Interest, Report
from home.models import HomePage
from miglobe_site.outbox.models import Mail
from tests.factories.my_profile import account_of, profile
from tests.factories.reports import TEXT, barrier_in, feedback_in, interest_in
from tests.site import login, soup, visible_text

LISTS = ["barriers", "feedback", "interest"]
ACTIONS = ["finish", "reopen", "deliver", "delete"]


@pytest.fixture
def all_kinds(site):
    """[(address, object)] of each kind, in NRW, in and out of quarantine."""
    made = [
        *(("barriers", barrier_in(suspicions=each)) for each in ("", "links")),
        *(("feedback", feedback_in(suspicions=each)) for each in ("", "links")),
        *(("interest", interest_in(suspicions=each)) for each in ("", "links")),
    ]
    return [(f"/admin/{name}/{each.pk}/", each) for name, each in made]


def stored():
    return [
        *Report.objects.order_by("pk").values(),
        *Interest.objects.order_by("pk").values(),
        *Mail.objects.order_by("pk").values(),
    ]


def attempts(client, address):
    yield client.get(address)
    yield client.get(f"{address}?delete")
    for action in ACTIONS:
        yield client.post(address, {action: "1", "note": "Text"})


def test_no_address_is_left_out_here():
    assert len(addresses) == 3 * len(LISTS)


@pytest.mark.parametrize("role", ["redaktion", "mitarbeit"])
def test_other_editions_staff_find_nothing(role, all_kinds):
    before, client = stored(), login(Client(), f"{role}-bw@example.org")
    for address, _each in all_kinds:
        for answer in attempts(client, address):
            assert answer.status_code in {302, 404}, address
            assert answer.headers.get("Location", "/admin/") == "/admin/"
            assert TEXT not in answer.content.decode()
    for name in LISTS:
        for path in (f"/admin/{name}/", f"/admin/{name}/results/?group=quarantine"):
            text = visible_text(client.get(path))
            assert "/nrw/" not in text and "Gießen" not in text
    assert stored() == before


@pytest.mark.parametrize("who", ["advisor", "nobody"])
def test_who_is_no_staff_is_sent_away(who, all_kinds):
    client = Client()
    if who == "advisor":
        client.force_login(account_of(profile()))
    before = stored()
    answers = [client.get(f"/admin/{name}/{end}") for name in LISTS for end in ("", "results/")]
    for answer in [
        *answers,
        *(each for path, _row in all_kinds for each in attempts(client, path)),
    ]:
        assert answer.status_code in {302, 403, 404}
        assert TEXT not in answer.content.decode() and "Gießen" not in answer.content.decode()
    assert stored() == before


def test_contributors_read_what_is_of_their_edition_and_change_nothing(all_kinds):
    client, before = login(Client(), "mitarbeit-nrw@example.org"), stored()
    for address, each in all_kinds[:4]:
        page = client.get(address)
        assert each.text in visible_text(page)
        assert not soup(page).select(".desk__act")
        for action in ACTIONS:
            answer = client.post(address, {action: "1"})
            assert answer.status_code in {302, 403}
            assert answer.headers.get("Location", "/admin/") == "/admin/"
    assert stored() == before


@pytest.mark.parametrize("role", ["redaktion", "mitarbeit"])
def test_interest_is_for_administrators_alone(role, all_kinds):
    client, before = login(Client(), f"{role}-nrw@example.org"), stored()
    for address, _each in all_kinds[4:]:
        for answer in [*attempts(client, address), client.get("/admin/interest/")]:
            assert answer.status_code in {302, 403}
            assert "Gießen" not in answer.content.decode()
    assert "/admin/interest/" not in client.get("/admin/").content.decode()
    assert stored() == before


def test_archived_edition_is_read_alone(all_kinds, nrw):
    home = HomePage.objects.get(pk=nrw.pk)
    home.offer_status = "archived"
    home.save()
    client, before = login(Client(), "redaktion-nrw@example.org"), stored()
    for address, each in all_kinds[:4]:
        assert each.text in visible_text(client.get(address))
        for action in ACTIONS:
            assert client.post(address, {action: "1"}).status_code in {302, 403}
    assert stored() == before


def test_archived_edition_is_answered_by_the_administration(admin, nrw):
    """Its pages are still there, and the month of the law runs on."""
    HomePage.objects.filter(pk=nrw.pk).update(offer_status="archived")
    barrier, spam, feedback = barrier_in(days=-1), barrier_in(suspicions="links"), feedback_in()
    text = visible_text(admin.get("/admin/"))
    assert "Die Antwort auf die Meldung einer Barriere ist überfällig" in text
    assert "Die Meldung einer Barriere ist in Quarantäne" in text
    assert barrier.page in visible_text(admin.get("/admin/barriers/"))
    assert feedback.text in visible_text(admin.get("/admin/feedback/"))
    admin.post(f"/admin/barriers/{barrier.pk}/", {"finish": "1", "note": "Repariert"})
    admin.post(f"/admin/barriers/{spam.pk}/", {"deliver": "1"})
    admin.post(f"/admin/feedback/{feedback.pk}/", {"delete": "1"})
    for each in (barrier, spam):
        each.refresh_from_db()
    assert barrier.note == "Repariert" and spam.suspicions == ""
    assert not Report.objects.feedback().exists() and Mail.objects.count() == 1


def test_what_is_about_the_portal_is_for_administrators(site):
    report = barrier_in("", page="/mitglieder/")
    address = f"/admin/barriers/{report.pk}/"
    editor = login(Client(), "redaktion-nrw@example.org")
    assert editor.get(address).status_code == 404
    assert "/mitglieder/" not in [
        link.get_text().strip() for link in soup(editor.get("/admin/barriers/")).select("main a")
    ]
    admin = login(Client(), "admin@example.org")
    assert TEXT in visible_text(admin.get(address))
    admin.post(address, {"finish": "1"})
    report.refresh_from_db()
    assert report.done_at


def test_reading_and_unknown_actions_change_nothing(all_kinds):
    client, before = login(Client(), "admin@example.org"), stored()
    for address, _each in all_kinds:
        for path in (address, f"{address}?delete", f"{address}?finish=1&deliver=1"):
            for _time in range(3):
                assert client.get(path).status_code == client.head(path).status_code == 200
        assert client.post(address, {"publish": "1"}).status_code == 302
    assert stored() == before


def test_one_kind_is_not_found_at_the_address_of_another(site):
    client = login(Client(), "redaktion-nrw@example.org")
    assert client.get(f"/admin/feedback/{barrier_in().pk}/").status_code == 404
    assert client.get(f"/admin/barriers/{feedback_in().pk}/").status_code == 404
    assert client.get("/admin/barriers/999999/").status_code == 404


@pytest.mark.parametrize("url", addresses, ids=lambda url: url.name)
def test_views_ask_for_the_rights_themselves(url, all_kinds, rf):
    """Behind the guard of all addresses stands the view's own question."""
    numbers = {name.split("/")[2]: each.pk for name, each in all_kinds}
    kind = str(url.pattern).partition("/")[0]
    name = "interest_id" if kind == "interest" else "report_id"
    kwargs = {name: numbers[kind]} if name in str(url.pattern) else {}
    users = [account_of(profile())]
    if kind == "interest":
        users.append(get_user_model().objects.get(email="redaktion-nrw@example.org"))
    for user in users:
        request = rf.get("/admin/")
        request.user = user
        with pytest.raises((PermissionDenied, Http404)):
            url.callback.view_class.as_view()(request, **kwargs)
