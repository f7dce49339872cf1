"""The review of a year in the CMS: what stands there, who reads it, how it is taken along."""

import csv
import io
import re
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook

from members.models import Topic
from tests.factories.desk import LIST, request_in
from tests.factories.my_profile import account_of, profile
from tests.factories.year import YEAR, asked_on
from tests.site import login, soup, visible_text

pytestmark = pytest.mark.usefixtures("site")
PARTS = "months states topics asking advisors places".split()


@pytest.fixture
def some():
    """Three requests of 2025 and one of the year before."""
    became = [(1, "answered"), (20, "dialogue-forum"), (50, "advice")]
    first = asked_on("2025-03-03 09:00", town="Bonn", asking="administration", became=became)
    first.topics.set(Topic.objects.filter(slug="agenda-2030"))
    first.assignments.create(held_on=date(2025, 4, 28))
    asked_on("2025-03-04 09:00", town="Bonn", became=[(2, "refused")])
    asked_on("2025-08-05 09:00", town="Mannheim", became=[(14, "forwarded")])
    asked_on("2024-08-05 09:00", town="Köln", became=[(1, "answered")])
    return first


def rows(answer, key):
    """{label: (number, number of the year before)} of a table."""
    body = soup(answer).select_one(f"section[aria-labelledby={key}] tbody")
    return {
        row.th.get_text(): tuple(cell.get_text(strip=True) for cell in row.select("td"))
        for row in body.select("tr")
    }


def facts(answer):
    """{label: text} of what is most important."""
    pairs = soup(answer).select(".year__important > div")
    return {each.dt.get_text(): " ".join(each.dd.get_text(" ").split()) for each in pairs}


def test_list_leads_there(staff_nrw):
    assert soup(staff_nrw.get(LIST)).select_one(f"a[href='{YEAR}']").get_text(strip=True) == (
        "Jahresrückblick"
    )
    assert staff_nrw.get(YEAR).status_code == 200


def test_most_important_figures_stand_first_with_the_year_before(some, staff_nrw):
    answer = staff_nrw.get(f"{YEAR}?year=2025")
    assert "MiGlobe NRW: 2025 im Rückblick" in visible_text(answer)
    assert facts(answer) == {
        "Anfragen": "3 2024: 1",
        "Dialogforen": "1 2024: 0",
        "Beratungen": "1 2024: 0",
        "Gespräche, die stattgefunden haben": "1 2024: 0",
        "Werktage bis zur ersten Antwort (Median)": "2 2024: 1",
        "Bis zum zugesagten Tag beantwortet": "67 % (2 von 3) 2024: 100 %",
        "Abgeschlossen": "0 2024: 0",
        "Abgelehnt": "1 2024: 0",
        "Weitergeleitet": "1 2024: 0",
        "Zurückgezogen": "0 2024: 0",
    }


def test_every_chart_is_a_table(some, staff_nrw):
    answer = staff_nrw.get(f"{YEAR}?year=2025")
    months = rows(answer, "months")
    assert len(months) == 12
    assert (months["März"], months["August"], months["Mai"]) == (("2", "0"), ("1", "1"), ("0", "0"))
    assert rows(answer, "states") == {
        "in Klärung": ("0", "1"),
        "Beratung": ("1", "0"),
        "abgelehnt": ("1", "0"),
        "weitergeleitet": ("1", "0"),
    }
    assert rows(answer, "topics") == {"Agenda 2030": ("1", "0")}
    assert rows(answer, "asking") == {"die Verwaltung": ("1", "0"), "keine Angabe": ("2", "1")}
    places = rows(answer, "places")
    assert list(places) == ["Bonn", "Mannheim (Baden-Württemberg)", "Köln"]
    for key in PARTS:
        section = soup(answer).select_one(f"section[aria-labelledby={key}]")
        assert section.h3["id"] == key
    assert "style" not in {name for tag in soup(answer).select(".year *") for name in tag.attrs}


def test_bars_are_as_long_as_their_numbers(some, staff_nrw):
    section = soup(staff_nrw.get(f"{YEAR}?year=2025")).select_one("[aria-labelledby=months]")
    widths = [bar["width"] for bar in section.select("rect")]
    assert widths == ["0", "0", "100", "0", "0", "0", "0", "50", "0", "0", "0", "0"]


def test_map_shows_the_towns_of_the_state(some, staff_nrw):
    page = soup(staff_nrw.get(f"{YEAR}?year=2025"))
    picture = page.select_one("svg.year__map[role=img]")
    assert picture["aria-label"] == (
        "Karte von Nordrhein-Westfalen mit einer Kommune, die angefragt hat"
    )
    assert [dot.get_text() for dot in picture.select("circle")] == ["Bonn: 2"]
    assert picture.select_one("text").get_text() == "2"


def test_year_without_requests_says_so(staff_nrw):
    answer = staff_nrw.get(YEAR)
    assert "gibt es nichts zu zählen" in visible_text(answer)
    assert not soup(answer).select(".year table, .year svg, .year__files")
    assert staff_nrw.get(f"{YEAR}?export=csv").status_code == 200


def test_quarantine_is_named_and_not_counted(some, staff_nrw):
    text = visible_text(staff_nrw.get(f"{YEAR}?year=2025"))
    assert "in Quarantäne" not in text and "Werbung gelöscht" in text
    request_in(suspicions="links")
    request_in("bw", suspicions="links")
    answer = staff_nrw.get(f"{YEAR}?year=2025")
    assert "Eine Anfrage liegt in Quarantäne und zählt nicht mit." in visible_text(answer)
    assert facts(answer)["Anfragen"].startswith("3 ")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?year=&edition=", 200),
        ("?year=1999", 404),
        ("?year=x", 404),
        ("?year=-1", 404),
        ("?year=99999999999999999999", 404),
        ("?year=٢٠٢٥", 404),
        ("?year=2025.0", 404),
        ("?edition=by", 404),
        ("?edition=bw", 404),
        ("?edition=%27OR", 404),
        ("?edition[]=nrw&year=2025&year=2024", 200),
        ("?export=pdf", 200),
        (f"?year={'9' * 3000}", 404),
        ("?edition=%F0%9F%98%80%E2%80%AE", 404),
        ("?year=%00", 400),
    ],
)
def test_nonsense_in_the_address_is_no_error(query, status, some, staff_nrw):
    assert staff_nrw.get(YEAR + query).status_code == status


def test_edition_and_year_are_chosen_from_those_that_there_are(some, staff_nrw):
    asked_on("2023-06-01 09:00", "bw", municipality="Ulmdorf")
    page = soup(staff_nrw.get(YEAR))
    assert not page.select("[name=edition]")
    assert page.select("[name=year] option")[-1]["value"] == "2024"
    admin = login(Client(), "admin@example.org")
    answer = admin.get(f"{YEAR}?edition=bw&year=2023")
    form = soup(answer).select_one(".year__choose")
    chosen = [option["value"] for option in form.select("option[selected]")]
    assert chosen == ["bw", "2023"] and form["method"] == "get"
    assert {option["value"] for option in form.select("[name=edition] option")} == {"bw", "nrw"}
    assert "Ulmdorf" in visible_text(answer) and "Bonn" not in visible_text(answer)
    assert admin.get(f"{YEAR}?edition=nrw&year=2023").status_code == 200


def test_who_reads_no_desk_reads_no_review(some):
    for role in ("redaktion", "mitarbeit"):
        other = login(Client(), f"{role}-bw@example.org")
        assert other.get(f"{YEAR}?year=2025").status_code == 404  # BW has nothing to review yet
        assert "Bonn" not in visible_text(other.get(YEAR))
        for query in ("?edition=nrw", "?edition=nrw&year=2025", "?edition=nrw&export=csv"):
            assert other.get(YEAR + query).status_code == 404
        own = login(Client(), f"{role}-nrw@example.org")
        assert "Bonn" in visible_text(own.get(f"{YEAR}?year=2025"))
    advisor = Client()
    advisor.force_login(account_of(profile()))
    for client in (advisor, Client()):
        for query in ("", "?year=2025", "?export=xlsx", "?edition=nrw&export=csv"):
            answer = client.get(YEAR + query)
            assert answer.status_code in {302, 403}
            assert b"Bonn" not in b"".join(answer)


def test_page_cannot_be_posted_to(some, staff_nrw):
    assert staff_nrw.post(YEAR, {"year": "2025"}).status_code == 405


def test_page_costs_the_same_with_many_requests(some, staff_nrw, queries_of):
    few = queries_of(staff_nrw, f"{YEAR}?year=2025")
    for number in range(40):
        day, town = f"2025-{number % 12 + 1:02}-02 09:00", f"Ort {number}"
        sent = asked_on(day, became=[(1, "answered")], municipality=town)
        sent.topics.set(Topic.objects.all()[:3])
    many = queries_of(staff_nrw, f"{YEAR}?year=2025")
    print(f"review of a year: {few} queries for 4 requests, {many} for 44")
    assert few == many <= 40


def test_same_figures_as_a_spreadsheet(some, staff_nrw):
    formula = '=HYPERLINK("https://angebot.example")'
    asked_on("2025-09-01 09:00", municipality=formula, became=[(3, "answered")])
    page = staff_nrw.get(f"{YEAR}?year=2025")
    [link] = soup(page).select("a[href*='export=csv']")
    answer = staff_nrw.get(link["href"])
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="jahresrueckblick-nrw-2025.csv"'
    )
    text = b"".join(answer).decode()
    assert text.startswith("\ufeffBereich;Was gezählt wird;2025;2024\r\n")
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert ["Das Wichtigste", "Anfragen", "4", "1"] in lines
    assert ["Das Wichtigste", "Gespräche, die stattgefunden haben", "1", "0"] in lines
    assert ["Das Wichtigste", "Werktage bis zur ersten Antwort (Median)", "2,5", "1"] in lines
    assert ["Das Wichtigste", "Bis zum zugesagten Tag beantwortet (%)", "75", "100"] in lines
    assert ["Anfragen nach Monaten", "März", "2", "0"] in lines
    assert any(line[1].startswith("'=HYPERLINK") for line in lines)
    shown = sum(len(rows(page, key)) for key in PARTS if soup(page).select(f"#{key} ~ table"))
    assert len(lines) == 1 + len(facts(page)) + shown


def test_spreadsheet_for_excel(some, staff_nrw):
    asked_on("2025-09-01 09:00", municipality="=1+1")
    answer = staff_nrw.get(f"{YEAR}?year=2025&export=xlsx")
    assert re.search(r'filename="[a-z0-9-]+-nrw-2025\.xlsx"', answer["Content-Disposition"])
    sheet = load_workbook(io.BytesIO(b"".join(answer))).active
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0] == ("Bereich", "Was gezählt wird", "2025", "2024")
    assert ("Das Wichtigste", "Anfragen", 4, 1) in lines
    assert ("Das Wichtigste", "Gespräche, die stattgefunden haben", 1, 0) in lines
    assert ("Kommunen", "'=1+1", 1, 0) in lines
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}
