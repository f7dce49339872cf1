"""Phrases as they stand in the texts of towns, for all states: tests/data/region_words.toml."""

import tomllib
from pathlib import Path

import pytest
from django.utils import translation

from editions.region_words import Reason, foreign_words, swap, unturned
from editions.registry import EDITIONS

DATA = Path(__file__).parents[2] / "data/region_words.toml"
SECTIONS = tomllib.loads(DATA.read_text(encoding="utf-8"))
FOREIGN = SECTIONS.pop("foreign")["phrases"]
PHRASES = [
    (*row[:3], row[2] if row[3] == "=" else row[3], row[4], section.get("html", False))
    for section in SECTIONS.values()
    for row in section["phrases"]
]


def as_told(findings):
    return [f"{' '.join(each.text.split())}: {each.reason.value}" for each in findings]


@pytest.mark.parametrize(("source", "target", "text", "expected", "found", "html"), PHRASES)
def test_what_is_certain_is_turned_and_the_rest_is_marked(
    source, target, text, expected, found, html
):
    editions = EDITIONS[source], EDITIONS[target]
    assert swap(text, *editions, html=html) == expected
    assert as_told(unturned(text, *editions, html=html)) == found


@pytest.mark.parametrize(("edition", "text", "found"), FOREIGN)
def test_words_of_other_regions_are_found(edition, text, found):
    assert as_told(foreign_words(text, EDITIONS[edition])) == found


def test_every_reason_is_told_in_german():
    with translation.override("de"):
        german = {reason: str(reason.label) for reason in Reason}
    with translation.override("en"):
        assert [reason for reason in Reason if german[reason] == reason.label] == []


def test_there_are_many_phrases_from_and_to_every_state():
    assert len(PHRASES) >= 200
    assert {row[0] for row in PHRASES} == {row[1] for row in PHRASES} == set(EDITIONS)


@pytest.mark.parametrize("source", EDITIONS)
@pytest.mark.parametrize("target", EDITIONS)
def test_every_state_turns_into_every_other(source, target):
    old, new = EDITIONS[source], EDITIONS[target]
    before, after = (
        f"Kommunen {'im' if each.key == 'sl' else 'in'} {each.state}" for each in (old, new)
    )
    assert swap(before, old, new) == after
    assert unturned(before, old, new) == []


def test_names_that_the_site_knows_stay():
    text = "Wir danken dem Hilfsnetz Ferne Länder NRW und den Freunden von NRW."
    nrw, bw = EDITIONS["nrw"], EDITIONS["bw"]
    names = ["Hilfsnetz Ferne Länder NRW", "Freunde von NRW"]
    assert swap(text, nrw, bw, names=names) == text
    assert unturned(text, nrw, bw, names=names) == []
    assert foreign_words(text, bw, names=names) == []


def test_towns_that_the_site_knows_tell_where_they_are():
    text = "Beispiele aus Engelskirchen (NRW)"
    nrw, bw = EDITIONS["nrw"], EDITIONS["bw"]
    assert [each.reason.value for each in unturned(text, nrw, bw)] == ["place"]
    assert unturned(text, nrw, bw, towns={"Engelskirchen"}) == []
    assert swap(text, nrw, bw, towns={"Engelskirchen"}) == text


def test_a_finding_is_told_with_the_words_around_it():
    text = "Erster Satz. " * 9 + "Viele nordrhein-westfälische Kommunen sind dabei. " + "Ende. " * 9
    (found,) = unturned(text, EDITIONS["nrw"], EDITIONS["bw"])
    assert (found.text, found.state) == ("nordrhein-westfälische", "nrw")
    assert found.context.startswith("…Satz.") and found.context.endswith("Ende.…")
    assert "Viele nordrhein-westfälische Kommunen sind dabei." in found.context


def test_words_of_certain_regions_are_found_although_they_are_towns():
    text, nrw = "Vielfalt in Hamburg", EDITIONS["nrw"]
    assert foreign_words(text, nrw) == []
    assert as_told(foreign_words(text, nrw, regions=[EDITIONS["hh"]])) == ["Hamburg: foreign"]
    assert foreign_words(text, nrw, regions=[EDITIONS["bw"]]) == []
