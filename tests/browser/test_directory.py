"""The way to the fitting advisor, and the list that changes in place."""

import pytest

from members.models import ConsentKind, MemberPage
from tests.factories.members import AMINA, KOFI, give, member, path, revoke
from tests.factories.profiles import Entry, make
from tests.factories.selections import select

NRW = "/nrw/mitglieder/"

TOPIC, LANGUAGE = "Kommunale Partnerschaften", "Französisch"


@pytest.fixture
def wanted(transactional_db):
    """Amina Lindenfeld of the sample profiles fits; these do not."""
    make(
        [
            Entry(topics=["kommunale-partnerschaften"]),
            Entry(topics=["agenda-2030"], languages=(("fr", True),)),
            Entry(
                topics=["kommunale-partnerschaften"],
                languages=(("fr", True),),
                availability="none",
                last_name="Pause",
            ),
        ]
    )


def is_on_the_right_profile(page):
    assert page.locator("h1").inner_text() == "Amina Lindenfeld"
    assert "nimmt Anfragen an" in page.locator("main").inner_text()
    facts = page.locator("main").inner_text()
    assert TOPIC in facts and LANGUAGE in facts


FOCUSED = """() => {
  const focused = document.activeElement;
  return focused === document.body ? '' : (focused.labels?.[0] ?? focused).innerText;
}"""


def tab_to(page, name):
    for _step in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"{name} is not reached by the Tab key")


def test_fitting_advisor_by_keyboard_alone(page, wanted):
    page.goto("/nrw/")
    tab_to(page, TOPIC)
    page.keyboard.press("Enter")
    page.wait_for_url("**/mitglieder/**")
    tab_to(page, LANGUAGE)
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("2 von 6 Profilen passen").wait_for()
    tab_to(page, "Amina Lindenfeld")  # the focus is where it was
    page.keyboard.press("Enter")
    page.wait_for_url("**/amina-lindenfeld/**")
    is_on_the_right_profile(page)


def test_list_changes_in_place_and_the_way_back_works(page, wanted):
    page.goto(NRW)
    page.evaluate("window.here = true")
    page.get_by_label(TOPIC).check()
    page.get_by_role("status").get_by_text("3 von 6 Profilen passen").wait_for()
    assert page.get_by_label(TOPIC).evaluate("element => element === document.activeElement")
    page.get_by_role("link", name="Merken: Amina Lindenfeld").click()
    page.get_by_role("link", name="Merkliste ansehen").wait_for()
    page.go_back()
    page.get_by_role("link", name="Merkliste ansehen").wait_for(state="detached")
    page.get_by_role("link", name=f"Thema: {TOPIC} entfernen").click()
    page.get_by_role("status").get_by_text("6 Profile", exact=True).wait_for()
    assert not page.get_by_label(TOPIC).is_checked()
    page.go_back()
    page.get_by_role("status").get_by_text("3 von 6 Profilen passen").wait_for()
    assert page.evaluate("window.here"), "the page was loaded anew"


@pytest.mark.parametrize("path", [NRW, f"{NRW}fair-einkaufen/"])
def test_links_outside_the_list_know_who_was_remembered(path, page, wanted):
    amina = member(AMINA)
    select([amina, member(KOFI)], show_in_menus=True).save_revision().publish()
    page.goto(path)
    page.get_by_role("link", name="Merken: Amina Lindenfeld").click()
    page.get_by_role("link", name="Merkliste ansehen").wait_for()
    links = page.locator("main a[href^='/nrw/mitglieder/']:not([rel~=nofollow])")
    addresses = [link.get_attribute("href") for link in links.all()]
    assert addresses and all(f"?m={amina.pk}" in address for address in addresses), addresses


def test_only_who_has_agreed_stands_on_paper(page, wanted):
    for profile in MemberPage.objects.live():
        revoke(profile, ConsentKind.PRINT)
    give(member(AMINA), ConsentKind.PRINT)
    page.emulate_media(media="print")
    page.goto(NRW)
    assert page.locator(".member-card h3:visible").all_inner_texts() == ["Amina Lindenfeld"]
    assert page.locator(".member-group:visible").count() == 1, "a heading of nobody"
    assert page.get_by_text("5 Profile sind hier nicht abgedruckt").is_visible()
    for address, rows in {
        path(member(AMINA)): [".similar"],
        "/nrw/": [".hero__people", ".band:has(.team)"],
        "/nrw/miglobe/": [".beside-people"],
    }.items():
        page.goto(address)
        for row in rows:
            assert page.locator(row).count() == 1, row
            assert not page.locator(row).is_visible(), row
