"""The way to the fitting advisor, and the list that changes in place."""

import pytest

from tests.factories.profiles import Entry, make

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
    assert "Verfügbarkeit: frei" in page.locator("main").inner_text()
    facts = page.locator("main").inner_text()
    assert TOPIC in facts and LANGUAGE in facts


def test_fitting_advisor_in_three_clicks(page, wanted):
    page.goto("/nrw/")
    page.get_by_role("link", name=TOPIC).click()
    page.get_by_label(LANGUAGE).check()
    page.get_by_role("status").get_by_text("2 von 6 Profilen passen").wait_for()
    assert "sprache=fr" in page.url
    page.get_by_role("link", name="Amina Lindenfeld", exact=True).click()
    is_on_the_right_profile(page)


def test_fitting_advisor_in_four_clicks_without_javascript(browser, live_server, wanted):
    context = browser.new_context(
        java_script_enabled=False, base_url=live_server.url, locale="de-DE"
    )
    page = context.new_page()
    page.goto("/nrw/")
    page.get_by_role("link", name=TOPIC).click()
    page.get_by_label(LANGUAGE).check()
    page.get_by_role("button", name="Ergebnisse anzeigen").click()
    page.get_by_role("link", name="Amina Lindenfeld", exact=True).click()
    is_on_the_right_profile(page)
    context.close()


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
    page.keyboard.press("Space")
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
    page.get_by_role("link", name="Auf die Merkliste Amina Lindenfeld").click()
    page.get_by_role("link", name="Merkliste ansehen: 1 Profil").wait_for()
    page.go_back()
    page.get_by_role("link", name="Merkliste ansehen: 1 Profil").wait_for(state="detached")
    page.get_by_role("link", name=f"Thema: {TOPIC} entfernen").click()
    page.get_by_role("status").get_by_text("6 Profile", exact=True).wait_for()
    assert not page.get_by_label(TOPIC).is_checked()
    page.go_back()
    page.get_by_role("status").get_by_text("3 von 6 Profilen passen").wait_for()
    assert page.evaluate("window.here"), "the page was loaded anew"
