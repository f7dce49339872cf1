"""The parts of the world, as the UN count them (M49); their names come from the Unicode CLDR."""

from collections.abc import Iterable

#: Codes of the countries in each part of a continent.
REGIONS = {
    "011": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    "014": "BI DJ ER ET KE KM MG MU MW MZ RE RW SC SO SS TZ UG YT ZM ZW",
    "015": "DZ EG EH LY MA SD TN",
    "017": "AO CD CF CG CM GA GQ ST TD",
    "018": "BW LS NA SZ ZA",
    "005": "AR BO BR CL CO EC FK GF GY PE PY SR UY VE",
    "013": "BZ CR GT HN MX NI PA SV",
    "029": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    "003": "BM CA GL PM US",
    "030": "CN HK JP KP KR MN MO TW",
    "034": "AF BD BT IN IR LK MV NP PK",
    "035": "BN ID KH LA MM MY PH SG TH TL VN",
    "143": "KG KZ TJ TM UZ",
    "145": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "039": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",
    "151": "BG BY CZ HU MD PL RO RU SK UA",
    "154": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "155": "AT BE CH DE FR LI LU MC NL",
    "053": "AU CC CX NF NZ",
    "054": "FJ NC PG SB VU",
    "057": "FM GU KI MH MP NR PW",
    "061": "AS CK NU PF PN TK TO TV WF WS",
}
#: The parts of each continent; Latin America is one here.
CONTINENTS = {
    "002": "011 014 015 017 018",
    "419": "005 013 029",
    "142": "030 034 035 143 145",
    "150": "039 151 154 155",
    "009": "053 054 057 061",
}


def regions_of(countries: Iterable[str]) -> list[str]:
    """Return the codes of the parts of the world in which some countries are, and continents."""
    inside = set(countries)
    regions = {code for code, within in REGIONS.items() if inside.intersection(within.split())}
    larger = {code for code, within in CONTINENTS.items() if regions.intersection(within.split())}
    return [*sorted(regions), *sorted(larger)]
