"""What the interface of the public site says: short sentences, one name for one thing."""

import re
from pathlib import Path

import polib
import pytest
from django.utils.translation import trans_real

from editions.advisors_word import AdvisorsWord
from home.models import HomePage
from tests.factories.copies import publish_translation
from tests.site import visible_text

pytestmark = pytest.mark.sqlite_is_enough("words")

ROOT = Path(__file__).parents[2]
#: Templates that only staff and advisors see.
INSIDE = re.compile(
    r"/(cms|desk|my_profile|wagtail\w+|mails|previews|accounts)/|search_admin|editions/"
)
#: A second name for what has one: "Video", "Bundesland", "Beraterinnen und Berater".
OTHER_NAMES = re.compile(r"\b(Film\w*|Ausgaben?|Beratende\w*|Mitglied\w*|Textfassung)\b")
#: Said to staff alone, in a preview.
TO_STAFF = "In den Einstellungen der Ausgabe"


def public_texts():
    """Yield the German texts of the templates that visitors see."""
    catalog = {
        entry.msgid: entry for entry in polib.pofile(ROOT / "locale/de/LC_MESSAGES/django.po")
    }
    for path in ROOT.glob("*/templates/**/*.html"):
        if INSIDE.search(f"{path.relative_to(ROOT)}"):
            continue
        source = path.read_text(encoding="utf-8")
        found = re.findall(r'(?:translate |_\()"([^"]+)"', source)
        for text in re.findall(r"{% blocktranslate.*?%}(.*?){% (?:plural|end)", source, re.DOTALL):
            found.append(re.sub(r"{{ ?(\w+) ?}}", r"%(\1)s", text))
        for entry in filter(None, map(catalog.get, found)):
            yield from [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values()


def test_sentences_are_short_and_each_thing_has_one_name():
    texts = set(public_texts())
    assert len(texts) > 150
    for text in texts:
        if text.startswith(TO_STAFF):
            continue
        assert not OTHER_NAMES.search(text), text
        for sentence in re.split(r"[.!?:](?:\s|$)", text):
            assert len(sentence.split()) <= 20, sentence


def test_edition_names_the_advisors_as_it_writes(site, visitor):
    assert "Für Berater*innen: Mein Profil" in visible_text(visitor.get("/bw/"))
    assert "Beraterinnen und Berater" not in visible_text(visitor.get("/bw/suche/"))
    nrw = visible_text(visitor.get("/nrw/"))
    assert "Für Beraterinnen und Berater: Mein Profil" in nrw and "Berater*" not in nrw
    assert "Alle Beraterinnen und Berater" in visible_text(visitor.get("/"))


@pytest.mark.parametrize("word", AdvisorsWord)
def test_staff_choose_the_word_and_can_change_it(word, site, visitor):
    for chosen in (word, AdvisorsWord.PAIR, word):
        home = HomePage.objects.get(locale__language_code="de-x-bw")
        home.advisors_word = chosen
        home.save_revision().publish()
        assert f"Für {chosen.label}: Mein Profil" in visible_text(visitor.get("/bw/"))


@pytest.fixture
def just_started(monkeypatch):
    """No catalog of BW has been asked for anything yet."""
    for code in ("de-x-bw", "de-simple-x-bw"):
        monkeypatch.delitem(trans_real._translations, code, raising=False)


def test_suggestions_name_the_advisors_even_as_the_first_answer(site, visitor, just_started):
    answer = visitor.get("/bw/suche/vorschlaege/", {"q": "ahren"}).json()
    assert [each["kind"] for each in answer["suggestions"]] == ["Berater*in"]


def test_plain_german_has_no_signs_within_words(site, visitor, just_started):
    publish_translation(HomePage.objects.get(locale__language_code="de-simple-x-bw"))
    for path in ("/bw/", "/bw/leicht/"):
        shown = visible_text(visitor.get(path))
    assert "Für Beraterinnen und Berater: Mein Profil" in shown
    assert "Berater*" not in shown


def test_stiff_sentences_are_gone(visitor):
    shortlist = visible_text(visitor.get("/nrw/mitglieder/merkliste/"))
    assert "steckt im Link dieser Seite" in shortlist or "Ihre Merkliste ist leer" in shortlist
    every = " ".join(public_texts())
    for words in ("steht allein in der Adresse", "kommen nirgends vor", "als Feed", "zugleich"):
        assert words not in every, words
