"""Words that tell proper names, laws, addresses and towns from a region that is just named."""

import re
from collections.abc import Collection
from functools import lru_cache

from ..registry import EDITIONS
from .vocabulary import HARMLESS_FIRST

#: Names that no rule below tells; organisations and partners of the site are handed in beside them.
PROPER_NAMES = (
    "Eine Welt Netz NRW",
    "Dachverband Entwicklungspolitik Baden-Württemberg",
    "Entwicklungspolitisches Netzwerk Sachsen",
    "Entwicklungspolitisches Netzwerk Hessen",
    "Eine Welt Netzwerk Bayern",
    "Eine Welt Netzwerk Hamburg",
    "Eine Welt Netzwerk Sachsen-Anhalt",
    "Eine Welt Netzwerk Thüringen",
    "Bündnis Eine Welt Schleswig-Holstein",
    "Verband Entwicklungspolitik Niedersachsen",
    "NRW.BANK", "NRW.Energy4Climate", "NRW.Global Business", "IT.NRW", "Energieagentur.NRW",
    "Open.NRW", "Vergabe.NRW", "KOMM-AN NRW", "Komm-An NRW",
    "Baden-Württemberg Stiftung", "Baden-Württemberg International", "Hessen Mobil",
    "Hessen Agentur", "Hessen Trade & Invest", "FC Bayern München", "FC Bayern", "Bayern München",
    "Brandenburg an der Havel", "Brandenburger Tor", "Berlin Partner", "Berlin Global Village",
    "Rundfunk Berlin-Brandenburg", "Norddeutscher Rundfunk", "Radio Bremen", "Werder Bremen",
    "Bayern LB", "Bremer Informationszentrum für Menschenrechte und Entwicklung",
    "Bremer Stadtmusikanten", "Hamburger Bahnhof", "Thüringer Wald", "Sächsische Schweiz",
    "Bayerischer Wald", "Holsteinische Schweiz",
)  # fmt: skip

#: The heads of names of authorities, associations and houses, also in the genitive.
INSTITUTION = re.compile(
    r"(?!(?:Bund|Rat|Hof|Kasse)(?:e?s)?$)(?:[A-ZÄÖÜ][\w-]*)?(?i:verband|verbund|bund|rat|(?:städte|gemeinde|landkreis|kreis|land)tag"
    r"|ministerium|staatskanzlei|landes\w*amt|kriminalamt|bank|kammer|zentrale|agentur|akademie"
    r"|stiftung|polizei|universität|hochschule|museum|archiv|verfassungsschutz|rundfunk|verein"
    r"|vereinigung|gewerkschaft|gesellschaft|genossenschaft|anstalt|kasse|arbeitsgemeinschaft"
    r"|caritas|diakonie|netz|hof|gericht|forum)(?:e?s)?"
    r"|AWO|ASB|BUND|BLM|CDU|CSU|DEHOGA|DGB|DRK|FDP|GEW|LAG|LSB|NABU|SPD|THW|VKU|WWF|AfD|Linken?|Grünen?"
)
MINISTRY = re.compile(r"\w*ministeriums?|Staatskanzlei", re.IGNORECASE)
#: The heads of names of laws, and short names of laws: "Schulgesetz"; "GO", "LHO", "TVgG".
LAW = re.compile(
    r"(?:[A-ZÄÖÜ]\w*)?(?i:gesetz(?:buch|blatt)?|ordnung|verordnung|verfassung|satzung|erlass"
    r"|richtlinien?)(?:e?s)?"
)
SHORT_LAW = re.compile(r"[A-ZÄÖÜ]\w*(?:G|O|VO|VV|GB)|GV\.?|MBl\.?|LV|LVerf|Verf")
#: A name that begins before one of these words ends there.
ENDING_NAMES = {edition.state for edition in EDITIONS.values()} | {
    edition.short_name for edition in EDITIONS.values()
}
#: Heads that make a name of a capital adjective before them, too: "Hessischer Rundfunk".
AUTHORITY = re.compile(
    r"(?:[A-ZÄÖÜ][\w-]*)?(?i:ministerium|landtag|städtetag|gemeindetag|landkreistag|gemeindebund"
    r"|staatskanzlei|landes\w*amt|kriminalamt|rundfunk|flüchtlingsrat|landeszentrale|polizei"
    r"|universität|verfassungsschutz|verfassungsgericht(?:shof)?|staatsbibliothek)s?"
)
#: Words that may stand between the head of a name and the region.
BETWEEN = re.compile(
    r"für|der|des|die|das|den|und|&|von|zur|zum|\d+|–"
    r"|(?:politisch|sozial|kommunal|nachhaltig|global|international|interkulturell|ländlich"
    r"|beruflich|öffentlich|kulturell|frei|evangelisch|katholisch|deutsch)\w{0,2}"
)
#: What a law is about comes after these words: "Gesetz zur Förderung …".
SUBJECT_OF_LAW = re.compile(r"\b\w*(?:gesetz|verordnung)(?:e?s)? (?:zur|zum|über|für)\b", re.I)
#: What follows a name that is an association or a company.
LEGAL_FORM = re.compile(r"\s+(?:e\.\s?V\.|eV\b|g?GmbH\b|eG\b|AG\b|KG\b|gUG\b)")
STREET = re.compile(
    r"[\s-]+(?:\w{0,40}(?:straße|str\.|allee|damm|chaussee|ufer|gasse)(?!\w)"
    r"|(?:platz|ring|weg|brücke|hof)\s+\d)",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\w@\w|://|\b(?i:www)\.|^/\w|\w\.(?:de|com|org|net|eu|info|io|gov|nrw|bayern|berlin|hamburg"
    r"|saarland|koeln|ruhr|pdf|docx?|xlsx?|pptx?|odt|zip|jpe?g|png)(?!\w)",
)
#: Words of somebody else, and titles.
QUOTATION = re.compile(
    r'„[^„“”"\n]{1,600}[“”"]|»[^»«\n]{1,600}«|«[^»«\n]{1,600}»|“[^“”\n]{1,600}”|"[^"\n]{1,600}"'
)
#: What stands before whoever made a picture or a text.
CREDIT = re.compile(r"©|\b(?:Fotos?|Bild|Bilder|Grafik|Illustration|Quelle|Quellen|Copyright):")
#: Who holds an office of one state.
OFFICE = re.compile(r"\w*(?:[Mm]inister|[Pp]räsident|[Ss]taatssekretär|[Ss]enator)\w*")
#: Marks around a word.
OPENING, CLOSING = '„“”"»«([', ')],;:!?“”"»«'
POSTCODE = re.compile(r"(?<!\d)\d{5}\s$")
#: Names of towns whose place is often said, beside those that are handed in.
TOWNS = frozenset(
    "Aachen,Aalen,Augsburg,Bamberg,Bautzen,Bayreuth,Bergisch Gladbach,Bielefeld,"
    "Bochum,Bonn,Bottrop,Braunschweig,Bremerhaven,Celle,Chemnitz,Cottbus,Darmstadt,"
    "Dessau,Detmold,Dortmund,Dresden,Duisburg,Düren,Düsseldorf,Eisenach,Emden,"
    "Erfurt,Erlangen,Eschweiler,Essen,Esslingen,Esslingen am Neckar,Flensburg,"
    "Frankfurt,Frankfurt am Main,Freiberg,Freiburg,Freiburg im Breisgau,"
    "Friedrichshafen,Fulda,Fürth,Gelsenkirchen,Gera,Gießen,Greifswald,Göppingen,"
    "Görlitz,Göttingen,Gütersloh,Hagen,Halle,Halle an der Saale,Hamm,Hanau,"
    "Hannover,Heidelberg,Heilbronn,Herford,Herne,Herrenberg,Hildesheim,Homburg,"
    "Ingolstadt,Iserlohn,Jena,Kaiserslautern,Karlsruhe,Kassel,Kiel,Kleve,Koblenz,"
    "Konstanz,Krefeld,Köln,Landau,Leipzig,Leverkusen,Ludwigsburg,Ludwigshafen,"
    "Lörrach,Lübeck,Lüneburg,Magdeburg,Mainz,Mannheim,Marburg,Merzig,Minden,Moers,"
    "Mönchengladbach,Mülheim an der Ruhr,München,Münster,Neunkirchen,Neuss,Nürnberg,"
    "Nürtingen,Oberhausen,Offenbach,Offenburg,Oldenburg,Osnabrück,Paderborn,Passau,"
    "Pforzheim,Potsdam,Ravensburg,Recklinghausen,Regensburg,Remscheid,Reutlingen,"
    "Rostock,Saarbrücken,Saarlouis,Salzgitter,Schwerin,Schwäbisch Hall,Siegen,"
    "Solingen,Speyer,Stralsund,Stuttgart,Trier,Tübingen,Ulm,Unna,Villingen-"
    "Schwenningen,Weimar,Wiesbaden,Wismar,Witten,Wittenberg,Wolfsburg,Worms,"
    "Wuppertal,Würzburg,Zwickau".split(",")
)
#: Towns that are words as well.
AMBIGUOUS_TOWNS = {
    "Burg", "Enger", "Essen", "Haar", "Hagen", "Halle", "Hamm", "Heide", "Hof", "Kamen", "Lage",
    "Landau", "Minden", "Norden", "Senden", "Springe", "Worms",
}  # fmt: skip
PLACE_NOUNS = {
    "Stadt", "Gemeinde", "Kreis", "Landkreis", "Universitätsstadt", "Kreisstadt", "Markt",
}  # fmt: skip


@lru_cache(maxsize=64)
def pattern_of(names: frozenset[str], ending: str = "") -> re.Pattern[str]:
    """Return a pattern for names, which may be inflected inside: "des Eine Welt Netzes NRW"."""
    whole = [
        r"(?:e?s|e?n|er|em)?\s+".join(map(re.escape, name.split()))
        for name in sorted(names, key=len, reverse=True)
        if name.strip()
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(whole) or '(?!)'}){ending}(?!\w)")


def spans(text: str, names: Collection[str]) -> list[tuple[int, int]]:
    """Return where known names stand in a text."""
    pattern = pattern_of(frozenset(PROPER_NAMES) | frozenset(names))
    return [match.span() for match in pattern.finditer(text)]


def is_headed(words: list[str], head: re.Pattern[str]) -> bool:
    """Whether the last of some words belong to a name with such a head."""
    if words[-2:] == ["des", "Landes"]:
        words = words[:-2]
    elif head is LAW:
        words = without_end(words, ["für", "das", "Land"])
    if words[-1:] == ["von"] and is_head(" ".join(words[-2:-1]), AUTHORITY):
        return head is INSTITUTION  # "Landtag von Baden-Württemberg"
    if not words or is_region_noun(words[-1]) or (words[-1] in ("für", "von") and head is not LAW):
        return False
    if head is LAW and is_head(words[-1], SHORT_LAW):
        return True
    for position, word in enumerate(reversed(words)):
        if is_head(word, head) and (position == 0 or not word.endswith(",")):
            return True
        if not can_belong(word):
            return False
        if word.endswith(",") and not any(is_head(each, MINISTRY) for each in words):
            return False
    return False


def is_region_noun(word: str) -> bool:
    """Whether a noun says no more than which region it is: "Land NRW", "MiGlobe NRW"."""
    return word.startswith("MiGlobe") or word in HARMLESS_FIRST


@lru_cache(maxsize=4096)
def is_head(word: str, head: re.Pattern[str]) -> bool:
    return bool(head.fullmatch(word.strip(OPENING + CLOSING)))


@lru_cache(maxsize=4096)
def can_belong(word: str) -> bool:
    """Whether a word may stand between the head of a name and the region."""
    plain = word.strip(OPENING + CLOSING)
    if is_region_noun(plain) or plain in ENDING_NAMES:
        return False
    return plain[:1].isupper() or bool(BETWEEN.fullmatch(plain))


def mentioned_towns(text: str, towns: Collection[str]) -> list[int]:
    """Return where known towns are named in a text; those that are words as well do not count."""
    pattern = pattern_of((TOWNS | frozenset(towns)) - AMBIGUOUS_TOWNS, "s?")
    return [match.start() for match in pattern.finditer(text)]


def without_end(words: list[str], end: list[str]) -> list[str]:
    """Leave out the words at the end of others that begin some: "für", "für das Land"."""
    for count in range(len(end), 0, -1):
        if words[-count:] == end[:count]:
            return words[:-count]
    return words


def continues_as_name(after: str) -> bool:
    """Whether a capital adjective begins a name: "Hessischer Rundfunk", "Bremer Straße"."""
    if STREET.match(after):
        return True
    for word in after[:80].split()[:3]:
        plain = word.strip('.,;:!?()„“"')
        if AUTHORITY.fullmatch(plain) or LAW.fullmatch(plain):
            return True
        if word != plain:
            return False
    return False


def is_town(words: list[str], towns: Collection[str]) -> bool:
    """Whether some words end with the name of a town or a district."""
    plain = [word.strip(OPENING + CLOSING) for word in words[-4:]]
    names = {" ".join(plain[first:]) for first in range(len(plain))}
    last = plain[-1] if plain else ""
    return (
        not names.isdisjoint(TOWNS)
        or not names.isdisjoint(towns)
        or (last.lower().endswith("kreis") and last[0].isupper())
        or (len(plain) > 1 and plain[-2] in PLACE_NOUNS and last[:1].isupper())
    )
