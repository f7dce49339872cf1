"""The words of a region in a text become those of another."""

import pytest

from editions.region_words import swap
from editions.registry import EDITIONS

NRW, BW = EDITIONS["nrw"], EDITIONS["bw"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kommunen in Nordrhein-Westfalen, die", "Kommunen in Baden-Württemberg, die"),
        ("Know-how in NRW", "Know-how in BW"),
        ("NRW", "BW"),
        ("(NRW)", "(BW)"),
        ("„NRW“!", "„BW“!"),
        ("In NRW. Und in Nordrhein-Westfalen.", "In BW. Und in Baden-Württemberg."),
        ("die Kommunen Nordrhein-Westfalens", "die Kommunen Baden-Württembergs"),
        ("NRWs Kommunen", "BWs Kommunen"),
        ("eine NRW-weite Beratung", "eine BW-weite Beratung"),
        ("das MiGlobe-NRW-Team", "das MiGlobe-BW-Team"),
        ("Team MiGlobe-NRW", "Team MiGlobe-BW"),
    ],
)
def test_name_of_the_region_is_changed(text, expected):
    assert swap(text, NRW, BW) == expected


@pytest.mark.parametrize(
    "text",
    [
        "dem Eine Welt Netz NRW gemeinsam",
        "www.NRW.de",
        "NRW.de",
        "www.kompass-NRW.de/seite",
        "https://example.org/NRW/x",
        "info@NRW.example.org",
        "eine-welt-NRW@example.org",
        "/NRW/mitglieder",
        "NRWE",
        "ENRW",
        "nrw",
        "Nordrhein",
        "Westfalen",
        "Nordrhein-Westfalenpark",
        "",
    ],
)
def test_names_and_addresses_stay(text):
    assert swap(text, NRW, BW) == text


def test_way_back_gives_the_same_text():
    text = "MiGlobe NRW berät Kommunen in Nordrhein-Westfalen und die Städte Nordrhein-Westfalens."
    there = swap(text, NRW, BW)
    assert there != text
    assert swap(there, BW, NRW) == text


@pytest.mark.parametrize(
    ("source", "target", "text", "expected"),
    [
        ("by", "nrw", "Kommunen in Bayern", "Kommunen in Nordrhein-Westfalen"),
        ("nrw", "by", "NRW und Nordrhein-Westfalen", "Bayern und Bayern"),
        ("sn", "bw", "In Sachsen. In Sachsen-Anhalt und Niedersachsen",
         "In Baden-Württemberg. In Sachsen-Anhalt und Niedersachsen"),
        ("bb", "be", "in Brandenburg", "in Berlin"),
    ],
)  # fmt: skip
def test_states_without_an_abbreviation(source, target, text, expected):
    assert swap(text, EDITIONS[source], EDITIONS[target]) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<b>NRW</b> <a id="a1">in NRW</a>', '<b>BW</b> <a id="a1">in BW</a>'),
        ('<a href="/NRW/" title="NRW">NRW</a>', '<a href="/NRW/" title="NRW">BW</a>'),
        ("Rat &amp; Tat in NRW &lt;b&gt;", "Rat &amp; Tat in BW &lt;b&gt;"),
        ("eins<br/>NRW", "eins<br/>BW"),
    ],
)
def test_only_text_is_changed_in_html(html, expected):
    assert swap(html, NRW, BW, html=True) == expected


@pytest.mark.parametrize(
    ("elsewhere", "there"),
    [
        ("Kommunen in Hessen, die", "Kommunen im Saarland, die"),
        ("In Hessen und für Hessen", "Im Saarland und für das Saarland"),
        ("Beratende aus Hessen", "Beratende aus dem Saarland"),
        ("MiGlobe Hessen", "MiGlobe Saarland"),
        ("in Hessens Kommunen", "in Saarlands Kommunen"),
    ],
)
def test_saarland_has_an_article(elsewhere, there):
    hesse, saarland = EDITIONS["he"], EDITIONS["sl"]
    assert swap(elsewhere, hesse, saarland) == there
    assert swap(there, saarland, hesse) == elsewhere
    assert swap(elsewhere, hesse, NRW) == elsewhere.replace("Hessen", NRW.state)
