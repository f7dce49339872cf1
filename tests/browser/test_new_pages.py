"""A person writes a new page of each type in the CMS: title first, save, fill in, publish."""

import re

import pytest
from playwright.sync_api import expect
from wagtail.models import get_page_models

from consultations.models import RequestPage
from examples.models import PracticeExampleIndexPage, PracticeExamplePage
from home.models import ContentPage, HomePage, LegalPage, VideoPage
from members.models import MemberIndexPage, MemberPage, MemberSelectionPage
from miglobe_site.pages.edition_page import EditionPage
from miglobe_site.slugs import slug_of
from tests.browser.steps import log_in

TYPES = [each for each in get_page_models() if issubclass(each, EditionPage) and each.is_creatable]
TITLE = "Neues für Groß & Klein"


def write(page, name, text):
    """Type into a field, key by key."""
    page.locator(f"[name='{name}']").click()
    page.keyboard.type(text)


def write_rich_text(page, name, text):
    field = page.locator(f"[data-contentpath='{name}']")
    field.get_by_role("textbox").first.click()
    page.keyboard.type(text)
    stored = field.locator("input:has(+ [data-draftail-editor-wrapper])")
    expect(stored).to_have_value(re.compile(text))  # the editor needs a quarter of a second


def write_title(page):
    write(page, "title", TITLE)


def write_name(page):
    write(page, "first_name", TITLE.split()[0])
    write(page, "last_name", TITLE.removeprefix(f"{TITLE.split()[0]} "))


def fill_nothing(page):
    pass


def fill_legal_page(page):
    page.locator("[name=kind]").select_option(label="Leichte Sprache")


def fill_video(page):
    page.get_by_label("Video nur ankündigen").check()


def fill_profile(page):
    write(page, "summary", "Ich helfe Kommunen beim Einkauf.")
    write_rich_text(page, "about", "Seit vielen Jahren berate ich Städte.")
    page.get_by_label("Faire Beschaffung").check()
    page.get_by_label("Vortrag").check()
    page.get_by_role("button", name="Sprache hinzufügen").click()
    page.locator("[name='member_languages-0-code']").select_option(label="Deutsch")
    press(page, "Entwurf speichern")
    edit = page.url
    page.goto(edit.replace("/pages/", "/members/").replace("/edit/", "/consents/"))
    page.get_by_label("Veröffentlichung im Web").check()
    page.get_by_label("Beleg").fill("E-Mail vom 1. Oktober")
    press(page, "Speichern")
    page.goto(edit)


def fill_selection(page):
    for number, name in enumerate(["Amina Lindenfeld", "Kofi Sonnberg"]):
        page.get_by_role("button", name="Beraterin oder Berater hinzufügen").click()
        chooser = page.locator(f"#id_selected_members-{number}-member-chooser")
        chooser.locator("[data-chooser-action-choose]").first.click()
        page.locator(".modal [name=q]").fill(name)
        page.locator(".modal").get_by_role("link", name=name).click()


def fill_example(page):
    page.locator("#id_municipality-chooser [data-chooser-action-choose]").first.click()
    page.locator(".modal").get_by_label("Suchbegriff").fill("Bonn")
    page.locator(".modal").get_by_role("link", name="Bonn", exact=True).click()
    write(page, "start_year", "2024")
    page.get_by_label("Fairer Handel").check()
    write(page, "summary", "Worum es ging, in zwei Sätzen.")
    write_rich_text(page, "situation", "So war es vorher.")
    page.locator("[data-contentpath=approach] .c-sf-add-button").click()
    page.get_by_role("option", name="Text").click()
    write_rich_text(page, "approach", "Alle setzten sich an einen Tisch.")
    write_rich_text(page, "results", "So ist es jetzt.")
    press(page, "Entwurf speichern")
    edit = page.url
    page.goto(edit.replace("/pages/", "/examples/").replace("/edit/", "/release/"))
    page.locator("#record_name").fill("Frau Muster")
    page.locator("#record_evidence").fill("E-Mail vom 1. Oktober")
    press(page, "Freigabe eintragen")
    page.goto(edit)


#: What a person types first into a new page of a type, and fills in before it is published.
WRITTEN = {
    ContentPage: (write_title, fill_nothing),
    RequestPage: (write_title, fill_nothing),
    LegalPage: (write_title, fill_legal_page),
    VideoPage: (write_title, fill_video),
    MemberIndexPage: (write_title, fill_nothing),
    MemberPage: (write_name, fill_profile),
    MemberSelectionPage: (write_title, fill_selection),
    PracticeExampleIndexPage: (write_title, fill_nothing),
    PracticeExamplePage: (write_title, fill_example),
}


def press(page, button):
    with page.expect_navigation():
        page.get_by_role("button", name=button).locator("visible=true").first.click()


def publish(page):
    page.get_by_role("button", name="Mehr Aktionen").click()
    press(page, "Veröffentlichen")


def place_for(model):
    """A page below which a new page of a type may stand; a list makes room for a new one."""
    parent = model.allowed_parent_page_models()[0]
    home = HomePage.objects.get(locale__language_code="de-x-nrw")
    if model.max_count_per_parent:
        model.objects.descendant_of(home).get().delete()
    return home if parent is HomePage else parent.objects.descendant_of(home).first()


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_new_page_of_each_type_is_saved_and_published(model, transactional_db, page, live_server):
    assert model in WRITTEN, "say above what a person types into it"
    write_first, fill = WRITTEN[model]
    parent = place_for(model)
    log_in(page, "redaktion-nrw@example.org")
    page.goto(f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/")
    write_first(page)
    press(page, "Entwurf speichern")
    new = model.objects.child_of(parent).get(title=TITLE)
    assert new.slug == slug_of(TITLE)
    assert not new.live and page.url.endswith(f"/admin/pages/{new.pk}/edit/")
    fill(page)
    publish(page)
    new.refresh_from_db()
    said = page.locator(".messages, .w-field__errors").all_inner_texts()
    assert new.live, "\n".join(filter(None, said))
    page.goto(new.url)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_typed_address_is_written_in_ascii(transactional_db, page, live_server):
    written = ContentPage.objects.get(slug="kooperation", locale__language_code="de-x-nrw")
    log_in(page, "redaktion-nrw@example.org")
    page.goto(f"/admin/pages/{written.pk}/edit/")
    page.get_by_role("tab", name="Auffindbarkeit").click()
    slug = page.locator("[name=slug]")
    slug.fill("")
    slug.press_sequentially("Größe Ärger")
    slug.press("Tab")
    expect(slug).to_have_value(slug_of("Größe Ärger"))


@pytest.fixture
def slow_autosave(page):
    """What the editor saves by itself is a second on its way."""
    page.add_init_script(
        "addEventListener('w-unsaved:watch-edits', ({ target }) => { target.dataset.watched = 1 });"
        "const send = fetch, later = () => new Promise((done) => setTimeout(done, 1000));"
        "fetch = async (address, options = {}) => {"
        "  if (options.method?.toLowerCase() === 'post') await later();"
        "  return send(address, options); };"
    )


def type_title_and_address(page, address, pause=0):
    """The title, and at once the address: Wagtail has the title still to write there."""
    page.locator("[name=title]").click()
    page.keyboard.type(TITLE)
    page.wait_for_timeout(pause)
    page.get_by_role("tab", name="Auffindbarkeit").click()
    slug = page.locator("[name=slug]")
    slug.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(address)
    return slug


@pytest.mark.parametrize("pause", [0, 700])  # the editor saves half a second after the last key
def test_typed_address_stays_while_autosave_makes_the_page(
    pause, transactional_db, page, live_server, slow_autosave
):
    home = HomePage.objects.get(locale__language_code="de-x-nrw")
    log_in(page, "redaktion-nrw@example.org")
    page.goto(f"/admin/pages/add/home/contentpage/{home.pk}/")
    # Wagtail notes after two seconds what is there to change.
    expect(page.locator("[data-watched]")).to_be_attached(timeout=30_000)
    slug = type_title_and_address(page, "kurz", pause)
    made = re.compile(r"/admin/pages/\d+/edit/$")
    expect(page).to_have_url(made, timeout=30_000)  # autosave has made it
    expect(page.locator("[data-w-autosave-state-value=saved]")).to_be_visible(timeout=30_000)
    expect(slug).to_have_value("kurz")
    page.get_by_role("tab", name="Inhalt").click()
    write(page, "summary", "Worum es geht.")
    expect(slug).to_have_value("kurz")
    press(page, "Entwurf speichern")
    new = ContentPage.objects.child_of(home).get(title=TITLE)
    assert (new.slug, new.summary) == ("kurz", "Worum es geht.")


def test_typed_address_stays_where_the_title_is_written_late(transactional_db, page, live_server):
    """On a busy machine the tenth of a second that Wagtail waits is much longer."""
    home = HomePage.objects.get(locale__language_code="de-x-nrw")
    page.add_init_script(
        "const wait = setTimeout; setTimeout = (f, ms, ...rest) => "
        "wait(f, ms === 100 ? 1500 : ms, ...rest);"
    )
    log_in(page, "redaktion-nrw@example.org")
    page.goto(f"/admin/pages/add/home/contentpage/{home.pk}/")
    slug = type_title_and_address(page, "kurz")
    page.wait_for_timeout(2500)
    expect(slug).to_have_value("kurz")
    slug.fill("")  # whoever empties it wants the title's again
    page.get_by_role("tab", name="Inhalt").click()
    write(page, "title", "x")
    expect(slug).to_have_value(re.compile(f"^{slug_of(TITLE)}|x"))


def test_double_click_makes_one_page(transactional_db, page, live_server):
    home = HomePage.objects.get(locale__language_code="de-x-nrw")
    log_in(page, "redaktion-nrw@example.org")
    page.goto(f"/admin/pages/add/home/contentpage/{home.pk}/")
    write_title(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Entwurf speichern").first.dblclick()
    page.wait_for_load_state("networkidle")
    assert ContentPage.objects.filter(title=TITLE).count() == 1
