"""A federal state more, opened by the administrator in the CMS with no developer."""

from playwright.sync_api import expect

from home.models import HomePage, LegalPage
from members.models import MemberIndexPage, MemberPage
from tests.browser.steps import log_in
from tests.factories.copies import publish
from tests.factories.openings import FILLED, add_profile
from tests.factories.pages import rows_of
from tests.site import visible_text

CONTACT = {
    "provider": "Beispielträger Hessen",
    "address": "Beispielweg 1, 60001 Frankfurt am Main",
    "email": "hessen@example.org",
    "request_email": "anfragen@example.org",
}


def open_edition(page):
    page.get_by_role("button", name="Einstellungen").click()
    page.get_by_role("link", name="Neue Ausgabe").click()
    page.get_by_label("Bundesland").select_option("Hessen")
    page.get_by_label("Nordrhein-Westfalen").check()
    page.get_by_role("button", name="Ausgabe eröffnen").click()
    page.get_by_text("Alle Seiten sind fertig.").wait_for()
    page.get_by_role("link", name="Zur Startseite und ihrer Checkliste").click()


def fill_contact_and_partners(page):
    page.locator(".checklist").get_by_role("link", name="Kontakt", exact=True).click()
    for name, value in CONTACT.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Partner oder Förderer hinzufügen").click()
    page.locator("[name=partners-0-role]").select_option("cooperation")
    page.locator("[name=partners-0-name]").fill("Beispielpartner Hessen")


def press_publish(page):
    page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    page.get_by_role("button", name="Veröffentlichen").click()


def publish_legal_pages_and_a_profile():
    """With no browser: other tests edit and publish pages of these kinds in the CMS."""
    home = HomePage.objects.get(locale__language_code="de-x-he")
    for legal in LegalPage.objects.child_of(home):
        publish(legal, body=FILLED)
    return add_profile(publish(MemberIndexPage.objects.child_of(home).get()))


def test_administrator_opens_hesse(transactional_db, page, client):
    before = rows_of("nrw", "bw")
    profiles = set(MemberPage.objects.live().values_list("title", flat=True))
    page.set_viewport_size({"width": 1280, "height": 1000})
    log_in(page, "admin@example.org")
    open_edition(page)
    expect(page.locator(".checklist li").filter(has_text="fehlt noch")).to_have_count(6)

    fill_contact_and_partners(page)
    press_publish(page)
    page.get_by_text("kann, fehlt noch: Impressum, Kontakt für den Datenschutz").wait_for()
    assert page.locator("[name=email]").input_value() == CONTACT["email"]
    assert client.get("/hessen/").status_code == 404
    assert rows_of("nrw", "bw") == before

    own = publish_legal_pages_and_a_profile()
    press_publish(page)
    page.get_by_text("veröffentlicht").first.wait_for()
    assert client.get("/hessen/").status_code == 200
    home = visible_text(client.get("/hessen/"))
    assert "Kommunen in Hessen" in home
    assert "Beispielpartner Hessen" in home
    for path in ("/", "/nrw/", "/mitglieder/"):
        assert "/hessen/" in client.get(path).content.decode(), path
    assert "/hessen/mitglieder/" in client.get("/sitemap.xml").content.decode()
    page.goto("/")
    page.locator("svg").get_by_role("link", name="Hessen").click()
    page.wait_for_url("**/hessen/")

    directory = visible_text(client.get("/hessen/mitglieder/"))
    assert own.title in directory
    assert not [name for name in profiles if name in directory]
    assert rows_of("nrw", "bw") == before
