"""Taking a page over with the pages below it, as staff do it in the CMS."""

import pytest
from django.db import connection

from home.models import ContentPage, HomePage
from tests.browser.steps import log_in

BELOW = 12


@pytest.fixture
def pages(live_server, transactional_db):
    """A live page of NRW with pages below it; the id of BW's home page and of the page."""
    nrw = HomePage.objects.get(locale__language_code="de-x-nrw")
    parent = nrw
    for number in range(BELOW + 1):
        page = ContentPage(title=f"Beratung {number} in NRW", slug=f"seite-{number}", body="[]")
        type(parent).objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision().publish()
        parent = page if number == 0 else parent
    return HomePage.objects.get(locale__language_code="de-x-bw").pk, parent.pk


def copied():
    """How many of the pages are in BW, none of them live."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(CASE WHEN live THEN 1 END) FROM wagtailcore_page"
            " WHERE title LIKE 'Beratung % in BW'"
        )
        return cursor.fetchone()


def test_staff_take_over_a_page_with_those_below_and_watch_it(pages, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(page, "redaktion-bw@example.org")
    page.goto(f"/admin/pages/{pages[0]}/")
    page.get_by_role("button", name="Aktionen").first.click()
    page.get_by_role("link", name="Seiten hierher übernehmen").click()
    page.get_by_role("link", name="Beratung 0 in NRW").click()
    page.get_by_label(f"Auch die Seiten darunter ({BELOW})").check()
    page.get_by_role("button", name="Übernehmen").click()
    page.get_by_text(f"{BELOW + 1} von {BELOW + 1}").wait_for()
    page.get_by_text("Alle Seiten sind fertig.").wait_for()
    assert copied() == (BELOW + 1, 0)
    page.get_by_role("link", name="Beratung 5 in NRW").click()
    page.get_by_text("Beratung 5 in BW").first.wait_for()


def test_connection_that_is_lost_is_said_and_the_job_goes_on(pages, page, problems):
    log_in(page, "redaktion-bw@example.org")
    page.route("**/editions/take-over/*/", lambda route: (
        route.abort() if route.request.method == "POST" else route.continue_()
    ))  # fmt: skip
    page.goto(f"/admin/localize/submit/page/{pages[1]}/")
    page.get_by_label(f"Auch die Seiten darunter ({BELOW})").check()
    page.get_by_role("button", name="Übernehmen").click()
    page.get_by_role("alert").get_by_text("Die Verbindung ist abgebrochen.").wait_for()
    assert copied() == (0, 0)
    problems.clear()
    page.unroute("**/editions/take-over/*/")
    page.reload()
    page.get_by_text("Alle Seiten sind fertig.").wait_for()
    assert copied() == (BELOW + 1, 0)


def test_all_of_it_works_without_javascript(pages, browser, live_server):
    context = browser.new_context(
        java_script_enabled=False, base_url=live_server.url, locale="de-DE"
    )
    page = context.new_page()
    log_in(page, "redaktion-bw@example.org")
    page.goto(f"/admin/localize/submit/page/{pages[1]}/")
    page.get_by_label(f"Auch die Seiten darunter ({BELOW})").check()
    page.get_by_role("button", name="Übernehmen").click()
    page.get_by_text(f"0 von {BELOW + 1}").wait_for()
    while page.get_by_role("button", name="Fortsetzen").count():
        page.get_by_role("button", name="Fortsetzen").click()
    page.get_by_text("Alle Seiten sind fertig.").wait_for()
    assert copied() == (BELOW + 1, 0)
    context.close()
