"""What the public sees of an advisor: the page, the ways of contact, the vCard, the JSON-LD."""

import json
from datetime import timedelta

import pytest
import vobject
from django.utils import timezone
from django.utils.safestring import mark_safe
from wagtail import hooks

from members import consents
from members.models import ConsentKind, MemberLink, MemberPage
from members.vcard import escape
from tests.factories.members import (
    AMINA,
    KOFI,
    YARA,
    add_member,
    fullest,
    image,
    index,
    member,
    path,
    publish,
    revoke,
)
from tests.factories.profiles import Entry, make
from tests.site import soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("how a page looks")


def card(client, page):
    answer = client.get(f"{path(page)}vcard/")
    assert answer.status_code == 200
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    return vobject.readOne(answer.content.decode())


def person(answer):
    graph = json.loads(soup(answer).find("script", type="application/ld+json").string)["@graph"]
    return next((entry for entry in graph if entry["@type"] == "Person"), None)


def request_links(answer):
    return [a["href"] for a in soup(answer).select(".profile__request a")]


def test_profile_shows_all_public_fields(visitor, site):
    page = fullest(index(), image("NRW"))
    answer = visitor.get(path(page))
    text = visible_text(answer)
    for shown in (page.title, page.pronouns, page.role, page.summary[:100], page.photo_credit):
        assert shown.strip() in text
    for shown in (
        "Prof. Dr. Dr. h. c. Alexandrina-Wilhelmine",
        "Themenfelder Faire Beschaffung, Fairer Handel",
        "Beratungsformate Dialogforum, Prozessbegleitung, Workshop, Vortrag, Vernetzung",
        "Beratung auf Deutsch, Englisch, Französisch, Arabisch, Kurdisch, Wolof",
        "Regionalkenntnisse Senegal, Mali",
        "Ort Mülheim an der Ruhr",
        "Einsatzgebiet das ganze Bundesland",
        "vor Ort und online",
        "nimmt Anfragen an",
        "Qualifikationen",
        "Referenzen",
        "Organisationen",
    ):
        assert shown in text
    assert soup(answer).select_one(".lines a")["href"] == "https://example.org/0"
    assert soup(answer).select_one(".portrait img")["alt"] == ""


def test_what_is_empty_has_no_heading(visitor, site):
    text = soup(visitor.get(path(member(KOFI)))).main.get_text()
    for heading in ("Qualifikationen", "Referenzen", "Organisationen", "Links", "E-Mail:"):
        assert heading not in text


def test_talks_and_media_stand_apart_from_other_links(visitor, site):
    page = member(KOFI)
    page.member_links = [
        MemberLink(title="Mein Verein", url="https://example.org/verein"),
        MemberLink(title="Vortrag in Hamm", url="https://example.org/vortrag", kind="talk"),
        MemberLink(title="Im Radio", url="https://example.org/radio", kind="media"),
    ]
    text = visible_text(visitor.get(path(publish(page))))
    assert "Vorträge und Medien Vortrag in Hamm Vortrag oder Aufzeichnung Im Radio" in text
    assert "Links Mein Verein" in text
    page.member_links = page.member_links.all()[:1]
    assert "Vorträge und Medien" not in visible_text(visitor.get(path(publish(page))))


class TestSimilar:
    def similar(self, client, page):
        answer = client.get(path(page))
        return [link.get_text() for link in soup(answer).select(".people a")], answer

    def test_who_shares_most_topics_and_takes_requests_comes_first(self, visitor, site):
        two = ("faire-beschaffung", "fairer-handel")
        make(
            [
                Entry(topics=two[:1], last_name="A"),
                Entry(topics=two, last_name="B", availability="limited"),
                Entry(topics=two, last_name="C"),
                Entry(topics=two, last_name="D", availability="none"),
                Entry(topics=["agenda-2030"], last_name="E"),
                *(Entry(topics=two[:1], last_name=f"F{n}") for n in range(3)),
            ]
        )
        make([Entry(topics=two, last_name="Bewe")], code="de-x-bw")
        found, answer = self.similar(visitor, member(KOFI))
        assert found == ["Zoë C", "Zoë B", "Zoë A", "Zoë F0"]
        assert "Ähnliche Beraterinnen und Berater" in visible_text(answer)

    def test_who_takes_no_requests_leads_to_those_who_do(self, visitor, site):
        make([Entry(topics=["fairer-handel"], last_name="A")])
        page = publish(member(KOFI), availability="none")
        _found, answer = self.similar(visitor, page)
        [button] = soup(answer).select(".profile__actions .button:not(.button--line)")
        assert button.get_text() == "Ähnliche Beraterinnen und Berater ansehen"
        assert soup(answer).select_one(button["href"]).name == "h2"

    def test_without_any_the_list_is_offered_and_no_empty_row_shown(self, visitor, site):
        page = publish(member(KOFI), availability="none")
        found, answer = self.similar(visitor, page)
        assert found == []
        assert "Ähnliche" not in visible_text(answer)
        [button] = soup(answer).select(".profile__actions .button:not(.button--line)")
        assert button["href"] == "/nrw/mitglieder/"

    def test_portrait_without_consent_does_not_stand_there(self, visitor, site):
        def faces():
            return soup(visitor.get(path(member(YARA)))).select(".people__one .portrait")

        assert [bool(face.img) for face in faces()] == [True]
        revoke(member(AMINA), ConsentKind.PHOTO)
        assert [bool(face.img) for face in faces()] == [False]
        assert [face.get_text(strip=True) for face in faces()] == ["AL"]

    def test_nobody_without_the_consent_stands_there(self, visitor, site):
        [page] = make([Entry(topics=["fairer-handel"], last_name="A")])
        consents.record(page, {ConsentKind.WEB: False})
        assert self.similar(visitor, member(KOFI))[0] == []


def test_internal_data_is_nowhere_on_the_page(visitor, site):
    page = publish(member(AMINA), internal_note="Sehr vertraulich", phone="0234 5678")
    html = visitor.get(path(page)).content.decode()
    assert "vertraulich" not in html and "0234" not in html


@pytest.mark.parametrize(
    ("way", "shown"),
    [("form", ""), ("email", "mail"), ("phone", "tel"), ("both", "mail tel")],
)
def test_only_released_ways_of_contact_are_shown(way, shown, visitor, site):
    page = publish(member(KOFI), contact_way=way, email="k@example.net", phone="+49 234 5678")
    vcard = card(visitor, page)
    html = visitor.get(path(page)).content.decode()
    for kind, value, link in (
        ("mail", "k@example.net", "mailto:k@example.net"),
        ("tel", "+49 234 5678", "tel:+492345678"),
    ):
        assert (kind in shown) is (value in html) is (link in html)
        assert (kind in shown) is (value in vcard.serialize())


def test_request_names_the_advisor_and_stays_in_the_edition(visitor, site):
    for code, edition, slug in (("de-x-nrw", "nrw", KOFI), ("de-x-bw", "bw", "jean-ahrental")):
        page = member(slug, code)
        answer = visitor.get(path(page))
        assert request_links(answer) == [f"/{edition}/beratung-anfragen/?beraterin={page.pk}"]
        assert f"Beratung mit {page.title} anfragen" in visible_text(answer)


def test_pause_ends_by_itself(visitor, site):
    today = timezone.localdate()
    page = publish(member(KOFI), availability="none", unavailable_until=today)
    answer = visitor.get(path(page))
    assert "keine Anfragen bis" in visible_text(answer)
    assert request_links(answer) == []
    MemberPage.objects.filter(pk=page.pk).update(unavailable_until=today - timedelta(days=1))
    answer = visitor.get(path(page))
    assert "nimmt Anfragen an" in visible_text(answer)
    assert len(request_links(answer)) == 1
    MemberPage.objects.filter(pk=page.pk).update(unavailable_until=None)
    assert "derzeit keine Anfragen" in visible_text(visitor.get(path(page)))


def test_card_tells_who_it_is(visitor, site):
    vcard = card(visitor, publish(member(YARA), academic_title="Dr.; med., A\\B"))
    assert vcard.version.value == "3.0"
    assert vcard.n.value.family == "Tannwald"
    assert vcard.n.value.given == "Yara"
    assert vcard.n.value.prefix == "Dr.; med., A\\B"
    assert vcard.fn.value == "Dr.; med., A\\B Yara Tannwald"
    assert vcard.org.value == ["MiGlobe", "Nordrhein-Westfalen"]
    assert vcard.title.value == "Politikwissenschaftlerin"
    assert vcard.adr.value.city == "Bonn"
    assert vcard.email.value == "yara-tannwald@example.org"
    assert vcard.url.value == "http://testserver/nrw/mitglieder/yara-tannwald/"


def test_no_line_break_ends_a_value_of_a_card():
    assert escape("Eine Zeile\r\nEND:VCARD;,") == "Eine Zeile END:VCARD\\;\\,"


def test_card_of_the_fullest_profile_is_valid_and_no_value_ends_it(visitor, site):
    page = fullest(index())
    page = publish(page, role="A\r\nEND:VCARD\r\nTEL:123", summary="Ä;,\\" * 40)
    vcard = card(visitor, page)
    assert vcard.title.value == "A END:VCARD TEL:123"
    assert vcard.note.value == "Ä;,\\" * 40
    assert [tel.value for tel in vcard.contents["tel"]] == ["+49 30 23125 999"]


def test_card_is_readable_by_outlook(visitor, site):
    """Outlook reads CRLF and vCard 3.0, a charset on its line only, and drops what has no type."""
    page = publish(member(YARA), role="Beraterin für Köln", contact_way="phone", phone="+49 228 1")
    content = visitor.get(f"{path(page)}vcard/").content
    assert content.startswith(b"BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert content.endswith(b"\r\nEND:VCARD\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    names = {line.partition(":")[0] for line in lines if not line.isascii()}
    assert "TITLE;CHARSET=UTF-8" in names
    assert [name for name in names if not name.endswith(";CHARSET=UTF-8")] == []
    assert "FN:Dr. Yara Tannwald" in lines
    assert "TEL;TYPE=WORK,VOICE:+49 228 1" in lines
    assert f"URL;TYPE=WORK:http://testserver{path(page)}" in lines


def test_card_is_a_file_that_search_engines_leave_alone(visitor, site):
    answer = visitor.get(f"{path(member(AMINA))}vcard/")
    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="amina-lindenfeld.vcf"'
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Robots-Tag"] == "noindex"
    assert visitor.get(f"{path(member(AMINA))}vcard/x/").status_code == 404


def test_search_engines_read_a_person_without_contact(visitor, site):
    answer = visitor.get(path(member(YARA)))
    data = person(answer)
    assert data["name"] == "Dr. Yara Tannwald"
    assert data["jobTitle"] == "Politikwissenschaftlerin"
    assert data["workLocation"]["name"] == "Bonn"
    assert data["knowsLanguage"] == ["de", "en", "ar"]
    assert data["url"] == "http://testserver/nrw/mitglieder/yara-tannwald/"
    assert "example.org" not in json.dumps(data) and "+49" not in json.dumps(data)
    assert visitor.get(data["image"].removeprefix("http://testserver")).status_code == 200


def test_hostile_text_stays_text(visitor, site):
    evil = "</script><script>alert(1)</script>"
    page = publish(
        member(YARA), last_name=evil, title=evil, summary=evil, role=evil, town=evil[:60]
    )
    answer = visitor.get(path(page))
    assert b"<script>alert" not in answer.content
    assert person(answer)["name"] == evil
    assert card(visitor, page).n.value.family == evil


def test_other_apps_add_sections(visitor, site):
    def examples(page, request):
        return mark_safe(f"<section><h2>Beispiele von {page.first_name}</h2></section>")

    with (
        hooks.register_temporarily("member_page_section", examples),
        hooks.register_temporarily("member_page_section", lambda page, request: ""),
    ):
        assert "Beispiele von Kofi" in visible_text(visitor.get(path(member(KOFI))))


def test_preview_shows_a_draft_without_consents(site):
    answer = add_member(index()).make_preview_request()
    assert answer.status_code == 200
    assert "Zoë Neumann" in visible_text(answer)
