"""Dates in the CMS are written and read in the German way; what cannot be read is an error."""

import re
from datetime import date, datetime

import pytest
from django.forms import DateField, DateTimeField, SplitDateTimeField, TimeField, ValidationError
from django.utils import timezone
from django.utils.translation import override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput
from wagtail.models import get_page_models

from home.models import VideoPage
from tests.admin_addresses import STAFF_URLS
from tests.factories.pages import edit
from tests.site import soup

pytestmark = pytest.mark.sqlite_is_enough("fields of forms")

ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
READ = {
    "31.12.2026": date(2026, 12, 31),
    "1.2.2026": date(2026, 2, 1),
    "31.12.26": date(2026, 12, 31),
    "2026-12-31": date(2026, 12, 31),
}
NOT_READ = ["12/31/2026", "31.02.2026", "morgen", "31.12.", "31.12.2026 8 Uhr"]


def date_fields():
    """Every field of the editors of pages that has a day or a time, with its name."""
    for model in get_page_models():
        fields = model.get_edit_handler().get_form_class().base_fields
        for name, field in fields.items():
            if isinstance(field, DateField | DateTimeField | TimeField | SplitDateTimeField):
                yield model.__name__, name, field


@pytest.mark.parametrize("text", [*READ, *NOT_READ])
def test_every_field_reads_german_dates_or_none(text, site):
    found = list(date_fields())
    names = {name for _model, name, _field in found}
    assert {"as_of", "unavailable_until", "go_live_at", "expire_at"} <= names
    for model, name, field in found:
        late = isinstance(field, DateTimeField)
        with override("de"):
            try:
                value = field.clean(f"{text} 08:00" if late else text)
            except ValidationError:
                value = None
        if late and value:
            value = timezone.localtime(value)
            assert (value.hour, value.minute) == (8, 0)
            value = value.date()
        may_be = {READ.get(text), None} if late else {READ.get(text)}
        assert value in may_be, (model, name)


def test_pickers_write_the_german_way():
    moment = datetime(2026, 12, 31, 8, 5)
    assert AdminDateInput().format_value(moment.date()) == "31.12.2026"
    assert AdminDateTimeInput().format_value(moment) == "31.12.2026 08:05"
    assert AdminTimeInput().format_value(moment.time()) == "08:05"


def test_unreadable_date_is_named_beside_its_field_and_kept(nrw, staff_nrw):
    address = f"/admin/pages/add/home/videopage/{nrw.pk}/"
    typed = {"title": "Film", "as_of": "31.02.2026"}
    response = edit(staff_nrw, address, changes=typed)
    field = soup(response).select_one("[data-contentpath=as_of]")
    assert "Bitte ein gültiges Datum eingeben" in field.text
    assert field.select_one("input")["value"] == "31.02.2026"
    assert not VideoPage.objects.filter(title="Film").exists()
    edit(staff_nrw, response, changes={"as_of": "28.2.2026"})
    page = VideoPage.objects.get(title="Film")
    assert page.as_of == date(2026, 2, 28)
    shown = soup(staff_nrw.get(f"/admin/pages/{page.pk}/edit/"))
    assert shown.select_one("[name=as_of]")["value"] == "28.02.2026"


@pytest.mark.parametrize("address", STAFF_URLS)
def test_lists_write_no_dates_of_programmes(address, staff_nrw):
    response = staff_nrw.get(address)
    if response.headers["Content-Type"].startswith("text/html"):
        texts = [*soup(response).stripped_strings]
        texts += [each["title"] for each in soup(response).select("[title]")]
        assert not [text for text in texts if ISO.search(text) and "{" not in text]


def test_unreadable_date_in_a_filter_is_named(staff_nrw):
    response = staff_nrw.get("/admin/reports/site-history/?timestamp_from=morgen")
    assert "Bitte ein gültiges Datum eingeben" in soup(response).text
