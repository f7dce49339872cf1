"""A first version in English from DeepL, where a key is set; its server is one on this machine."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest
from wagtail_localize.machine_translators.deepl import DeepLTranslator

from editions.translator import LanguageTranslator
from tests.factories.copies import copy_of, draft, page_in, text, translation_of
from tests.site import login, soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a service elsewhere")

LONG = [f"Satz {number} über Kommunen." for number in range(120)]


class Service:
    """What DeepL's server was asked, and how it answers: with texts, or with a status alone."""

    def __init__(self):
        self.asked = []
        self.status = 200
        self.body = None

    def answer(self, texts):
        if self.body is not None:
            return self.body
        return json.dumps({"translations": [{"text": f"EN {text}"} for text in texts]}).encode()


@pytest.fixture
def service(monkeypatch, settings):
    """A server that stands for DeepL's, with a key for it in the settings."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            query = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            service.asked.append({**query, "key": self.headers["Authorization"]})
            self.send_response(service.status)
            self.end_headers()
            self.wfile.write(service.answer(query["text"]))

        def log_message(self, *_arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(DeepLTranslator, "get_api_endpoint", lambda _self: url)
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "editions.translator.LanguageTranslator",
        "OPTIONS": {"AUTH_KEY": "geheim"},
    }
    yield service
    server.shutdown()
    server.server_close()


@pytest.fixture
def staff(visitor):
    return login(visitor, "redaktion-nrw@example.org")


def test_english_page_is_born_in_english(nrw, service):
    copy = copy_of(page_in(nrw, body=text("Wir <b>beraten</b>.")), "en-x-nrw", live=False)
    assert copy.title == "EN Vorlage"
    assert "EN Wir <b>beraten</b>." in str(draft(copy).body)
    [request] = service.asked
    assert request["key"] == "DeepL-Auth-Key geheim"
    assert (request["source_lang"], request["target_lang"]) == (["DE"], ["EN-GB"])


def test_long_page_is_asked_for_in_parts(nrw, service):
    copy = copy_of(page_in(nrw, body=text(*LONG)), "en-x-nrw", live=False)
    assert [len(request["text"]) <= 50 for request in service.asked] == [True] * 3
    assert all(f"EN {sentence}" in str(draft(copy).body) for sentence in LONG)


@pytest.mark.parametrize("code", ["de-x-bw", "de-simple-x-nrw"])
def test_german_is_never_sent_to_be_translated_into_german(code, nrw, service):
    copy_of(page_in(nrw), code, live=False)
    assert service.asked == []


def test_nothing_is_sent_without_a_key(nrw, service, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR["OPTIONS"] = {"AUTH_KEY": ""}
    copy = copy_of(page_in(nrw), "en-x-nrw", live=False)
    assert copy.title == "Vorlage"
    assert service.asked == []


BROKEN = {
    "refused": (403, b'{"message": "Forbidden"}'),
    "quota used up": (456, b'{"message": "Quota exceeded"}'),
    "down": (503, b"<html>"),
    "strange": (200, b"[]"),
    "too few": (200, b'{"translations": []}'),
    "empty": (200, b""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_page_is_taken_over_in_german_where_the_service_fails(name, nrw, service, staff):
    service.status, service.body = BROKEN[name]
    copy = copy_of(page_in(nrw), "en-x-nrw", live=False)
    assert copy.title == "Vorlage"
    url = f"/admin/localize/translate/{translation_of(copy).pk}/machine_translate/"
    response = staff.post(url, follow=True)
    assert response.status_code == 200
    assert "Der Übersetzungsdienst antwortet nicht." in visible_text(response)
    service.status, service.body = 200, None
    assert "DeepL" in visible_text(staff.post(url, follow=True))
    assert translation_of(copy).get_progress()[0] == translation_of(copy).get_progress()[1]


def test_text_with_links_that_the_original_does_not_have_is_not_used(nrw, service):
    service.body = json.dumps({"translations": [{"text": '<a id="a9">x</a>'}] * 3}).encode()
    copy = copy_of(page_in(nrw), "en-x-nrw", live=False)
    assert "a9" not in str(draft(copy).body)


def test_editor_names_the_translator_of_the_language(nrw, service, staff):
    names = {}
    for code in ("en-x-nrw", "de-simple-x-nrw"):
        copy = copy_of(page_in(nrw, slug=code), code, live=False)
        editor = soup(staff.get(f"/admin/pages/{copy.pk}/edit/"))
        props = json.loads(editor.select_one(".js-translation-editor")["data-props"])
        names[code] = (props["machineTranslator"] or {}).get("name")
    assert names == {"en-x-nrw": "DeepL", "de-simple-x-nrw": None}


def test_another_edition_is_no_matter_of_languages(nrw, bw):
    translator = LanguageTranslator({"AUTH_KEY": "geheim"})
    english = copy_of(page_in(bw), "en-x-bw", live=False).locale
    assert not translator.can_translate(nrw.locale, english)
    assert translator.can_translate(bw.locale, english)
    assert not translator.can_translate(nrw.locale, bw.locale)  # that is no translation


def test_only_own_staff_may_have_a_page_translated(nrw, service, visitor):
    copy = copy_of(page_in(nrw), "en-x-nrw", live=False)
    asked = len(service.asked)
    client = login(visitor, "redaktion-bw@example.org")
    url = f"/admin/localize/translate/{translation_of(copy).pk}/machine_translate/"
    assert client.post(url).status_code == 302
    assert client.get(url).status_code in {302, 405}
    assert len(service.asked) == asked
