"""The site as `make run` starts it sends its mails, with no service and no timer beside it."""

import http.cookiejar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests import mail_server
from tests.servers import running, wait_until

STAFF = "redaktion-nrw@example.org"
RESET = "/admin/password_reset/"

pytestmark = pytest.mark.sqlite_is_enough("how `make run` starts is no matter of the database")


def ask_for_password(address):
    cookies = http.cookiejar.CookieJar()
    browser = build_opener(HTTPCookieProcessor(cookies))
    browser.open(address + RESET, timeout=60).read()
    token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
    form = urlencode({"email": STAFF, "csrfmiddlewaretoken": token}).encode()
    browser.open(Request(address + RESET, form, {"Referer": address + RESET}), timeout=60).read()


def test_mail_is_sent_at_once_after_the_answer(started_before, settings):
    with mail_server.running(settings) as server:
        place = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(settings.EMAIL_PORT)}
        with running(started_before | place | {"EMAIL_USE_TLS": "0"}) as (address, _lines):
            ask_for_password(address)
            assert wait_until(lambda: server.recipients == [STAFF], 20)
    assert RESET in server.kept[0].get_content()


def test_mails_are_printed_where_there_is_no_mail_server(started_before):
    with running(started_before) as (address, _lines):
        ask_for_password(address)
        log = Path(started_before["DATA_DIR"]) / "log.txt"
        assert wait_until(lambda: f"To: {STAFF}" in log.read_text(), 20)
        assert RESET in log.read_text()
