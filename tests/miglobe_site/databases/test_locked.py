"""An SQLite database that somebody else keeps locked, under a running site."""

import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from bs4 import BeautifulSoup

from home.models import ContentPage
from tests.asking import ask, say
from tests.rendered_form import EDITOR, RenderedForm
from tests.servers import TOP, running

pytestmark = pytest.mark.sqlite_is_enough("a file that can be locked")

PAGES = ["/nrw/", "/bw/", "/", "/nrw/mitglieder/", "/nrw/suche/?q=kommune"]
PASSWORD = "demo-password-1"
#: The tests' own hashes are quick, and good for nothing on a server.
REHASH = f"""
from django.contrib.auth import get_user_model
for user in get_user_model().objects.all():
    user.set_password("{PASSWORD}"); user.save()
"""


def form_of(answer, url, selector):
    return RenderedForm(BeautifulSoup(answer.text, "html.parser"), url, selector)


def logged_in(site):
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    url = f"{site}/admin/login/"
    form = form_of(ask(url, opener=browser), url, "form[method=post]")
    typed = form.data | {"username": "admin@example.org", "password": PASSWORD}
    assert ask(url, typed, opener=browser).status == 200
    return browser


@contextmanager
def locked(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def request_form(site, number):
    url = f"{site}/nrw/beratung-anfragen/"
    form = form_of(ask(url), url, "form[action*='/anfrage/senden/']")
    typed = {"name": f"Jörg Muster {number}", "municipality": "Bonn"}
    concern = {
        "concern": f"Wir suchen Beratung zu unserer Partnerschaft.\nNummer {number}",
        "email": "m@example.org",
    }
    return form.action, form.data | typed | concern


def editor_form(site, page, browser):
    url = f"{site}/admin/pages/{page}/edit/"
    form = form_of(ask(url, opener=browser), url, EDITOR)
    return url, form.data | {"title": "Neuer Titel"}


def test_forms_come_back_and_pages_are_read(started_before, tmp_path, nrw):
    page = ContentPage.objects.child_of(nrw).first().pk
    local = {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "localhost", "HTTPS": "0"}
    command = [sys.executable, "manage.py", "shell", "-c", REHASH]
    subprocess.run(command, cwd=TOP, env=started_before | local, check=True)
    with running(started_before) as (site, _lines):
        browser = logged_in(site)
        forms = [(*request_form(site, number), None) for number in range(5)]
        forms.append((*editor_form(site, page, browser), browser))
        sent = [None] * len(forms)

        def send(index, url, typed, opener):
            sent[index] = ask(url, typed, opener=opener)

        with locked(tmp_path / "db.sqlite3"):
            writers = [
                threading.Thread(target=send, args=[index, *form])
                for index, form in enumerate(forms)
            ]
            for writer in writers:
                writer.start()
            time.sleep(1)
            read = []
            while any(writer.is_alive() for writer in writers):
                read += [ask(site + path) for path in PAGES]
                time.sleep(0.2)
        say("pages read meanwhile", read)
        say("forms sent", sent)
        assert all(answer.status == 200 and answer.seconds < 3 for answer in read)
        assert all(answer.is_away and answer.seconds < 18 for answer in sent)
        again = []
        for (url, _typed, opener), answer in zip(forms, sent, strict=True):
            form = form_of(answer, url, "form.send-again")
            again.append(ask(form.action, form.data, opener=opener))
        assert [answer.status for answer in again] == [200] * len(forms)
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as database:
        names = database.execute("SELECT name FROM consultations_consultationrequest").fetchall()
        assert {(f"Jörg Muster {number}",) for number in range(5)} <= set(names)
        titles = database.execute("SELECT draft_title FROM wagtailcore_page").fetchall()
        assert ("Neuer Titel",) in titles
