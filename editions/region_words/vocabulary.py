"""What the federal states are called in running text, beside their names in the registry."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """Words of one state; whatever is no name is found and never turned.

    ``adjectives`` stand without their endings. ``people`` are words for people, and adjectives in
    -er, which are the same words ("Bremer"). ``unclear`` are abbreviations that mean something else
    as well ("MV": Mitgliederversammlung), and count after a preposition only.
    """

    adjectives: tuple[str, ...]
    people: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    other_spellings: tuple[str, ...] = ()


VOCABULARY = {
    "nrw": Vocabulary(
        ("nordrhein-westfälisch",),
        ("Nordrhein-Westfale", "Nordrhein-Westfälin"),
        unclear=("NW",),
        other_spellings=("Nordrhein-Westphalen",),
    ),
    "bw": Vocabulary(
        ("baden-württembergisch",),
        ("Baden-Württemberger",),
        ("BaWü", "Ba-Wü", "Bawü", "BAWÜ", "BaWue", "B-W", "Ländle"),
        other_spellings=("Baden-Wuerttemberg",),
    ),
    "by": Vocabulary(("bayerisch", "bayrisch"), ("Bayerin",), unclear=("BY",)),
    "be": Vocabulary(("berlinerisch",), ("Berliner",)),
    "bb": Vocabulary(("brandenburgisch",), ("Brandenburger",), unclear=("BB",)),
    "hb": Vocabulary(("bremisch",), ("Bremer",), unclear=("HB",)),
    "hh": Vocabulary(("hamburgisch",), ("Hamburger",), unclear=("HH",)),
    "he": Vocabulary(("hessisch",), ("Hessin",)),
    "mv": Vocabulary(
        ("mecklenburg-vorpommersch", "mecklenburg-vorpommerisch"),
        abbreviations=("M-V", "MeckPomm", "Meck-Pomm", "Meckpomm", "McPomm"),
        unclear=("MV",),
    ),
    "ni": Vocabulary(
        ("niedersächsisch",), ("Niedersachse", "Niedersächsin"), ("Nds", "NDS"), unclear=("NI",)
    ),
    "rp": Vocabulary(
        ("rheinland-pfälzisch",), ("Rheinland-Pfälzer",), ("RLP", "R-P"), unclear=("RP",)
    ),
    "sl": Vocabulary(("saarländisch",), ("Saarländer",), unclear=("SL",)),
    "sn": Vocabulary(("sächsisch",), ("Sächsin",), unclear=("SN",)),
    "st": Vocabulary(
        ("sachsen-anhaltisch", "sachsen-anhaltinisch"),
        ("Sachsen-Anhalter", "Sachsen-Anhaltiner"),
        ("LSA",),
        unclear=("ST",),
    ),
    "sh": Vocabulary(
        ("schleswig-holsteinisch",), ("Schleswig-Holsteiner",), ("S-H",), unclear=("SH",)
    ),
    "th": Vocabulary(
        ("thüringisch",), ("Thüringer",), unclear=("TH",), other_spellings=("Thueringen",)
    ),
}

#: States that are towns too. Their bare name says little in a text of another edition.
CITIES = {"be", "hb", "hh"}
#: States with an article, which goes with the preposition: "im Saarland".
ARTICLED = {"sl"}
#: What states call themselves, also without their name: "der Freistaat fördert".
TITLES = {"Freistaat": {"by", "sn", "th"}, "Hansestadt": {"hb", "hh"}, "Stadtstaat": CITIES}
#: Names that are also those of their people: "die Hessen".
NAMES_OF_PEOPLE = {"nrw", "by", "he", "ni", "sn"}
#: Parts of states whose names hold the state's: "Nordhessen".
DIRECTION = r"(?:nord|ost|süd|west|mittel|ober|unter|nieder)"
PART = (
    rf"{DIRECTION}"
    r"(?:bayern|hessen|sachsen|thüringen|brandenburg|niedersachsen)"
)
PARTS_OF = {
    "bayern": "by", "hessen": "he", "niedersachsen": "ni", "sachsen": "sn", "thüringen": "th",
    "brandenburg": "bb",
}  # fmt: skip

#: What may follow an abbreviation in a compound that is said of every state: "NRW-Kommunen".
HARMLESS_SECOND = set(
    "weit weite weiter weites weiten weitem spezifisch spezifische spezifischer spezifisches "
    "spezifischen bezogen bezogene bezogenen intern interne internen Team Teams Kommune Kommunen "
    "Stadt Städte Städten Gemeinde Gemeinden Kreis Kreise Kreisen Landkreise Landkreisen "
    "Landesteile Ausgabe Seite Seiten Website Webseite Karte Gruppe Treffen Mitglied Mitglieder "
    "Mitgliedern Beratung Beratungen Beratende Beratenden Berater Beraterinnen Vernetzung "
    "Kontakt Kontakte Angebot Angebote".split()
)
#: Nouns after which the bare name is the region's, and no part of a proper name.
HARMLESS_FIRST = set(
    "Land Lande Landes Bundesland Bundeslandes Bundesländern Region Team Teams Regionalteam "
    "Landesteam Ausgabe Standort Redaktion Kontakt Kontakte Termine Aktuelles Neues "
    "Praxisbeispiele Mitglieder Beratende Ansprechpersonen Kommunen Städte Gemeinden Kreise "
    "Landkreise".split()
)
#: Words that are written with a capital at the start of a sentence only.
SMALL_WORDS = set(
    "ab aber als am an auch auf aus außer außerhalb bei beim bis da dabei damit dass denn "
    "doch dort durch ein einige er es für ganz gegen gegenüber gut hat hatte heute hier im "
    "immer in innerhalb ist jetzt kann könnte laut mit muss nach neben nicht nur ob oder ohne "
    "quer rund seit seitens so soll sowie statt trotz um und viele vom von vor wann war warum "
    "was weil weit wenn wer wie wir wird wo würde zu zum zur zwischen über überall".split()
)
