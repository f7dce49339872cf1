"""The directory of advisors: facets, and nonsense in addresses."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members import consents
from members.models import ConsentKind, MemberPage, Topic
from tests.factories.profiles import SOME_TOPICS, Entry, make, varied
from tests.site import soup, visible_text

NRW, ALL = "/nrw/mitglieder/", "/mitglieder/"


def names_in(element):
    return [link.get_text() for link in element.select(".member-card h3 a")]


def names(response):
    return names_in(soup(response))


def chosen(path, client, **values):
    return client.get(path, values)


def test_profiles_stand_in_the_order_of_the_german_alphabet(visitor):
    make([Entry(last_name=name) for name in ("Zander", "Ölmann", "Oelfeld", "Ohm", "ärmel")])
    found = [name for name in names(visitor.get(NRW)) if name.startswith("Zoë")]
    assert found == ["Zoë ärmel", "Zoë Oelfeld", "Zoë Ohm", "Zoë Ölmann", "Zoë Zander"]


def test_who_takes_requests_stands_first_then_who_has_little_time(visitor):
    yesterday = timezone.localdate() - timedelta(days=1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    pages = make(
        [
            Entry(last_name="A", availability="none"),
            Entry(last_name="B", availability="limited"),
            Entry(last_name="C", availability="none", until=tomorrow),
            Entry(last_name="D", availability="none", until=yesterday),
            Entry(last_name="E"),
        ]
    )
    for page in pages:
        page.save_revision().publish()  # found by words from now on
    for values in ({}, {"q": "Planung"}):
        shown = {
            heading.get_text(): names_in(heading.find_next("ul"))
            for heading in soup(visitor.get(NRW, values)).select(".member-group")
        }
        own = [[name for name in found if "Zoë" in name] for found in shown.values()]
        assert own == [["Zoë D", "Zoë E"], ["Zoë B"], ["Zoë A", "Zoë C"]]
        assert list(shown) == [
            f"{heading} {len(found)}"
            for heading, found in zip(
                ("Nehmen Anfragen an", "Haben wenig Zeit", "Nehmen derzeit keine Anfragen an"),
                shown.values(),
                strict=True,
            )
        ]


def test_headings_count_those_on_all_pages(visitor):
    make([Entry(last_name=f"Name {n:02}") for n in range(30)])
    assert "Nehmen Anfragen an 32" in visible_text(visitor.get(NRW))
    assert "Haben wenig Zeit" not in visible_text(visitor.get(NRW))
    second = visible_text(visitor.get(NRW, {"page": 2}))
    assert "Nehmen Anfragen an 32" in second and "Haben wenig Zeit 1" in second


def test_languages_stand_by_frequency_and_all_can_be_shown(visitor):
    codes = ["fr", "en", "es", "tr", "sw", "ti", "uk", "vi"]
    spoken = [tuple((code, True) for code in codes[:n]) for n in range(1, 9)]
    make([Entry(languages=languages) for languages in spoken])
    panel = soup(visitor.get(NRW)).select_one('[data-list-open="sprache"]')
    first = panel.select_one(".facet__choices")
    values = [box["value"] for box in panel.select("input")]
    counts = [int(text.get_text().strip("()")) for text in panel.select(".facet__count")]
    assert len(first.select("input")) == 6
    assert counts == sorted(counts, reverse=True)
    assert set(values[:2]) == {"fr", "en"}
    more = panel.select_one(".facet__more")
    assert f"Alle {len(values)} zeigen" in more.get_text() and not more.has_attr("open")
    ticked = soup(visitor.get(NRW, {"sprache": values[-1]}))
    assert ticked.select_one('[data-list-open="sprache-more"]').has_attr("open")


def test_only_the_first_facet_is_open_unless_something_is_ticked(visitor):
    make(varied(6))

    def open_facets(**values):
        page = soup(visitor.get(NRW, values))
        return [each["data-list-open"] for each in page.select(".facet[open]")]

    assert open_facets() == ["thema"]
    assert open_facets(art="online") == ["thema", "art"]
    assert soup(visitor.get(NRW)).select_one(".filter").has_attr("open") is False


def test_panel_says_how_much_is_chosen_and_its_button_what_it_leads_to(visitor):
    make([Entry(town="Wiehl"), Entry(town="Wiehl", last_name="B"), Entry(town="Hamm")])
    page = soup(visitor.get(NRW, {"ort": "wiehl", "art": "online"}))
    assert page.select_one(".filter__summary").get_text() == "Filtern (2)"
    assert page.select_one(".filter__number").get_text() == "2 Profile anzeigen"
    assert soup(visitor.get(NRW)).select_one(".filter__summary").get_text() == "Filtern"


def test_languages_that_tell_the_profiles_apart_are_one_tap_away(visitor):
    make([Entry(languages=(("de", True), ("fr", True))), Entry(languages=(("de", True),))])

    def offered(**values):
        links = soup(visitor.get(NRW, values)).select(".quick a")
        return {link.get_text().split()[0]: link["href"] for link in links}

    topic = SOME_TOPICS[0]
    found = offered(thema=topic, m="1")
    assert found["Französisch"] == f"?m=1&thema={topic}&sprache=fr#liste"
    assert "Deutsch" not in found  # all of them advise in it
    assert offered(thema=topic, sprache="fr") == {}
    number = len(names(visitor.get(NRW, {"thema": topic, "sprache": "fr"})))
    quick = soup(visitor.get(NRW, {"thema": topic})).select_one(".quick").get_text()
    assert f"Französisch ({number})" in quick


def test_page_of_24_and_the_next_one_keeps_what_is_chosen(visitor):
    make(varied(30))
    first = visitor.get(NRW, {"art": "online", "m": "5"})
    assert "30 Profilen" not in visible_text(first)
    assert len(names(visitor.get(NRW))) == 24
    [second] = soup(visitor.get(NRW, {"m": "5"})).select(".pagination a[href]")
    assert second["href"] == "?m=5&page=2#liste"
    assert len(names(visitor.get(NRW, {"m": "5", "page": "2"}))) == 30 + 3 - 24


def test_line_above_the_list_says_how_many_fit(visitor):
    response = visitor.get(NRW, {"thema": "kommunale-partnerschaften"})
    [line] = soup(response).select("[role=status]")
    assert line.get_text(strip=True).startswith(f"{len(names(response))} von 3 Profilen")
    assert "noindex" in response.content.decode()
    assert "noindex" not in visitor.get(NRW).content.decode()


def test_nothing_found_leads_on(visitor):
    make([Entry(town="Wiehl", place="online"), Entry(place="on-site")])
    response = visitor.get(NRW, {"ort": "wiehl", "art": "on-site"})
    assert names(response) == []
    assert "Kein Profil passt" in visible_text(response)
    assert soup(response).select_one('.empty-state a[href="?#liste"]')


@pytest.mark.parametrize(
    "query",
    [
        "thema=%00&sprache='&ort=" + "x" * 4000,
        "page=-1&m=,,0,-1,99999999999999999999,x,%00," + "9" * 5000,
        "m=" + ",".join(map(str, range(1, 3000))),
        "thema=agenda-2030&thema=agenda-2030&page=%F0%9F%98%80&verfuegbar=free%0d%0aX: y",
        "q=%00%22 OR NEAR(&q=" + quote("ß“„ \u202e" * 400),
        "bundesland=by&bundesland=nrw",
    ],
)
@pytest.mark.parametrize("path", [NRW, ALL, f"{NRW}merkliste/", f"{ALL}merkliste/"])
def test_nonsense_in_the_address_is_passed_over(path, query, visitor):
    response = visitor.get(f"{path}?{query}")
    assert response.status_code == (400 if "%00" in query else 200)  # as on every page
    assert len(soup(response).select("h1")) == 1


def test_queries_do_not_grow_with_the_number_of_profiles(visitor):
    def count(path, **values):
        with CaptureQueriesContext(connection) as queries:
            assert visitor.get(path, values).status_code == 200
        return len(queries)

    def counts():
        visitor.get("/nrw/")  # content types and Wagtail's root paths are known from then on
        narrowed = {"thema": SOME_TOPICS[:1], "sprache": "fr", "m": "1,2"}
        return [count(path, **values) for path in (NRW, ALL) for values in ({}, narrowed)]

    make(varied(17))
    many = counts()
    print("queries of the directory, first and later, of one edition and of all:", many)
    assert max(many) <= 12
    make(varied(33), code="de-x-bw")
    assert max(counts()) <= 12
    assert counts() == counts()


def test_facets_follow_what_is_published_and_renamed(visitor):
    [page] = make([Entry(town="Wiehl")])
    assert "Wiehl (1)" in visible_text(visitor.get(NRW))
    page.town = "Hamm"
    page.save_revision().publish()
    topic = Topic.objects.get(slug=SOME_TOPICS[0])
    topic.name_de = "Ziele 2030"
    topic.save()
    text = visible_text(visitor.get(NRW))
    assert "Wiehl (1)" not in text
    assert "Hamm (1)" in text
    assert "Ziele 2030" in text
    consents.record(page, {ConsentKind.WEB: False})
    assert "Hamm" not in visible_text(visitor.get(NRW))


def test_all_editions_with_the_federal_state_as_a_facet(visitor):
    make([Entry(last_name="Bewe")], code="de-x-bw")
    assert "Zoë Bewe" in names(visitor.get(ALL))
    assert "Zoë Bewe" not in names(visitor.get(ALL, {"bundesland": "nrw"}))
    assert "Zoë Bewe" in names(visitor.get(ALL, {"bundesland": ["nrw", "bw"]}))
    assert "Zoë Bewe" not in visible_text(visitor.get(NRW))


def test_topics_on_the_start_page_lead_to_as_many_profiles_as_they_say(visitor):
    links = soup(visitor.get("/nrw/")).select(".topics__list a")
    assert links
    for link in links:
        number = int(link.select_one(".topics__count").get_text().split()[0])
        assert len(names(visitor.get(link["href"]))) == number


def test_start_page_without_profiles_shows_no_topics(visitor, nrw):
    for page in MemberPage.objects.live():
        consents.record(page, {ConsentKind.WEB: False})
    assert soup(visitor.get("/nrw/")).select(".topics") == []
    assert "Hier stellen sich bald" in visible_text(visitor.get(NRW))


@pytest.mark.parametrize("path", [NRW, ALL])
def test_cards_of_those_who_did_not_agree_are_not_printed(path, visitor):
    one, other = make([Entry(), Entry()])
    consents.record(one, {ConsentKind.PRINT: True})
    page = soup(visitor.get(path))
    assert page.select_one(f"#profil-{one.pk}")
    [card] = page.select(".member-card--screen")
    assert card["id"] == f"profil-{other.pk}"
    assert "1 Profil ist hier nicht abgedruckt" in page.select_one("main .print-only").get_text()
    consents.record(other, {ConsentKind.PRINT: True})
    page = visitor.get(path)
    assert not soup(page).select(".member-card--screen") and "abgedruckt" not in visible_text(page)


@pytest.mark.parametrize("text", ["Beraterin", "Berater*in", "Berater:in", "Vergabbe"])
def test_words_find_profiles_whatever_their_spelling(text, visitor):
    [page] = make([Entry(last_name="Schöller", town="Wiehl")])
    page.role = "Berater für Vergabe"
    page.save_revision().publish()
    assert "Zoë Schöller" in names(visitor.get(NRW, {"q": text}))
    assert names(visitor.get(NRW, {"q": f"{text} Schoeller", "ort": "wiehl"})) == ["Zoë Schöller"]


def test_words_are_kept_in_the_field_the_chip_and_the_links(visitor):
    response = visitor.get(NRW, {"q": "Beratung", "art": "online"})
    page = soup(response)
    assert page.select_one("#facets-text")["value"] == "Beratung"
    assert page.select_one('.chip[href="?art=online#liste"]').get_text().startswith("„Beratung“")
    [card, *_more] = page.select("[data-list-link]")
    assert card["href"].startswith("?q=Beratung&art=online&m=")


def test_words_find_nobody_of_another_edition(visitor):
    [page] = make([Entry(last_name="Kuckucksheim")], code="de-x-bw")
    page.save_revision().publish()
    assert names(visitor.get(NRW, {"q": "Kuckucksheim"})) == []
    assert names(visitor.get(ALL, {"q": "Kuckucksheim"})) == ["Zoë Kuckucksheim"]


def test_profiles_behind_a_login_are_not_listed(visitor):
    def listed():
        return {"Amina" in visible_text(visitor.get(address)) for address in (NRW, ALL)}

    page = MemberPage.objects.live().get(first_name="Amina")
    assert listed() == {True}
    closed = page.view_restrictions.create(restriction_type="login")
    assert listed() == {False}
    closed.delete()
    page.get_parent().view_restrictions.create(restriction_type="login")
    assert "Amina" not in visible_text(visitor.get(ALL))
