"""Whatever the CMS exports as CSV opens in a German Excel with a double click."""

import csv
import io

import pytest
from django.urls import get_resolver
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from tests.site import soup

pytestmark = pytest.mark.sqlite_is_enough("how files are written")


def rows(client, address):
    content = client.get(address, {"export": "csv"}).getvalue()
    assert content.startswith(b"\xef\xbb\xbf")  # else Excel takes UTF-8 for its own code page
    heads, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert len(heads) > 1
    return [dict(zip(heads, line, strict=True)) for line in lines]


def exporting_views(patterns=None, before="/"):
    for pattern in patterns or get_resolver().url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from exporting_views(pattern.url_patterns, route)
            continue
        view = getattr(pattern.callback, "view_class", None)
        if view and issubclass(view, SpreadsheetExportMixin) and view.list_export:
            yield route


def test_every_list_and_report_has_semicolons_and_a_mark_that_it_is_utf8(admin):
    addresses = {address for address in exporting_views() if "<" not in address}
    assert {
        "/admin/members/",
        "/admin/redirects/",
        "/admin/reports/aging-pages/",
        "/admin/reports/locked/",
        "/admin/reports/site-history/",
        "/admin/reports/workflow/",
    } <= addresses
    for address in addresses:
        rows(admin, address)


def test_a_list_offers_the_file(admin):
    links = soup(admin.get("/admin/reports/aging-pages/")).select("a[href]")
    assert "/admin/reports/aging-pages/?export=csv" in [link["href"] for link in links]


def test_umlauts_german_dates_and_no_formula(admin):
    page = Page.objects.get(slug="kooperation", locale__language_code="de-x-nrw")
    Page.objects.filter(pk=page.pk).update(
        title="=Förderung; Töpfe", last_published_at="2026-01-31T23:30:00Z"
    )
    line = next(row for row in rows(admin, "/admin/reports/aging-pages/") if "Töpfe" in str(row))
    assert line["Titel"] == "'=Förderung; Töpfe"
    assert "01.02.2026 00:30" in line.values()


def test_addresses_of_redirects(admin):
    Redirect.objects.create(old_path="/alt;neu", redirect_link="/nrw/")
    assert "/alt;neu" in str(rows(admin, "/admin/redirects/"))
