"""Editors keep the redirects of their own edition's addresses, and see no others."""

import csv
import io

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from home.models import HomePage
from tests.factories.copies import page_in
from tests.factories.pages import page_of
from tests.site import login, soup, submit, visible_text

ADD = "/admin/redirects/add/"
FORM = "form[action*='/redirects/']"
OTHERS = ["/bw/alt", "/mitglieder-alt", "/nrwalt", "/NRW/alt", "//nrw/alt", "/nrw;x/alt", "/"]


@pytest.fixture
def foreign(bw):
    return Redirect.objects.create(old_path="/bw/geheim", redirect_page=page_of("bw"))


@pytest.fixture
def own(nrw):
    return Redirect.objects.create(old_path="/nrw/flyer", redirect_page=page_of("nrw"))


def add(client, **changes):
    return submit(client, ADD, changes, form=FORM)


def edit(client, redirect, **changes):
    return submit(client, f"/admin/redirects/{redirect.pk}/", changes, form=FORM)


def errors(response):
    assert response.status_code == 200
    return " ".join(
        each.get_text(" ", strip=True) for each in soup(response).select(".error-message")
    )


def test_editor_adds_changes_and_deletes_one(staff_nrw):
    page = page_of("nrw")
    response = add(staff_nrw, old_path=" /nrw/faltblatt/ ", redirect_page=page.pk)
    assert response.url == "/admin/redirects/"
    visitor = Client()
    assert visitor.get("/nrw/faltblatt/").headers["Location"] == "/nrw/miglobe/"
    redirect = Redirect.objects.get(old_path="/nrw/faltblatt")
    page = page_of("nrw", "kooperation")
    assert edit(staff_nrw, redirect, redirect_page=page.pk, is_permanent=False).status_code == 302
    response = visitor.get("/nrw/faltblatt/?a=1")
    assert (response.status_code, response.url) == (302, "/nrw/kooperation/")
    assert "/nrw/faltblatt" in visible_text(staff_nrw.get("/admin/redirects/"))
    submit(staff_nrw, f"/admin/redirects/{redirect.pk}/delete/", form=FORM)
    assert visitor.get("/nrw/faltblatt/").status_code == 404


def test_list_search_and_spreadsheet_name_own_ones_alone(own, foreign, staff_nrw):
    for address in ("", "results/", "?q=geheim", "?q=bw", "?ordering=-old_path"):
        text = visible_text(staff_nrw.get(f"/admin/redirects/{address}"))
        assert "geheim" not in text.replace("Suchbegriff geheim", "").replace("„geheim“", "")
        assert ("/nrw/flyer" in text) is ("q=" not in address), address
    for kind in ("csv", "xlsx"):
        assert b"geheim" not in staff_nrw.get(f"/admin/redirects/?export={kind}").getvalue()
    content = staff_nrw.get("/admin/redirects/?export=csv").getvalue().decode("utf-8-sig")
    heads, *rows = csv.reader(io.StringIO(content), delimiter=";")
    assert heads == ["Alte Adresse", "Führt zu", "Typ"]
    assert ["/nrw/flyer", "/nrw/miglobe/", "Permanent"] in rows
    assert all(row[0].startswith("/nrw/") for row in rows)


def test_those_of_others_are_not_found_and_stay(foreign, staff_nrw):
    for action in ("", "delete/"):
        address = f"/admin/redirects/{foreign.pk}/{action}"
        assert staff_nrw.get(address).status_code == 404
        data = {"old_path": "/nrw/x", "redirect_link": "https://example.org/", "is_permanent": "on"}
        assert staff_nrw.post(address, data).status_code == 404
    foreign.refresh_from_db()
    assert foreign.old_path == "/bw/geheim"


@pytest.mark.parametrize("old_path", OTHERS)
def test_address_outside_the_edition_is_refused(old_path, own, staff_nrw):
    for send in (add, lambda client, **data: edit(client, own, **data)):
        number = Redirect.objects.count()
        response = send(staff_nrw, old_path=old_path, redirect_page=page_of("nrw").pk)
        assert "Adressen Ihrer Ausgabe beginnen mit /nrw/" in errors(response)
        assert soup(response).select_one("[name=old_path]")["value"].strip() == old_path
        assert Redirect.objects.count() == number
    own.refresh_from_db()
    assert own.old_path == "/nrw/flyer"


def test_address_may_be_pasted_whole_and_written_in_other_ways(staff_nrw):
    page = page_of("nrw").pk
    for old_path in (
        "https://www.example.org/nrw/eins/",
        "nrw/zwei",
        "/%6Erw/dr%65i/",
        "/nrw/en/vier/",
    ):
        assert add(staff_nrw, old_path=old_path, redirect_page=page).status_code == 302, old_path
    added = set(Redirect.objects.values_list("old_path", flat=True))
    assert added >= {"/nrw/eins", "/nrw/zwei", "/nrw/drei", "/nrw/en/vier"}


def test_second_redirect_of_an_address_is_refused(own, staff_nrw):
    made = Redirect.objects.create(
        old_path="/nrw/von-selbst",
        redirect_page=page_of("nrw"),
        site=Site.objects.get(),
        automatically_created=True,
    )
    for old_path in (own.old_path, f"{made.old_path}/"):
        response = add(staff_nrw, old_path=old_path, redirect_page=page_of("nrw").pk)
        assert "Diese Adresse wird schon weitergeleitet" in errors(response)
    assert edit(staff_nrw, made, redirect_page=page_of("nrw", "kooperation").pk).status_code == 302


@pytest.mark.parametrize("is_live", [True, False])
def test_page_of_another_edition_is_no_target(is_live, bw, staff_nrw):
    page = page_in(bw, slug="zwiebelfisch")
    names = {"title": "Zwiebelfisch", "draft_title": "Zwiebelfisch", "live": is_live}
    Page.objects.filter(pk=page.pk).update(**names)
    response = submit(
        staff_nrw, ADD, {"old_path": "/nrw/x"}, form=FORM, forged={"redirect_page": page.pk}
    )
    assert "gehört zu einer anderen Ausgabe" in errors(response)
    assert ("Zwiebelfisch" in visible_text(response)) is is_live


def test_address_in_another_edition_is_no_target(staff_nrw, settings):
    settings.BASE_URL = "https://www.example.org"
    target = f"{settings.BASE_URL}/bw/miglobe/"
    response = add(staff_nrw, old_path="/nrw/x", redirect_link=target)
    assert "gehört zu einer anderen Ausgabe" in errors(response)
    for number, target in enumerate((f"{settings.BASE_URL}/mitglieder/", "https://skew.example/")):
        response = add(staff_nrw, old_path=f"/nrw/x{number}", redirect_link=target)
        assert response.status_code == 302
        assert Client().get(f"/nrw/x{number}/").url == target


def test_target_that_the_administration_has_set_may_stay(own, admin):
    response = edit(admin, own, redirect_page=page_of("bw").pk)
    assert response.status_code == 302
    client = login(Client(), "redaktion-nrw@example.org")
    assert edit(client, own, old_path="/nrw/neu").status_code == 302
    own.refresh_from_db()
    assert (own.old_path, own.redirect_page.slug) == ("/nrw/neu", page_of("bw").slug)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Bitte wählen Sie eine Seite oder geben Sie eine Adresse ein"),
        ({"redirect_page": "page", "redirect_link": "https://example.org/"}, "eines von beiden"),
        ({"redirect_link": "ftp://example.org/x"}, "die mit https:// beginnt"),
        ({"redirect_link": "javascript:alert(1)"}, "Adresse"),
        ({"old_path": "/nrw/x\x00"}, "Null"),
        ({"old_path": "/nrw/" + "x" * 300}, "höchstens 255"),
        ({"old_path": "/nrw/miglobe/", "redirect_page": "page"}, "die weitergeleitet wird"),
    ],
)
def test_what_cannot_work_is_said_beside_the_field(changes, said, staff_nrw):
    changes = {"old_path": "/nrw/x"} | changes
    if "redirect_page" in changes:
        changes["redirect_page"] = page_of("nrw").pk
    number = Redirect.objects.count()
    response = add(staff_nrw, **changes)
    assert said in errors(response)
    assert Redirect.objects.count() == number


def test_importing_is_for_the_administration(admin, foreign):
    assert "importieren" in visible_text(admin.get("/admin/redirects/"))
    client = login(Client(), "redaktion-nrw@example.org")
    assert "importieren" not in visible_text(client.get("/admin/redirects/"))
    file = SimpleUploadedFile("x.csv", b"from,to\n/bw/y,https://example.org/\n")
    for address in ("/admin/redirects/import/", "/admin/redirects/import/process/"):
        assert client.get(address).status_code in {302, 403}
        assert client.post(address, {"import_file": file}).status_code in {302, 403}
    assert admin.get("/admin/redirects/import/").status_code == 200


def menu_has_redirects(client):
    return "/admin/redirects/" in client.get("/admin/").content.decode()


def test_contributors_keep_none(visitor, own):
    client = login(visitor, "mitarbeit-nrw@example.org")
    assert not menu_has_redirects(client)
    for address in ("", "add/", f"{own.pk}/", f"{own.pk}/delete/"):
        response = client.get(f"/admin/redirects/{address}")
        assert response.status_code == 404 or response.url == "/admin/"
        client.post(f"/admin/redirects/{address}", {"old_path": "/nrw/y"})
    own.refresh_from_db()
    assert own.old_path == "/nrw/flyer"


def test_menu_offers_them_once(visitor):
    for email in ("redaktion-nrw@example.org", "admin@example.org"):
        assert (
            login(visitor, email).get("/admin/").content.decode().count('"/admin/redirects/"') == 1
        )


def test_archived_edition_is_read_only(nrw, own, visitor):
    home = HomePage.objects.get(pk=nrw.pk)
    home.offer_status = "archived"
    home.save_revision().publish()
    client = login(visitor, "redaktion-nrw@example.org")
    assert not menu_has_redirects(client)
    for address in ("", "add/", f"{own.pk}/", f"{own.pk}/delete/"):
        assert client.post(f"/admin/redirects/{address}").status_code in {302, 403, 404}
    assert Redirect.objects.filter(pk=own.pk).exists()


def test_who_works_for_two_editions_keeps_both_apart(own, foreign, visitor):
    user = get_user_model().objects.get(email="redaktion-nrw@example.org")
    user.groups.add(*get_user_model().objects.get(email="redaktion-bw@example.org").groups.all())
    client = login(visitor, user.email)
    text = visible_text(client.get("/admin/redirects/"))
    assert "/nrw/flyer" in text and "/bw/geheim" in text
    response = add(client, old_path="/x", redirect_page=page_of("nrw").pk)
    assert "beginnen mit /bw/ oder /nrw/" in errors(response)
    response = add(client, old_path="/nrw/x", redirect_page=page_of("bw").pk)
    assert "gehört zu einer anderen Ausgabe" in errors(response)
    assert add(client, old_path="/bw/x", redirect_page=page_of("bw").pk).status_code == 302


def test_long_list_takes_few_queries(staff_nrw, django_assert_max_num_queries):
    page = page_of("nrw")
    rows = [Redirect(old_path=f"/nrw/{number}", redirect_page=page) for number in range(20)]
    Redirect.objects.bulk_create(rows)
    staff_nrw.get("/admin/redirects/")
    with django_assert_max_num_queries(40):
        staff_nrw.get("/admin/redirects/")
