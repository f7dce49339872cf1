"""The directory of advisors: facets, shortlist, and nonsense in addresses."""

from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members import consents
from members.directory.listing import Directory
from members.directory.shortlist import Shortlist
from members.models import ConsentKind, MemberPage, Topic
from miglobe_site.slugs import slug_of
from tests.factories.profiles import SOME_TOPICS, Entry, directory, make, varied
from tests.site import soup, visible_text

NRW, ALL = "/nrw/mitglieder/", "/mitglieder/"
TODAY = date(2026, 11, 26)
CODES = ["de", "fr", "ar"]

entries = st.lists(
    st.builds(
        Entry,
        topics=st.sets(st.sampled_from(SOME_TOPICS), min_size=1).map(tuple),
        languages=st.dictionaries(st.sampled_from(CODES), st.booleans(), min_size=1).map(
            lambda spoken: tuple(spoken.items())
        ),
        formats=st.sets(st.sampled_from(["talk", "workshop"]), min_size=1).map(tuple),
        countries=st.sets(st.sampled_from(["SN", "GH"])).map(tuple),
        town=st.sampled_from(["", "Köln", "Bonn"]),
        area=st.sampled_from(["local", "state", "nationwide"]),
        place=st.sampled_from(["both", "on-site", "online"]),
        availability=st.sampled_from(["free", "limited", "none"]),
        until=st.sampled_from([None, TODAY - timedelta(1), TODAY + timedelta(1)]),
    ),
    max_size=8,
)
filters = st.fixed_dictionaries(
    {
        "thema": st.lists(st.sampled_from([*SOME_TOPICS, "x\0"]), max_size=2),
        "sprache": st.lists(st.sampled_from([*CODES, "zz"]), max_size=2),
        "format": st.lists(st.sampled_from(["talk", "workshop", ""]), max_size=1),
        "land": st.lists(st.sampled_from(["SN", "GH", "DE"]), max_size=1),
        "ort": st.lists(st.sampled_from(["koeln", "bonn", "Köln"]), max_size=1),
        "gebiet": st.lists(st.sampled_from(["local", "state"]), max_size=1),
        "art": st.lists(st.sampled_from(["on-site", "online", "both"]), max_size=1),
        "verfuegbar": st.lists(st.sampled_from(["free", "limited", "none"]), max_size=2),
    }
)


def facts(entry):
    """What each facet must know of a profile, worked out apart from the code of the site."""
    over = entry.until is not None and entry.until < TODAY
    return {
        "thema": set(entry.topics),
        "sprache": {code for code, can_advise in entry.languages if can_advise},
        "format": set(entry.formats),
        "land": set(entry.countries),
        "ort": {slug_of(entry.town)} - {""},
        "gebiet": {entry.area},
        "art": {"on-site", "online"} if entry.place == "both" else {entry.place},
        "verfuegbar": {"free" if entry.availability == "none" and over else entry.availability},
    }


def query_of(values):
    query = QueryDict(mutable=True)
    for name, items in values.items():
        query.setlist(name, items)
    return query


@given(entries=entries, wanted=filters)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_counts_of_facets_are_those_of_counting_one_by_one(entries, wanted, site, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    with transaction.atomic():
        pages = make(entries)
        known = {page.pk: facts(entry) for page, entry in zip(pages, entries, strict=True)}
        existing = {name: set().union(*(own[name] for own in known.values())) for name in wanted}
        ticked = {name: existing[name].intersection(values) for name, values in wanted.items()}

        def fits(own, but=None):
            return all(not v or own[name] & v for name, v in ticked.items() if name != but)

        these = MemberPage.objects.filter(pk__in=known).published()
        found = Directory(these, query_of(wanted))
        assert set(found.ids) == {pk for pk, own in known.items() if fits(own)}
        for panel in found.panels:
            name = panel.facet.name
            counts = {
                value: sum(value in own[name] and fits(own, but=name) for own in known.values())
                for value in existing[name]
            }
            shown = {value: count for value, count in counts.items() if count}
            shown |= {value: counts[value] for value in ticked[name]}
            assert {choice.value: choice.count for choice in panel.choices} == shown
        transaction.set_rollback(True)


def names(response):
    return [link.get_text() for link in soup(response).select(".member-card h3 a")]


def chosen(path, client, **values):
    return client.get(path, values)


def test_profiles_stand_in_the_order_of_the_german_alphabet(visitor):
    make([Entry(last_name=name) for name in ("Zander", "Ölmann", "Oelfeld", "Ohm", "ärmel")])
    found = [name for name in names(visitor.get(NRW)) if name.startswith("Zoë")]
    assert found == ["Zoë ärmel", "Zoë Oelfeld", "Zoë Ohm", "Zoë Ölmann", "Zoë Zander"]


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
        number = int(link.select_one(".topics__count").get_text().split()[-1])
        assert len(names(visitor.get(link["href"]))) == number


def test_start_page_without_profiles_shows_no_topics(visitor, nrw):
    for page in MemberPage.objects.live():
        consents.record(page, {ConsentKind.WEB: False})
    assert soup(visitor.get("/nrw/")).select(".topics") == []
    assert "Hier stellen sich bald" in visible_text(visitor.get(NRW))


class TestShortlist:
    @pytest.fixture
    def pages(self, site):
        named = [Entry(last_name=name) for name in "ABC"]
        return make(named, kinds=[ConsentKind.WEB, ConsentKind.PRINT])

    def test_link_of_a_card_puts_the_profile_on_the_list_and_takes_it_off(self, visitor, pages):
        def link(response):
            return soup(response).select_one(f'[data-list-link="remember-{pages[0].pk}"]')

        add = link(visitor.get(NRW, {"thema": SOME_TOPICS[0]}))
        assert add.get_text() == "Auf die Merkliste Zoë A"
        page = visitor.get(NRW + add["href"].partition("#")[0])
        assert "Merkliste ansehen: 1 Profil" in visible_text(page)
        take_off = link(page)
        assert take_off["href"] == f"?thema={SOME_TOPICS[0]}#profil-{pages[0].pk}"

    def test_list_and_profile_keep_it(self, visitor, pages):
        own = f"?m={pages[1].pk}"
        card = soup(visitor.get(NRW + own)).select_one(f"#profil-{pages[0].pk} h3 a")
        profile = soup(visitor.get(card["href"]))
        link = profile.select_one(".profile__shortlist a")
        assert link["href"] == f"{NRW}merkliste/?m={pages[1].pk},{pages[0].pk}"

    def test_profiles_stand_side_by_side_in_the_order_of_the_address(self, visitor, pages):
        wanted = f"{pages[2].pk},{pages[0].pk}"
        response = visitor.get(f"{NRW}merkliste/?m={wanted}")
        titles = [heading.get_text() for heading in soup(response).select(".compare h2")]
        assert titles == ["Zoë C", "Zoë A"]
        text = visible_text(response)
        assert "Agenda 2030" in text
        assert "Vortrag" in text
        forward = soup(response).select_one('a[href^="mailto:?"]')["href"]
        assert quote(f"/nrw/mitglieder/merkliste/?m={wanted}", safe="") in forward
        assert response.cookies == {}

    def test_it_holds_profiles_of_several_editions(self, visitor, pages):
        [other] = make([Entry(last_name="Bewe")], code="de-x-bw")
        for path in (f"{NRW}merkliste/", f"{ALL}merkliste/"):
            text = visible_text(visitor.get(f"{path}?m={pages[0].pk},{other.pk}"))
            assert "Zoë Bewe" in text
            assert "Zoë A" in text

    def test_who_is_not_public_any_more_is_missing_and_counted(self, visitor, pages):
        consents.record(pages[0], {ConsentKind.WEB: False})
        response = visitor.get(f"{NRW}merkliste/?m={pages[0].pk},{pages[1].pk},1")
        assert "Zoë A" not in visible_text(response)
        assert "2 Profile dieser Merkliste sind nicht mehr öffentlich" in visible_text(response)

    def test_who_did_not_agree_is_not_printed(self, visitor, pages):
        consents.record(pages[0], {ConsentKind.PRINT: False})
        page = soup(visitor.get(f"{NRW}merkliste/?m={pages[0].pk},{pages[1].pk}"))
        [left_out] = page.select(".compare__profile--screen h2")
        assert left_out.get_text() == "Zoë A"
        assert "1 Profil ist hier nicht abgedruckt" in page.select_one(".print-only").get_text()

    def test_it_holds_twelve(self, visitor, site):
        pages = make(varied(13))
        first = Shortlist(tuple(page.pk for page in pages[:12]))
        page = soup(visitor.get(f"{NRW}{first}"))
        assert "Die Merkliste ist voll" in page.get_text()
        assert not page.select(f'[data-list-link="remember-{pages[12].pk}"]')
        too_many = ",".join(str(page.pk) for page in pages)
        response = visitor.get(f"{NRW}merkliste/?m={too_many}")
        assert len(soup(response).select(".compare__profile")) == 12

    def test_empty_one_leads_to_the_list(self, visitor, site):
        response = visitor.get(f"{NRW}merkliste/")
        assert "Ihre Merkliste ist leer" in visible_text(response)
        assert soup(response).select_one(f'main a[href="{NRW}"]')
        assert "noindex" in response.content.decode()

    def test_it_is_there_only_where_the_directory_is(self, visitor, site):
        directory().unpublish()
        assert visitor.get(f"{NRW}merkliste/").status_code == 404
        assert visitor.get("/nrw/miglobe/merkliste/").status_code == 404


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
