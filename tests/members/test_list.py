"""The list of members in the CMS, its filters and its export."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from members.models import ConsentKind, MemberPage, Topic
from tests.factories.members import AMINA, KOFI, YARA, add_member, index, member, publish, revoke
from tests.site import login, soup, visible_text

LIST = "/admin/members/"
NRW = {"Amina Lindenfeld", "Kofi Sonnberg", "Dr. Yara Tannwald"}
BW = {"Selin Kirschberg", "Jean Ahrental", "Prof. Dr. Leila Mandelgrund"}


def listed(client, **query):
    """The names in the list, which is asked for as the browser does when somebody filters."""
    answer = client.get(f"{LIST}results/", query)
    assert answer.status_code == 200
    titles = soup(answer).select("[id^=page_][id$=_title]")
    return {" ".join(title.get_text().split()) for title in titles}


def row(client, name):
    cells = next(r for r in soup(client.get(LIST)).select("tbody tr") if name in r.get_text())
    return [" ".join(cell.get_text(" ").split()) for cell in cells.find_all("td")]


@pytest.mark.parametrize(
    ("email", "names"),
    [
        ("redaktion-nrw@example.org", NRW),
        ("mitarbeit-bw@example.org", BW),
        ("admin@example.org", NRW | BW),
    ],
)
def test_staff_see_the_profiles_of_their_edition(email, names, visitor, site):
    assert listed(login(visitor, email)) == names


def test_drafts_of_another_edition_are_not_even_counted(staff_nrw, site):
    draft = add_member(index("de-x-bw"), "Geheime Person")
    for query in ({}, {"q": "Geheime"}, {"edition": draft.locale_id}, {"status": "draft"}):
        answer = staff_nrw.get(LIST, query)
        assert "Geheime Person" not in answer.content.decode()
    assert draft.title not in staff_nrw.get(f"{LIST}?export=csv").getvalue().decode()
    assert "BW" not in visible_text(staff_nrw.get(LIST))


def test_list_says_what_staff_must_know(staff_nrw, django_user_model):
    user = django_user_model.objects.create(email="kofi@example.net")
    long_ago = timezone.now() - timedelta(days=400)
    publish(member(KOFI), availability="none")
    MemberPage.objects.filter(slug=KOFI).update(account=user, last_confirmed=long_ago)
    MemberPage.objects.filter(slug=YARA).update(last_confirmed=None)
    revoke(member(KOFI), ConsentKind.PHOTO, ConsentKind.VCARD)
    revoke(member(YARA), *ConsentKind)
    kofi, yara = row(staff_nrw, "Kofi"), row(staff_nrw, "Yara")
    assert kofi[2:6] == [
        "NRW – Deutsch",
        f"{timezone.localtime(long_ago).day}. " + kofi[3].partition(". ")[2],
        "ohne Foto, vCard",
        "derzeit keine Anfragen",
    ]
    assert "vor mehr als einem Jahr" in kofi[3] and "kofi@example.net" in kofi[6]
    assert yara[3:5] == ["nie", "keine"]
    assert "Veröffentlicht" in kofi[7] and "Veröffentlicht" not in yara[7]


def test_filters(staff_nrw, site, django_user_model):
    amina, kofi, yara = "Amina Lindenfeld", "Kofi Sonnberg", "Dr. Yara Tannwald"
    user = django_user_model.objects.create(email="kofi@example.net")
    yesterday = timezone.localdate() - timedelta(days=1)
    publish(member(KOFI), availability="none", unavailable_until=yesterday)
    MemberPage.objects.filter(slug=KOFI).update(account=user)
    publish(member(YARA), availability="none")
    MemberPage.objects.filter(slug=AMINA).update(last_confirmed=None)
    old = timezone.now() - timedelta(days=400)
    MemberPage.objects.filter(slug=YARA).update(last_confirmed=old)
    revoke(member(YARA), ConsentKind.WEB)
    topic = Topic.objects.get(slug="fairer-handel")
    for query, names in (
        ({"status": "live"}, {amina, kofi}),
        ({"status": "draft"}, {yara}),
        ({"freshness": "never"}, {amina}),
        ({"freshness": "stale"}, {amina, yara}),
        ({"without": "web"}, {yara}),
        ({"availability": "free"}, {amina, kofi}),
        ({"availability": "none"}, {yara}),
        ({"availability": "limited"}, set()),
        ({"account": "yes"}, {kofi}),
        ({"account": "no"}, {amina, yara}),
        ({"topic": topic.pk}, {kofi}),
        ({"edition": member(KOFI).locale_id}, NRW),
        ({"q": "bonn tann"}, {yara}),
        ({"q": "Fairen"}, {kofi}),
        ({"q": "Fairen", "account": "no"}, set()),
    ):
        assert listed(staff_nrw, **query) == names, query


@pytest.mark.parametrize(
    "query",
    [
        {"ordering": "email"},
        {"ordering": "-last_confirmed", "p": "99"},
        {"without": "x", "topic": "x", "edition": "999999", "account": "'"},
        {"q": "%" * 200},
        {"export": "exe"},
    ],
)
def test_nonsense_breaks_nothing(query, staff_nrw, site):
    assert staff_nrw.get(LIST, query).status_code in {200, 404}
    assert staff_nrw.get(f"{LIST}results/", query).status_code in {200, 404}


def test_list_asks_no_more_for_more_profiles(staff_nrw, site):
    def queries():
        with CaptureQueriesContext(connection) as context:
            assert staff_nrw.get(LIST).status_code == 200
        return len(context)

    queries()
    few = queries()
    for number in range(3):
        add_member(index(), f"Zoë Neumann{number}")
    assert queries() == few <= 40


def test_who_does_not_work_on_pages_has_no_list(visitor, site, django_user_model):
    user = django_user_model.objects.create(email="advisor@example.net")
    visitor.force_login(user)
    assert visitor.get(LIST).status_code == 302
    visitor.logout()
    assert visitor.get(f"{LIST}?export=csv").status_code == 302


def test_new_profile_is_made_below_an_own_list(staff_nrw, site):
    answer = staff_nrw.get(f"{LIST}choose_parent/", follow=True)
    assert answer.status_code == 200
    assert str(index("de-x-bw").pk) not in [
        option["value"] for option in soup(answer).select("option")
    ]


# --- The export ------------------------------------------------------------------------------

HOSTILE = ["=HYPERLINK(1)", "+49", "-1+1", "@SUM(A1)", "\t=1"]


def exported(client, form, **query):
    """The rows of the spreadsheet as {heading: text}."""
    answer = client.get(LIST, {"export": form, **query})
    content = answer.getvalue()
    if form == "csv":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    heads, *rows = load_workbook(io.BytesIO(content)).active.iter_rows()
    assert not [cell for line in rows for cell in line if cell.data_type == "f"]
    names = [cell.value for cell in heads]
    return [dict(zip(names, [cell.value or "" for cell in line], strict=True)) for line in rows]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_for_staff_leaves_internal_data_out(form, staff_nrw, site, django_user_model):
    user = django_user_model.objects.create(email="login@example.net")
    publish(member(KOFI), internal_note="Sehr vertraulich", phone="0234 5", account=user)
    rows = {line["Name"]: line for line in exported(staff_nrw, form)}
    assert set(rows) == NRW
    kofi, yara = rows["Kofi Sonnberg"], rows["Dr. Yara Tannwald"]
    assert kofi["Themenfelder"] == "Faire Beschaffung, Fairer Handel"
    assert kofi["Beratung auf"] == "Deutsch, Englisch, Akan"
    assert yara["E-Mail (öffentlich)"] == "yara-tannwald@example.org"
    assert yara["Adresse der Seite"] == "http://testserver/nrw/mitglieder/yara-tannwald/"
    everything = str(rows)
    for internal in ("vertraulich", "0234", "kofi-sonnberg@", "login@example.net", "intern"):
        assert internal not in everything
    assert not exported(staff_nrw, form, availability="none")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_administration_exports_internal_data_too(form, admin, site):
    publish(member(KOFI), internal_note="Sehr vertraulich")
    rows = {line["Name"]: line for line in exported(admin, form)}
    assert rows["Kofi Sonnberg"]["Interne Notiz"] == "Sehr vertraulich"
    assert rows["Kofi Sonnberg"]["E-Mail (intern)"] == "kofi-sonnberg@example.org"
    assert len(rows) == 6


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_is_a_formula(form, admin, site):
    fields = ("role", "summary", "town", "pronouns", "internal_note")
    values = dict(zip(fields, HOSTILE, strict=True))
    MemberPage.objects.filter(slug=KOFI).update(**values)
    kofi = next(line for line in exported(admin, form) if line["Name"] == "Kofi Sonnberg")
    for text in HOSTILE:
        assert f"'{text}" in kofi.values()
    assert kofi["Telefon (intern)"].startswith("'+49")


def test_export_asks_no_more_for_more_profiles(staff_nrw, site):
    def queries():
        with CaptureQueriesContext(connection) as context:
            exported(staff_nrw, "csv")
        return len(context)

    queries()
    few = queries()
    for number in range(3):
        add_member(index(), f"Zoë Neumann{number}")
    assert queries() == few
