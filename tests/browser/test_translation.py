"""An English page from the first sentence to the public, in a real browser."""

import pytest
from playwright.sync_api import expect

from home.models import HomePage
from tests.browser.steps import WIDER_THAN_THE_WINDOW, log_in
from tests.factories.copies import copy_of, fresh, page_in, publish, publish_translation, text

FIRST, SECOND = "Wir beraten Kommunen.", "Die Beratung ist kostenlos."
ENGLISH = {"Vorlage": "Sample", FIRST: "We advise municipalities.", SECOND: "Advice is free."}


@pytest.fixture
def original(transactional_db):
    publish_translation(HomePage.objects.get(locale__language_code="en-x-nrw"))
    nrw = HomePage.objects.get(locale__language_code="de-x-nrw")
    return page_in(nrw, body=text(FIRST, SECOND))


@pytest.fixture
def copy(original):
    return copy_of(original, "en-x-nrw", live=False)


@pytest.fixture
def desk(browser, live_server):
    """A browser session of its own for each person."""
    sessions = []

    def sit_down(name, width=1280):
        context = browser.new_context(
            locale="de-DE", base_url=live_server.url, viewport={"width": width, "height": 900}
        )
        context.set_default_timeout(30_000)
        sessions.append(context)
        page = context.new_page()
        log_in(page, f"{name}@example.org")
        return page

    yield sit_down
    for context in sessions:
        context.close()


def translate(cms, german, english):
    place = cms.locator(".js-translation-editor li.incomplete").filter(has_text=german)
    place.get_by_role("button", name="Übersetzen").click()
    cms.locator("textarea").fill(english)
    cms.get_by_role("button", name="Speichern").click()
    place = cms.locator(".js-translation-editor li.complete").filter(has_text=english)
    expect(place).to_contain_text("Von Hand geschrieben")


def actions(cms):
    return cms.get_by_role("navigation", name="Aktionen")


def test_contributor_translates_and_editor_publishes(original, copy, desk, page):
    writer = desk("mitarbeit-nrw")
    writer.goto(f"/admin/pages/{copy.pk}/edit/")
    translate(writer, FIRST, ENGLISH[FIRST])
    actions(writer).get_by_role("button", name="reigabe").first.click()
    refused = writer.locator(".messages .error")
    expect(refused).to_contain_text("Wortlaut der deutschen Seite")
    assert refused.locator("li").all_inner_texts() == ["Vorlage", SECOND]

    translate(writer, "Vorlage", ENGLISH["Vorlage"])
    translate(writer, SECOND, ENGLISH[SECOND])
    actions(writer).get_by_role("button", name="reigabe").first.click()
    writer.get_by_text("„Sample“ wartet jetzt auf Freigabe.").wait_for()
    expect(writer.get_by_role("button", name="Bearbeiten")).to_have_count(0)

    editor = desk("redaktion-nrw")
    editor.goto(f"/admin/pages/{copy.pk}/edit/")
    editor.locator(".messages").get_by_role("button", name="Freigeben").click()
    editor.get_by_text("„Sample“ ist veröffentlicht.").wait_for()
    page.goto("/nrw/en/vorlage/")
    for english in ENGLISH.values():
        assert english in page.locator("main").inner_text()

    publish(fresh(original), body=text("Wir beraten alle Kommunen.", SECOND))
    editor.goto(f"/admin/pages/{copy.pk}/edit/")
    marked = editor.locator("li.to-check")
    expect(marked).to_contain_text("Übersetzung behalten – bitte prüfen")
    assert ENGLISH[FIRST] in marked.inner_text()
    marked.get_by_role("button", name="Bearbeiten").click()
    editor.get_by_role("button", name="Speichern").click()
    expect(editor.locator("li.to-check")).to_have_count(0)


def place_of(cms, german):
    return cms.locator(".js-translation-editor li[class]").filter(has_text=german).first


def type_over(cms, german, english):
    place_of(cms, german).get_by_role("button", name="Bearbeiten").click()
    cms.locator("textarea").fill(english)
    cms.get_by_role("button", name="Speichern").click()


def test_emptied_title_is_refused_at_its_field(copy, desk):
    cms = desk("redaktion-nrw")
    cms.goto(f"/admin/pages/{copy.pk}/edit/")
    translate(cms, "Vorlage", "Sample")
    type_over(cms, "Vorlage", "")
    errored = cms.locator(".js-translation-editor li.errored")
    expect(errored).to_contain_text("Bitte geben Sie einen Text ein. Es bleibt bei „Sample“.")
    cms.reload()
    expect(place_of(cms, "Vorlage")).to_contain_text("Sample")
    translate(cms, FIRST, ENGLISH[FIRST])
    type_over(cms, FIRST, "")
    expect(place_of(cms, FIRST)).to_have_class("incomplete")


def test_two_translators_at_one_sentence(copy, desk):
    one, other = desk("redaktion-nrw"), desk("mitarbeit-nrw")
    for cms in (one, other):
        cms.goto(f"/admin/pages/{copy.pk}/edit/")
        cms.locator(".js-translation-editor li.incomplete").first.wait_for()
    translate(one, FIRST, ENGLISH[FIRST])
    place = place_of(other, FIRST)
    place.get_by_role("button", name="Übersetzen").click()
    other.locator("textarea").fill("We help towns.")
    other.get_by_role("button", name="Speichern").click()
    errored = other.locator(".js-translation-editor li.errored")
    expect(errored).to_contain_text("We help towns.")
    expect(errored).to_contain_text(f"hat diesen Text inzwischen geändert: „{ENGLISH[FIRST]}“")
    other.reload()
    type_over(other, FIRST, "We help towns.")
    expect(place_of(other, FIRST)).to_contain_text("Von Hand geschrieben")
    type_over(one, FIRST, "")
    expect(one.locator(".js-translation-editor li.errored")).to_contain_text("„We help towns.“")


def test_link_that_somebody_else_has_chosen_is_not_taken_back(original, copy, desk):
    german, own, others = (f"https://example.org/{name}" for name in ("de", "en", "en-2"))
    publish(fresh(original), body=text(f'Mehr <a href="{german}">dort</a>.'))
    one, other = desk("redaktion-nrw"), desk("mitarbeit-nrw")

    def choose(cms, old, new):
        cms.locator(".js-translation-editor li").filter(has_text=old).get_by_role(
            "button", name="Bearbeiten"
        ).click()
        cms.locator("textarea").fill(new)
        cms.get_by_role("button", name="Speichern").click()
        expect(place_of(cms, new)).to_contain_text("Geändert")

    one.goto(f"/admin/pages/{copy.pk}/edit/")
    choose(one, german, own)
    other.goto(f"/admin/pages/{copy.pk}/edit/")
    choose(other, own, others)
    one.get_by_role("button", name="Wieder die Fassung von").click()
    expect(one.locator(".messages")).to_contain_text("hat hier inzwischen etwas anderes gewählt")


@pytest.mark.parametrize("width", [390, 1280])
def test_editor_fits_and_has_its_rare_things_behind_more(width, copy, desk):
    cms = desk("redaktion-nrw", width)
    cms.goto(f"/admin/pages/{copy.pk}/edit/")
    cms.locator(".js-translation-editor li.incomplete").first.wait_for()
    assert not cms.evaluate(WIDER_THAN_THE_WINDOW)
    file = cms.get_by_label("PO-Datei aus dem Büro")
    expect(file).to_be_hidden()
    cms.get_by_text("Mehr", exact=True).last.click()
    expect(file).to_be_visible()
    expect(cms.get_by_text("PO-Datei hochladen").locator("visible=true")).to_have_count(0)
    expect(cms.locator("footer:visible")).to_have_count(1)
    expect(actions(cms).get_by_role("button", name="Veröffentlichen")).to_be_visible()
