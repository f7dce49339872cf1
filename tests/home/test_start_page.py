"""The start page of an edition: its first screen, and what it shows of people and examples."""

from datetime import date

import pytest
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import PageViewRestriction

from examples.models import PracticeExamplePage
from home.models import HomePage, VideoPage
from members.models import ConsentKind, MemberPage
from tests.factories.examples import published
from tests.factories.members import AMINA, give, index, member, publish, revoke
from tests.factories.profiles import Entry, make
from tests.site import MOST_QUERIES, soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("what a page says")

REQUEST = "/nrw/beratung-anfragen/"


@pytest.fixture
def change(nrw):
    """Publish NRW's start page with other values."""

    def publish_home(**values):
        home = HomePage.objects.get(pk=nrw.pk)
        for name, value in values.items():
            setattr(home, name, value)
        home.save_revision().publish()

    return publish_home


def people(answer):
    return [each.get_text(strip=True) for each in soup(answer).select(".person h3")]


def order(names, day=None):
    found = MemberPage.objects.child_of(index()).published()
    return [page.last_name for page in found.of_the_day(day or date(2026, 12, 1))]


@pytest.mark.parametrize("edition", ["nrw", "bw"])
def test_first_screen_says_what_it_costs_and_leads_to_request_and_people(edition, visitor):
    hero = soup(visitor.get(f"/{edition}/")).select_one(".hero")
    assert "kostenlos" in hero.select_one(".cost").get_text()
    request, find = hero.select(".buttons a")
    assert request.get_text() == "Kostenlose Beratung anfragen"
    assert request["href"] == f"/{edition}/beratung-anfragen/"
    assert find["href"] == f"/{edition}/mitglieder/"


def test_staff_write_price_and_buttons(visitor, change):
    change(cost="Gratis für Städte", behalf="", request_label="Los", find_label="Leute finden")
    hero = soup(visitor.get("/nrw/")).select_one(".hero")
    assert hero.select_one(".cost").get_text(strip=True) == "Gratis für Städte"
    assert [link.get_text() for link in hero.select(".buttons a")] == ["Los", "Leute finden"]


@pytest.mark.parametrize("path", [REQUEST, "/bw/beratung-anfragen/"])
def test_page_for_requests_says_what_it_costs_and_how_it_works(path, visitor):
    page = soup(visitor.get(path))
    assert "kostenlos" in page.select_one(".page-header .cost").get_text()
    assert len(page.select(".course .chain > li")) == 4
    assert "Wer kann anfragen?" in visible_text(visitor.get(path))


def test_steps_are_written_once_and_shown_wherever_the_block_stands(visitor, change):
    step = {"heading": "Kaffee trinken", "text": "Wir kommen vorbei."}
    change(steps=[("step", step)] * 3, eligibility="<p>Alle.</p>")
    for path in ("/nrw/", REQUEST):
        course = soup(visitor.get(path)).select_one(".course")
        assert course.get_text().count("Kaffee trinken") == 3, path
        assert "Alle." in course.get_text(), path
        assert "Kaffee trinken" not in visible_text(visitor.get("/bw/"))


def test_staff_order_the_parts(visitor, change):
    heading = {"heading": "Zuerst die Themen", "text": ""}
    change(body=[("topics", heading), ("advisors", {"heading": "Dann wir", "text": ""})])
    headings = [h.get_text() for h in soup(visitor.get("/nrw/")).select(".start h2")]
    assert headings == ["Zuerst die Themen", "Dann wir"]


def test_parts_without_anything_to_show_leave_no_gap(visitor, nrw):
    for page in MemberPage.objects.live():
        revoke(page, ConsentKind.WEB)
    PracticeExamplePage.objects.update(live=False)
    VideoPage.objects.update(live=False)
    page = soup(visitor.get("/nrw/"))
    assert not page.select(".band") and not page.select(".hero__caption")
    assert len(page.select(".five-circles > g")) == 5
    assert len(page.select(".hero .buttons a")) == 2


def test_who_takes_requests_stands_first(site):
    free, paused = Entry(last_name="Frei"), Entry(last_name="Pause", availability="none")
    over = Entry(last_name="Vorbei", availability="none", until=date(2026, 11, 30))
    make([paused, Entry(last_name="Wenig", availability="limited"), free, over])
    names = [n for n in order([]) if n in {"Frei", "Pause", "Vorbei", "Wenig"}]
    assert set(names[:2]) == {"Frei", "Vorbei"}
    assert names[2:] == ["Wenig", "Pause"]


def test_who_pauses_is_shown_with_a_word(visitor):
    MemberPage.objects.exclude(slug=AMINA).update(availability="none")
    team = soup(visitor.get("/nrw/")).select(".team .person")
    said = {one.h3.get_text(): one.select_one(".availability") for one in team}
    assert said.pop("Amina Lindenfeld") is None
    assert said and {word.get_text() for word in said.values()} == {"derzeit keine Anfragen"}


def test_order_changes_with_the_day_and_not_with_the_request(visitor):
    make([Entry(last_name=f"N{number}") for number in range(20)])
    assert order([]) == order([])
    days = [order([], date(2026, 12, day))[:5] for day in range(1, 8)]
    assert len({tuple(names) for names in days}) == 7
    first, second = visitor.get("/nrw/"), visitor.get("/nrw/")
    assert people(first) == people(second)
    assert len(people(first)) == 5


def test_number_of_all_is_that_of_the_directory(visitor):
    make([Entry(last_name=f"N{number}") for number in range(20)])
    number = MemberPage.objects.child_of(index()).published().count()
    assert f"Alle {number} kennenlernen" in visible_text(visitor.get("/nrw/"))
    assert f"5 von {number} aus unserem Team" in visible_text(visitor.get("/nrw/"))


def test_portrait_without_consent_stands_nowhere(visitor):
    def pictures():
        shown = soup(visitor.get("/nrw/")).select(".five-circles image, .team .portrait img")
        return [each for each in shown if "portraet-amina" in (each.get("src") or each["href"])]

    assert len(pictures()) == 2
    revoke(member(AMINA), ConsentKind.PHOTO)
    assert not pictures()
    for place in (".hero", ".team"):
        initials = soup(visitor.get("/nrw/")).select(f"{place} .initials")
        assert "AL" in [text.get_text() for text in initials]
    give(member(AMINA), ConsentKind.PHOTO)


def test_chosen_example_is_shown_while_it_is_public(visitor, change, nrw):
    examples = PracticeExamplePage.objects.live().filter(locale=nrw.locale)
    chosen = examples.order_by("start_year").first()
    change(body=[("example", {"heading": "Aus der Praxis", "page": chosen})])
    story = soup(visitor.get("/nrw/")).select_one(".story")
    assert chosen.title in story.get_text()
    assert story.select_one(".story__map circle")
    PracticeExamplePage.objects.filter(pk=chosen.pk).update(live=False)
    assert chosen.title not in soup(visitor.get("/nrw/")).select_one(".story").get_text()


def test_example_of_another_edition_is_not_shown(visitor, change, bw):
    foreign = PracticeExamplePage.objects.live().filter(locale=bw.locale).first()
    change(body=[("example", {"heading": "Aus der Praxis", "page": foreign})])
    assert foreign.title not in visible_text(visitor.get("/nrw/"))


def test_example_is_one_with_a_result(visitor, change, nrw):
    change(body=[("example", {"heading": "Aus der Praxis", "page": None})])
    planned = published(slug="plan", title="Noch ein Plan", start_year=2030, status="planned")
    assert planned.title not in visible_text(visitor.get("/nrw/"))
    published(slug="neu", title="Schon da", start_year=2029)
    assert "Schon da" in soup(visitor.get("/nrw/")).select_one(".story").get_text()


@pytest.mark.parametrize("name", ["advisors", "example", "film", "topics"])
def test_part_that_shows_other_pages_is_there_once(name):
    block = HomePage._meta.get_field("body").stream_block
    part = (name, block.child_blocks[name].get_default())
    with pytest.raises(StreamBlockValidationError) as error:
        block.clean(block.normalize([part, part]))
    assert "Die maximale Anzahl" in str(error.value.non_block_errors), error.value.non_block_errors


def test_film_leads_to_its_page(visitor):
    link = soup(visitor.get("/bw/")).select_one(".film__link")
    assert link["href"] == "/bw/erklaervideo/"
    assert link.img["loading"] == "lazy"


@pytest.mark.parametrize("path", ["/bw/", "/"])
def test_film_that_not_everybody_may_see_is_not_shown(path, visitor):
    film = soup(visitor.get("/bw/")).select_one(".film__link")["href"]
    shown = VideoPage.objects.get(slug="erklaervideo", locale__language_code="de-x-bw")
    VideoPage.objects.playable().exclude(pk=shown.pk).update(live=False)
    assert soup(visitor.get(path)).select_one(f".film__link[href='{film}']")
    PageViewRestriction.objects.create(page=shown, restriction_type="login")
    assert not soup(visitor.get(path)).select_one(".film__link")


def test_full_start_page_stays_within_the_budget(visitor, queries):
    make([Entry(last_name=f"N{number}") for number in range(20)])
    for path in ("/nrw/", "/bw/", REQUEST):
        found = queries(path)
        print(path, len(found))
        assert len(found) <= MOST_QUERIES, "\n".join(found)


def test_profile_that_is_published_anew_keeps_its_place(site):
    before = order([])
    publish(member(AMINA), summary="Ich helfe.")
    assert order([]) == before
