"""The shortlist: it lives in addresses, and its page compares profiles side by side."""

from urllib.parse import quote

import pytest

from members import consents
from members.directory.shortlist import Shortlist
from members.models import ConsentKind, MemberPage
from tests.factories.copies import copy_of, publish_translation
from tests.factories.members import AMINA, member
from tests.factories.pages import page_of, publish_english_home
from tests.factories.profiles import SOME_TOPICS, Entry, directory, make, varied
from tests.factories.selections import select
from tests.site import soup, visible_text

NRW, BW, ALL = "/nrw/mitglieder/", "/bw/mitglieder/", "/mitglieder/"


@pytest.fixture
def pages(site):
    named = [Entry(last_name=name) for name in "ABC"]
    return make(named, kinds=[ConsentKind.WEB, ConsentKind.PRINT])


def test_link_of_a_card_puts_the_profile_on_the_list_and_takes_it_off(visitor, pages):
    def link(response):
        return soup(response).select_one(f'[data-list-link="remember-{pages[0].pk}"]')

    add = link(visitor.get(NRW, {"thema": SOME_TOPICS[0]}))
    assert add["aria-label"] == "Merken: Zoë A"
    page = visitor.get(NRW + add["href"].partition("#")[0])
    assert "1 gemerkt Merkliste ansehen" in visible_text(page)
    take_off = link(page)
    assert take_off["aria-label"] == "Gemerkt: Zoë A, von der Merkliste nehmen"
    assert take_off["href"] == f"?thema={SOME_TOPICS[0]}#profil-{pages[0].pk}"


@pytest.mark.parametrize("number", range(4), ids=["list", "selection", "profile", "comparison"])
def test_all_links_carry_it_on(number, visitor, pages):
    select(pages, show_in_menus=True).save_revision().publish()
    MemberPage.objects.filter(pk=pages[1].pk).update(availability="none")
    kept = f"m={pages[2].pk}"
    path = [NRW, f"{NRW}fair-einkaufen/", f"{NRW}{pages[0].slug}/", f"{NRW}merkliste/"][number]
    links = soup(visitor.get(f"{path}?{kept}")).main.select("a[href]:not([rel~=nofollow])")
    leading = [a["href"] for a in links if a["href"].startswith(("?", "/nrw/mitglieder/"))]
    assert [address for address in leading if kept not in address.partition("#")[0]] == []
    assert len(set(leading)) >= [8, 5, 4, 2][number]


def test_way_to_others_carries_it_on_where_nobody_is_similar(visitor, pages):
    MemberPage.objects.update(availability="none")
    page = soup(visitor.get(f"{NRW}{pages[0].slug}/?m={pages[2].pk}"))
    assert page.select_one(".profile__instead a")["href"] == f"{NRW}?m={pages[2].pk}"
    topic = page.select_one(".profile__facts a")["href"]
    assert names(visitor.get(topic)) and f"m={pages[2].pk}" in topic


def test_list_and_profile_keep_it(visitor, pages):
    own = f"?m={pages[1].pk}"
    card = soup(visitor.get(NRW + own)).select_one(f"#profil-{pages[0].pk} h3 a")
    profile = soup(visitor.get(card["href"]))
    link = profile.select_one(".profile__shortlist a")
    assert link["href"] == f"{NRW}merkliste/?m={pages[1].pk},{pages[0].pk}"


def test_profiles_stand_side_by_side_in_the_order_of_the_address(visitor, pages):
    wanted = f"{pages[2].pk},{pages[0].pk}"
    response = visitor.get(f"{NRW}merkliste/?m={wanted}")
    titles = [name.get_text() for name in soup(response).select("th .compare__name")]
    assert titles == ["Zoë C", "Zoë A"]
    text = visible_text(response)
    assert "Agenda 2030" in text
    assert "Vortrag" in text
    forward = soup(response).select_one('a[href^="mailto:?"]')["href"]
    assert quote(f"/nrw/mitglieder/merkliste/?m={wanted}", safe="") in forward
    assert quote("- Zoë C\r\n- Zoë A", safe="") in forward
    assert response.cookies == {}


def test_it_is_a_table_in_which_each_row_has_a_heading(visitor, pages):
    table = soup(visitor.get(f"{NRW}merkliste/?m={pages[0].pk},{pages[1].pk}")).table
    assert table.caption.get_text() == "2 Profile auf Ihrer Merkliste"
    rows = {row.th.get_text(): row for row in table.tbody.select("tr")}
    assert all(row.th["scope"] == "row" for row in rows.values())
    assert {len(row.select("td")) for row in rows.values()} == {2}
    assert [cell.get_text() for cell in rows["Beratungsformate"].select("td")] == ["Vortrag"] * 2
    assert [cell.get_text(strip=True) for cell in rows["Anfragen"].select("td")] == [
        "nimmt Anfragen an"
    ] * 2
    assert "Beruf" not in rows  # nobody has one


@pytest.mark.parametrize(
    ("number", "label"),
    [
        (1, "Beratung mit Zoë A anfragen"),
        (2, "Diese beiden gemeinsam anfragen"),
        (3, "Diese drei gemeinsam anfragen"),
    ],
)
def test_all_are_asked_with_one_button(number, label, visitor, pages):
    wanted = ",".join(str(page.pk) for page in pages[:number])
    page = soup(visitor.get(f"{NRW}merkliste/?m={wanted}"))
    button = page.select_one(".shortlist-actions .button")
    assert button.get_text() == label
    assert button["href"] == f"/nrw/beratung-anfragen/?m={wanted}"


def test_who_takes_no_requests_is_not_asked_and_named(visitor, pages):
    MemberPage.objects.filter(pk=pages[1].pk).update(availability="none")
    wanted = ",".join(str(page.pk) for page in pages)
    response = visitor.get(f"{NRW}merkliste/?m={wanted}")
    button = soup(response).select_one(".shortlist-actions .button")
    assert button.get_text() == "Diese beiden gemeinsam anfragen"
    assert button["href"].endswith(f"?m={pages[0].pk},{pages[2].pk}")
    assert "Nimmt derzeit keine Anfragen an: Zoë B" in visible_text(response)


def test_nobody_is_asked_while_the_edition_takes_no_requests(visitor, pages, nrw):
    type(nrw).objects.filter(pk=nrw.pk).update(offer_status="paused")
    for path in (NRW, ALL):
        page = soup(visitor.get(f"{path}merkliste/?m={pages[0].pk}"))
        assert not page.select('.shortlist-actions a[href*="beratung-anfragen"]')


def names(answer):
    return [link.get_text() for link in soup(answer).select(".member-card h3 a")]


def asked(visitor, people, path=ALL):
    """Return {words of a button: where it leads} of those that ask people of a shortlist."""
    wanted = ",".join(str(page.pk) for page in people)
    buttons = soup(visitor.get(f"{path}merkliste/?m={wanted}")).select(".shortlist-actions a")
    return {
        link.get_text(): link["href"] for link in buttons if "beratung-anfragen" in link["href"]
    }


def ids(*people):
    return dict.fromkeys(page.pk for page in people)


def at(edition, *people):
    return f"/{edition}/beratung-anfragen/?m={','.join(str(page.pk) for page in people)}"


@pytest.mark.parametrize("path", [NRW, BW, ALL])
class TestSeveralEditions:
    def test_each_is_asked_in_the_own_one(self, path, visitor, pages):
        MemberPage.objects.filter(pk=pages[1].pk).update(availability="none")
        [other] = make([Entry(last_name="Bewe")], code="de-x-bw")
        assert asked(visitor, [*pages, other], path) == {
            "In Nordrhein-Westfalen anfragen": at("nrw", pages[0], pages[2]),
            "In Baden-Württemberg anfragen": at("bw", other),
        }

    def test_those_of_one_are_asked_there(self, path, visitor, pages):
        words = "In Nordrhein-Westfalen" if path == BW else "Diese beiden gemeinsam"
        assert asked(visitor, pages[:2], path) == {f"{words} anfragen": at("nrw", *pages[:2])}

    def test_those_of_a_paused_one_are_not_asked_but_named(self, path, visitor, pages, bw):
        type(bw).objects.filter(pk=bw.pk).update(offer_status="paused")
        [other] = make([Entry(last_name="Bewe")], code="de-x-bw")
        [to] = asked(visitor, [pages[0], other], path).values()
        assert to == at("nrw", pages[0])
        text = visible_text(visitor.get(f"{path}merkliste/?m={pages[0].pk},{other.pk}"))
        assert "Nimmt derzeit keine Anfragen an: Zoë Bewe" in text

    def test_each_profile_names_its_state(self, path, visitor, pages):
        [other] = make([Entry(last_name="Bewe")], code="de-x-bw")
        answer = visitor.get(f"{path}merkliste/?m={pages[0].pk},{other.pk}")
        states = [each.get_text() for each in soup(answer).select(".compare__state")]
        assert states == ["Nordrhein-Westfalen", "Baden-Württemberg"]


def test_person_with_profiles_in_two_languages_is_asked_once(visitor, nrw):
    publish_english_home(nrw)
    publish_translation(copy_of(directory(), "en-x-nrw", live=False))
    english = publish_translation(copy_of(member(AMINA), "en-x-nrw", live=False))
    words = "Beratung mit Amina Lindenfeld anfragen"
    for path in (NRW, ALL):
        assert asked(visitor, [member(AMINA), english], path) == {words: at("nrw", member(AMINA))}
    here = "/nrw/en/mitglieder/"
    words = "Request advice with Amina Lindenfeld"
    assert asked(visitor, [english], here) == {words: at("nrw", english)}
    publish_translation(copy_of(page_of("nrw", "beratung-anfragen"), "en-x-nrw", live=False))
    assert asked(visitor, [english], here) == {words: at("nrw/en", english)}


def test_it_holds_profiles_of_several_editions(visitor, pages):
    [other] = make([Entry(last_name="Bewe")], code="de-x-bw")
    for path in (f"{NRW}merkliste/", f"{ALL}merkliste/"):
        text = visible_text(visitor.get(f"{path}?m={pages[0].pk},{other.pk}"))
        assert "Zoë Bewe" in text
        assert "Zoë A" in text


def test_who_is_not_public_any_more_is_missing_and_counted(visitor, pages):
    consents.record(pages[0], {ConsentKind.WEB: False})
    response = visitor.get(f"{NRW}merkliste/?m={pages[0].pk},{pages[1].pk},1")
    assert "Zoë A" not in visible_text(response)
    assert "2 Profile dieser Merkliste sind nicht mehr öffentlich" in visible_text(response)


def test_who_did_not_agree_is_not_printed(visitor, pages):
    consents.record(pages[0], {ConsentKind.PRINT: False})
    page = soup(visitor.get(f"{NRW}merkliste/?m={pages[0].pk},{pages[1].pk}"))
    [left_out] = page.select(".compare__profile--screen .compare__name")
    assert left_out.get_text() == "Zoë A"
    for row in page.select(".compare tbody tr"):
        assert ["compare__profile--screen" in str(cell) for cell in row.select("td")] == [
            True,
            False,
        ]
    assert "1 Profil ist hier nicht abgedruckt" in page.select_one(".print-only").get_text()


def test_its_address_is_printed(visitor, pages):
    address = f"{NRW}merkliste/?m={pages[0].pk}"
    [printed] = soup(visitor.get(address)).select(".sheet-address")
    assert printed.get_text().endswith(f" · http://testserver{address}")


def test_it_holds_twelve(visitor, site):
    pages = make(varied(13))
    first = Shortlist(tuple(page.pk for page in pages[:12]))
    page = soup(visitor.get(f"{NRW}{first}"))
    assert "12 gemerkt – die Liste ist voll" in page.get_text()
    assert not page.select(f'[data-list-link="remember-{pages[12].pk}"]')
    too_many = ",".join(str(page.pk) for page in pages)
    response = visitor.get(f"{NRW}merkliste/?m={too_many}")
    assert len(soup(response).select("th.compare__profile")) == 12


def test_empty_one_leads_to_the_list(visitor, site):
    response = visitor.get(f"{NRW}merkliste/")
    assert "Ihre Merkliste ist leer" in visible_text(response)
    assert soup(response).select_one(f'main a[href="{NRW}"]')
    assert "noindex" in response.content.decode()


def test_it_is_there_only_where_the_directory_is(visitor, site):
    directory().unpublish()
    assert visitor.get(f"{NRW}merkliste/").status_code == 404
    assert visitor.get("/nrw/miglobe/merkliste/").status_code == 404
