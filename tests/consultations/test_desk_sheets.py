"""What leaves the desk: the list as a spreadsheet, and the sheet for the SKEW."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from consultations import retention
from members.models import MemberPage, Topic
from tests.factories.desk import CONCERN, LIST, request_in, url
from tests.site import login, soup, visible_text

pytestmark = pytest.mark.usefixtures("site")


def rows(client, **query):
    content = client.get(LIST, {"export": "csv"} | query).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def sheet(client):
    content = client.get(LIST, {"export": "xlsx"}).getvalue()
    heads, *lines = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


class TestSpreadsheet:
    def test_holds_what_the_list_shows(self, staff_nrw):
        person = MemberPage.objects.published().filter(locale__language_code="de-x-nrw").first()
        sent = request_in(wished=[person])
        sent.topics.add(*Topic.objects.all()[:2])
        sent.assignments.create(profile=person.translation_key, name="Zusage", state="accepted")
        request_in("bw")
        request_in(suspicions="links")
        [row] = rows(staff_nrw)
        assert row["Zeichen"] == sent.spelled_reference and row["Ausgabe"] == "NRW"
        assert row["Name"] == "Erika Beispiel" and row["Anliegen"] == CONCERN
        assert row["Wunschberatung"] == person.name
        assert row["Beratung zugesagt"] == "Zusage"
        assert row["Themenfelder"].count(", ") == 1 and row["Stand"] == "neu"
        assert row["Eingegangen"].startswith(f"{timezone.localdate():%d.%m.%Y}")

    def test_filters_count(self, staff_nrw):
        request_in()
        late = request_in(days=-1)
        assert [row["Zeichen"] for row in rows(staff_nrw, due="late")] == [late.spelled_reference]

    @pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+49", "-1", "\t=1"])
    def test_no_cell_is_a_formula(self, text, staff_nrw):
        request_in(name=text, concern=text, municipality=text)
        for [row] in (rows(staff_nrw), sheet(staff_nrw)):
            for name in ("Name", "Anliegen", "Kommune"):
                assert row[name].startswith("'")

    def test_queries_do_not_grow_with_the_list(self, staff_nrw, django_assert_max_num_queries):
        for _number in range(12):
            request_in().topics.add(Topic.objects.first())
        with django_assert_max_num_queries(20):
            assert len(rows(staff_nrw)) == 12

    @pytest.mark.parametrize("who", ["mitarbeit-nrw", "redaktion-bw", None])
    def test_of_others_nothing_is_exported(self, who):
        request_in()
        client = login(Client(), f"{who}@example.org") if who else Client()
        for kind in ("csv", "xlsx"):
            answer = client.get(LIST, {"export": kind})
            if answer.status_code == 200 and who == "redaktion-bw":
                assert rows(client) == []
            else:
                assert answer.status_code in {302, 403}

    def test_contributors_are_offered_no_file(self):
        request_in()
        page = login(Client(), "mitarbeit-nrw@example.org").get(LIST)
        assert "Musterstadt" in visible_text(page)
        assert not soup(page).select("a[href*=export]")


class TestHandOverSheet:
    def test_holds_what_the_skew_needs_and_no_note(self, staff_nrw):
        sent = request_in()
        sent.events.create(step="note", text="Ruft ungern an")
        sent.events.create(step="state", state="advice", text="Es geht los.")
        sent.events.create(step="added", text="Der Verein kommt mit.")
        link = soup(staff_nrw.get(url(sent))).select_one(f"a[href='{url(sent, 'hand-over')}']")
        assert "Übergabeblatt an die SKEW" in link.get_text()
        text = visible_text(staff_nrw.get(url(sent, "hand-over")))
        for told in (CONCERN, "Erika Beispiel", "erika@musterstadt.example", "0211 4711",
                     "Amt für Beschaffung", sent.spelled_reference, "MiGlobe NRW",
                     "Die Anfrage ist angekommen.", "Der Verein kommt mit."):  # fmt: skip
            assert told in text
        assert "Ruft ungern an" not in text

    def test_there_is_none_of_spam_and_none_without_the_personal_data(self, staff_nrw):
        spam, old = request_in(suspicions="links"), request_in()
        retention.forget(old)
        for sent in (spam, old):
            assert staff_nrw.get(url(sent, "hand-over")).status_code == 404
            assert not soup(staff_nrw.get(url(sent))).select("a[href$='/hand-over/']")

    def test_text_of_an_official_is_no_markup(self, staff_nrw):
        sent = request_in(concern="<script>alert(1)</script> " + CONCERN, name="<b>Erika</b>")
        page = staff_nrw.get(url(sent, "hand-over"))
        assert not soup(page).select("script, b")

    def test_queries(self, staff_nrw, django_assert_max_num_queries):
        sent = request_in(ended_at=timezone.now() - timedelta(days=1), state="done")
        staff_nrw.get(url(sent, "hand-over"))
        with django_assert_max_num_queries(25):
            staff_nrw.get(url(sent, "hand-over"))
