"""A browser, and the site on a real port, served as in production."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from playwright.sync_api import expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import ARGUMENTS, find
from tests.factories.every_page import one_page_of_each_type, publish_every_page
from tests.snapshot import Snapshot

expect.set_options(timeout=30_000)  # on a busy machine


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.sqlite_is_enough("a browser meets the same pages"))


@pytest.fixture(scope="package")
def browser():
    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread, where Django refuses its database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
            yield browser
            browser.close()


@pytest.fixture(scope="session")
def live_server(static_files, django_db_setup):
    """The site alone: Django's test server would serve static files and media on its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "django.contrib.staticfiles.handlers.StaticFilesHandler", lambda _: WSGIHandler()
        )
        server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def with_every_page(snapshot, django_db_blocker):
    """The database with every type of page; publishing them all takes a while."""
    with django_db_blocker.unblock():
        snapshot.restore()
        publish_every_page()
        return Snapshot(connection, "every_page")


@pytest.fixture
def every_page(live_server, with_every_page, transactional_db):
    """The addresses of one page of each type, with every kind of block on some."""
    with_every_page.restore()
    return one_page_of_each_type()


#: Where the editor saves by itself: what comes while a button saves is refused with 400, as meant.
EDITOR = re.compile(r"/admin/pages/(\d+/edit|add/.+)/$")


@pytest.fixture
def problems():
    """What went wrong in the browser; a test that expects something removes it from this list."""
    return []


@pytest.fixture
def context(browser, live_server, problems):
    """A fresh browser session in German; every page in it is watched for problems."""

    def note_request(request):
        url = urlsplit(request.url)
        if url.scheme not in {"data", "blob", "about"} and not own(url):
            problems.append(f"Request to another site: {request.url}")

    def own(url):
        return f"{url.scheme}://{url.netloc}" == live_server.url

    def note_console(message):
        url = message.location.get("url", "")
        if message.type == "error" and not ("status of 400" in message.text and EDITOR.search(url)):
            problems.append(f"Console: {message.text} ({url})")

    context = browser.new_context(locale="de-DE", base_url=live_server.url)
    context.set_default_timeout(30_000)
    context.on("request", note_request)
    context.on("console", note_console)
    context.on("weberror", lambda error: problems.append(f"Page error: {error.error}"))
    yield context
    context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def page(context):
    return context.new_page()
