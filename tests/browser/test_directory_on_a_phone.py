"""The directory on a telephone: what the first screen holds, and how few taps it takes."""

import re
from itertools import pairwise

import pytest

from tests.browser.steps import WIDER_THAN_THE_WINDOW
from tests.factories.members import AMINA, KOFI, give, member
from tests.factories.profiles import Entry, make

PHONE = {"width": 390, "height": 700}
TOPIC, LANGUAGE = "Kommunale Partnerschaften", "Französisch"


@pytest.fixture
def phone(page):
    page.set_viewport_size(PHONE)
    return page


@pytest.fixture
def people(transactional_db):
    return make(
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


@pytest.mark.parametrize(
    "path",
    ["/nrw/mitglieder/", "/bw/mitglieder/", "/mitglieder/",
     "/nrw/mitglieder/?thema=kommunale-partnerschaften"],
)  # fmt: skip
def test_first_card_stands_on_the_first_screen(path, phone, people):
    phone.goto(path)
    box = phone.locator(".member-card").first.bounding_box()
    print(f"{path}: the first card from {box['y']:.0f} to {box['y'] + box['height']:.0f} px")
    assert box["y"] + box["height"] <= 700


def test_no_card_is_higher_than_240_px(phone, transactional_db):
    [page] = make([Entry(town="Mülheim an der Ruhr", languages=(("de", True), ("fr", True)))])
    page.title = "Prof. Dr. Alexandrina-Wilhelmine Ahrental-Mandelgrund"
    page.role = ("Beraterin für kommunale Entwicklungspolitik " * 3)[:80]
    page.summary = ("Öffentlichkeitsarbeit und kommunale Entwicklungspolitik in Ihrer Stadt. " * 4)[
        :160
    ]
    page.save_revision().publish()
    for path in ("/nrw/mitglieder/", "/bw/mitglieder/"):
        phone.goto(path)
        heights = phone.locator(".member-card").evaluate_all(
            "cards => cards.map(card => card.getBoundingClientRect().height)"
        )
        print(f"{path}: cards of {', '.join(f'{height:.0f}' for height in heights)} px")
        assert max(heights) <= 240
        assert not phone.evaluate(WIDER_THAN_THE_WINDOW)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [390, 1280])
def test_french_speaking_advisor_on_partnerships_in_three_taps(
    width, script, browser, live_server, people
):
    context = browser.new_context(
        java_script_enabled=script,
        base_url=live_server.url,
        locale="de-DE",
        viewport={"width": width, "height": 700},
    )
    page = context.new_page()
    page.goto("/nrw/")
    page.get_by_role("link", name=TOPIC).first.click()
    page.locator(".quick").get_by_role("link", name=LANGUAGE).click()
    page.get_by_role("status").get_by_text("2 von 6 Profilen passen").wait_for()
    first = page.locator(".member-card h3 a").first
    assert first.inner_text() == "Amina Lindenfeld"  # who takes requests stands first
    first.click()
    page.wait_for_url("**/amina-lindenfeld/**")
    text = page.locator("main").inner_text()
    assert "nimmt Anfragen an" in text and TOPIC in text and LANGUAGE in text
    context.close()


def test_panel_is_closed_counts_along_and_leads_to_the_list(phone, people):
    phone.goto("/nrw/mitglieder/")
    phone.evaluate("window.here = true")
    panel = phone.locator(".filter__summary")
    assert panel.inner_text() == "Filtern"
    assert not phone.get_by_label(TOPIC).is_visible()
    panel.click()
    phone.get_by_label(TOPIC).check()
    button = phone.get_by_role("button", name="3 Profile anzeigen")
    button.wait_for()
    assert panel.inner_text() == "Filtern (1)"
    box = button.bounding_box()
    assert box["y"] + box["height"] <= 700, "the button is in sight without scrolling"
    button.click()
    phone.wait_for_function("!document.querySelector('.filter').open")
    assert phone.evaluate("document.activeElement.id") == "liste"
    assert phone.locator(".member-card").count() == 3
    assert phone.evaluate("window.here"), "the page was loaded anew"


def test_panel_without_a_script_promises_no_number_that_it_cannot_keep(
    browser, live_server, people
):
    context = browser.new_context(
        java_script_enabled=False, base_url=live_server.url, locale="de-DE", viewport=PHONE
    )
    page = context.new_page()
    page.goto("/nrw/mitglieder/")
    page.locator(".filter__summary").click()
    page.get_by_label(TOPIC).check()
    page.get_by_role("button", name="Ergebnisse anzeigen").click()
    assert page.locator(".filter__summary").inner_text() == "Filtern (1)"
    assert page.locator(".member-card").count() == 3
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("query", ["", "?thema=kommunale-partnerschaften&sprache=fr&m=1"])
def test_twelve_tabs_at_most_from_the_skip_link_to_the_first_card(query, width, page, people):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"/nrw/mitglieder/{query}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    for number in range(1, 13):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.facets__skip')"):
            page.keyboard.press("Enter")
        if page.evaluate("document.activeElement.matches('.member-card h3 a')"):
            print(f"{width} px {query}: {number} tabs")
            return
    raise AssertionError("the first card is more than twelve tabs away")


def wanted(people):
    return f"/nrw/mitglieder/merkliste/?m={','.join(str(page.pk) for page in people)}"


def test_shortlist_is_swiped_person_by_person(phone, people):
    phone.goto(wanted(people))
    assert not phone.evaluate(WIDER_THAN_THE_WINDOW)
    region = phone.get_by_role("region", name="Vergleich")
    assert region.evaluate("element => getComputedStyle(element).scrollSnapType").startswith("x")
    columns = phone.locator("th.compare__profile")
    left = columns.first.bounding_box()["x"]
    region.evaluate("element => element.scrollTo(element.scrollWidth / 3.4, 0)")
    phone.wait_for_function(
        "left => [...document.querySelectorAll('th.compare__profile')].slice(1)"
        ".some(column => Math.abs(column.getBoundingClientRect().x - left) < 3)",
        arg=left,
    )
    assert not phone.locator("tbody th").first.is_visible()  # the cells say it instead
    said = phone.locator("tbody td").first.evaluate("e => getComputedStyle(e, '::before').content")
    assert said == '"Hilft Ihnen so"'


def test_shortlist_on_a_desktop_is_a_table_with_headings(page, people):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(wanted(people))
    cells = page.locator("tbody tr").first.locator("th, td")
    boxes = [cells.nth(number).bounding_box() for number in range(4)]
    assert len({box["y"] for box in boxes}) == 1
    assert all(before["x"] < after["x"] for before, after in pairwise(boxes))
    assert page.get_by_role("link", name="Diese beiden gemeinsam anfragen").is_visible()


def test_shortlist_is_printed_on_one_sheet_with_its_address(page, people):
    five = [*people, member(AMINA), member(KOFI)]
    for each in five:
        give(each)
    address = wanted(five)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.emulate_media(media="print")
    assert page.get_by_text(address).is_visible()
    assert not page.locator(".shortlist-actions").is_visible()
    for photo in page.locator(".compare img").all():
        assert photo.evaluate("image => image.complete && image.naturalWidth") == 240
    assert page.locator(".compare__profile:visible").count() == 5


def open_facets(page):
    return [
        facet.locator("summary").first.inner_text().split("\n")[0]
        for facet in page.locator("details.facet").all()
        if facet.evaluate("element => element.open")
    ]


DESKTOP = {"width": 1280, "height": 800}


def test_on_a_desktop_only_the_first_facet_is_open(page, people):
    page.set_viewport_size(DESKTOP)
    page.goto("/nrw/mitglieder/")
    assert page.get_by_label(TOPIC).is_visible()
    assert not page.locator(".filter__summary").is_visible()
    assert open_facets(page) == ["Thema"]
    page.goto("/nrw/mitglieder/?sprache=fr")
    assert open_facets(page) == ["Thema", "Beratung auf"]  # what is chosen is in sight


def test_frequent_languages_stand_first_and_all_at_a_press(phone, transactional_db):
    codes = "en fr ar tr es ku wo fa uk".split()
    make([Entry(languages=[(code, True) for code in codes[: n + 1]]) for n in range(len(codes))])
    phone.goto("/nrw/mitglieder/")
    phone.locator(".filter__summary").click()
    facet = phone.locator("details.facet").filter(has_text="Beratung auf")
    facet.locator("summary").first.click()
    choices = facet.locator("label:visible .facet__count")
    counts = [int(text.strip("()")) for text in choices.all_inner_texts()]
    assert len(counts) == 6 and counts == sorted(counts, reverse=True)
    assert not facet.get_by_label("Ukrainisch").is_visible()
    facet.get_by_text(re.compile(r"Alle \d+ zeigen")).click()
    assert facet.get_by_label("Ukrainisch").is_visible()
    facet.get_by_label("Ukrainisch").check()
    phone.get_by_role("button", name="1 Profil anzeigen").wait_for()
    assert facet.get_by_label("Ukrainisch").is_visible(), "it closed when the list changed"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_panel_can_be_opened_where_a_browser_lacks_the_selector(
    script, browser, live_server, people
):
    """Firefox before 143 and Safari before 18.4 know no ::details-content."""
    context = browser.new_context(
        java_script_enabled=script, base_url=live_server.url, locale="de-DE", viewport=DESKTOP
    )
    context.add_init_script("CSS.supports = () => false")
    context.route("**/nrw/mitglieder/**", without_details_content)
    page = context.new_page()
    page.goto("/nrw/mitglieder/")
    if not script:
        assert not page.get_by_label(TOPIC).is_visible()
        page.locator(".filter__summary").click()
    page.get_by_label(TOPIC).check()
    page.get_by_role("button", name="anzeigen").click()
    page.get_by_role("status").get_by_text("3 von 6 Profilen passen").wait_for()
    context.close()


def without_details_content(route):
    """The page with another word in its style sheets, which the policy would not take."""
    answer = route.fetch()
    text = answer.text()
    assert "::details-content" in text
    headers = {name: value for name, value in answer.headers.items() if "policy" not in name}
    text = text.replace("::details-content", "::no-browser-has-it")
    route.fulfill(response=answer, body=text, headers=headers)
