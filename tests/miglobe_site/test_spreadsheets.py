"""Whatever the CMS exports opens in a German Excel with a double click, with the times of lists."""

import csv
import io
from datetime import datetime

import pytest
from django.urls import get_resolver
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from tests.site import soup

pytestmark = pytest.mark.sqlite_is_enough("how files are written")


def rows(client, address):
    content = client.get(address, {"export": "csv"}).getvalue()
    assert content.startswith(b"\xef\xbb\xbf")  # else Excel takes UTF-8 for its own code page
    heads, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert len(heads) > 1
    return [dict(zip(heads, line, strict=True)) for line in lines]


def sheet(client, address):
    content = client.get(address, {"export": "xlsx"}).getvalue()
    heads, *lines = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
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


@pytest.mark.parametrize(
    ("utc", "here"),
    [("2026-01-31T23:30:00Z", (2026, 2, 1, 0, 30)), ("2026-07-15T10:00:00Z", (2026, 7, 15, 12))],
)
def test_times_in_a_workbook_are_those_of_the_list(admin, utc, here):
    page = Page.objects.get(slug="kooperation", locale__language_code="de-x-nrw")
    Page.objects.filter(pk=page.pk).update(title="Töpfe", last_published_at=utc)
    line = next(row for row in sheet(admin, "/admin/reports/aging-pages/") if "Töpfe" in str(row))
    assert datetime(*here) in line.values()


def test_times_in_the_workbook_of_the_history_are_local(admin):
    page = Page.objects.get(slug="kooperation", locale__language_code="de-x-nrw")
    PageLogEntry.objects.filter(page=page).update(timestamp="2026-07-15T10:00:00Z")
    address = "/admin/reports/site-history/"
    times = {value for row in sheet(admin, address) for value in row.values()}
    assert datetime(2026, 7, 15, 12) in times and datetime(2026, 7, 15, 10) not in times


def test_addresses_of_redirects(admin):
    Redirect.objects.create(old_path="/alt;neu", redirect_link="/nrw/")
    assert "/alt;neu" in str(rows(admin, "/admin/redirects/"))
