"""Snippets read as text: whole sentences where they fit, and fields apart from each other."""

import pytest

from home.models import ContentPage
from search.indexing import joined, readable
from search.models import Entry
from search.queries import parse
from search.snippets import LENGTH, snippet
from tests.factories.searches import ask
from tests.site import soup

FILLER = "Hier steht ein Satz von mittlerer Länge über ganz andere Dinge in der Stadt."


def shown(text, query):
    return "".join(part for part, _is_marked in snippet(text, parse(query)))


def test_sentence_with_the_word_is_shown_whole():
    text = " ".join([FILLER] * 5 + ["Bei Dr. Meyer im Rathaus gibt es Zimt."] + [FILLER] * 5)
    found = shown(text, "Zimt")
    assert "Bei Dr. Meyer im Rathaus gibt es Zimt." in found
    assert found.startswith("Hier steht") and found.endswith(".")
    assert "…" not in found and len(found) <= LENGTH + 10


@pytest.mark.parametrize("place", range(0, 900, 50))
def test_word_is_always_in_its_snippet(place):
    for filler in (FILLER + " ", "Wörter ohne jedes Ende und ", "Feld · "):
        text = (filler * 60)[:place] + " Zimtstern " + filler * 20
        found = shown(text, "Zimtstern")
        assert "Zimtstern" in found
        assert len(found) <= LENGTH + 10


def test_long_sentence_is_cut_with_dots_at_words():
    text = "und immer weiter " * 40 + "Zimt " + "und immer weiter " * 40
    found = shown(text, "Zimt")
    assert found.startswith("… ") and found.endswith(" …")
    assert found.strip("… ").split()[0] in {"und", "immer", "weiter"}


def test_fields_of_a_profile_stand_apart(visitor):
    result = soup(ask(visitor, "Lindenfeld")).select_one(".result")
    assert "Projekt. · Beraterin für kommunale Partnerschaften" in result.get_text()
    entry = Entry.objects.get(page__slug="amina-lindenfeld")
    assert " · Prozessbegleitung, Workshop · Deutsch, Französisch, Wolof · " in entry.text


def test_headings_and_points_stand_apart(nrw):
    page = ContentPage(title="Zitrone", summary="Zusammenfassung ohne Punkt")
    page.body = [("text", "<h2>Eine Überschrift</h2><p>Ein Satz &amp; mehr.</p><p>Noch einer.</p>")]
    nrw.add_child(instance=page)
    page.save_revision().publish()
    assert Entry.objects.get(page=page).text == (
        "Zusammenfassung ohne Punkt · Eine Überschrift · Ein Satz & mehr. Noch einer."
    )
    text = Entry.objects.get(page__slug="kommunale-entwicklungspolitik", page__live=True).text
    assert "entwicklungspolitisch. Sie hinterfragen ihre Beschaffung, unterstützen" in text


def test_lines_are_joined_as_they_read():
    assert joined(["Sie", "gehen,", "Männer", "Frauen."]) == "Sie gehen, Männer · Frauen."
    assert readable("ein<br>Wort<li>Zwei</li>") == "ein · Wort Zwei"
