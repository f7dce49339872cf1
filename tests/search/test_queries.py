"""German queries and what must come first, printed as a table: pytest -s shows it."""

import pytest
from django.db import connection

from search.finding import answer
from search.models import Entry

#: Query, beginning of the title that must come first, in NRW unless the edition is named.
TABLE = [
    ("Beratung", "Beratung anfragen"),
    ("beraten", "Beratung anfragen"),
    ("Beratungen", "Beratung anfragen"),
    ("Beratung anfragen", "Beratung anfragen"),
    ("Anfrage", "Beratung anfragen"),
    ("beratnug anfragen", "Beratung anfragen"),
    ("interkulturelle Öffnung", "Interkulturelle Öffnung"),
    ("Interkulturelle Oeffnung", "Interkulturelle Öffnung"),
    ("interkulturele Öffnung", "Interkulturelle Öffnung"),
    ("ÖFFNUNG", "Interkulturelle Öffnung"),
    ("interkulturellen Offnung", "Interkulturelle Öffnung"),
    ("ausgetretene Pfade verlassen", "Interkulturelle Öffnung"),
    ("Veränderungsprozess", "Interkulturelle Öffnung"),
    ("Veraenderungsprozesse", "Interkulturelle Öffnung"),
    ("multikulturelle Gesellschaft", "Interkulturelle Öffnung"),
    ("Entwicklungspolitik", "Kommunale Entwicklungspolitik"),
    ("Entwicklungs", "Kommunale Entwicklungspolitik"),
    ("kommunale Entwicklungspolitk", "Kommunale Entwicklungspolitik"),
    ("Bereit für neue Wege", "Kommunale Entwicklungspolitik"),
    ("Partnerschaften in Lateinamerika", "Kommunale Entwicklungspolitik"),
    ('"unabhängig davon"', "Kommunale Entwicklungspolitik"),
    ("Über MiGlobe", "Über MiGlobe"),
    ("ueber miglobe", "Über MiGlobe"),
    ("migrantische Akteur*innen", "Über MiGlobe"),
    ("Akteur:innen", "Über MiGlobe"),
    ("AkteurInnen", "Über MiGlobe"),
    ("passgenaue Antworten", "Über MiGlobe"),
    ('"Lösungen entstehen im Dialog"', "Über MiGlobe"),
    ("Wir sind MiGlobe", "Wir sind MiGlobe"),
    ("Wertschätzung", "Wir sind MiGlobe"),
    ("Wertschaetzung", "Wir sind MiGlobe"),
    ("Gesprächsangebot", "Wir sind MiGlobe"),
    ("Kooperation", "Kooperation und Förderung"),
    ("Foerderung", "Kooperation und Förderung"),
    ("Eine Welt Netz", "Kooperation und Förderung"),
    ("SKEW", "Kooperation und Förderung"),
    ("Praxisbeispiel", "Praxisbeispiele"),
    ("Amina Lindenfeld", "Amina Lindenfeld"),
    ("lindenfelt", "Amina Lindenfeld"),
    ("Berater:in Köln", "Amina Lindenfeld"),
    ("Beraterinnen Koeln", "Amina Lindenfeld"),
    ("Westafrika", "Amina Lindenfeld"),
    ("Faire Beschaffung", "Kofi Sonnberg"),
    ("Vergaberecht", "Kofi Sonnberg"),
    ("Referent für fairen Handel", "Kofi Sonnberg"),
    ("Dortmund", "Dortmund: Migrantische Communitys"),
    ("Migrantische Community", "Dortmund: Migrantische Communitys"),
    ("Politikwissenschaftler*in", "Dr. Yara Tannwald"),
    ("Nachhaltigkeitsstrategie", "Dr. Yara Tannwald"),
    ("Wer zahlt die Beratung?", "Beratung anfragen", "bw"),
    ("Erklärvideo", "MiGlobe Erklärvideo", "bw"),
    ("Erklaervideo", "MiGlobe Erklärvideo", "bw"),
    ("Geflüchtete", "Über MiGlobe", "bw"),
    ("Fluchtursachen sensibilisieren", "Über MiGlobe", "bw"),
]


def first_of(text, edition="nrw"):
    ids = answer(text, [f"de-x-{edition}"]).ids
    return Entry.objects.get(pk=ids[0]).title if ids else ""


@pytest.mark.django_db
def test_german_queries_find_what_they_mean():
    missed = []
    print(f"\n{connection.vendor}: {len(TABLE)} queries")
    for text, wanted, *edition in TABLE:
        found = first_of(text, *edition)
        fits = found.startswith(wanted)
        print(f"  {'ok    ' if fits else 'MISSED'}  {text:34} {found}")
        if not fits:
            missed.append((text, wanted, found))
    assert len(TABLE) >= 40
    assert missed == []
