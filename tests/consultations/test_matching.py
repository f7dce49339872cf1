"""Whom the ranking proposes for a request, and how it says why."""

import tomllib
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from consultations.matching import Wish, propose
from examples import demo as examples_demo
from members import demo as members_demo
from members.models import Consent, MemberPage
from miglobe_site.municipalities.models import Municipality
from miglobe_site.settings import BASE_DIR
from tests.factories.profiles import Entry, make

CASES = tomllib.loads((BASE_DIR / "tests/data/matching.toml").read_text(encoding="utf-8"))
#: A day on which the pauses of the demonstration profiles are not over.
DAY = date(2026, 12, 1)
#: No demonstration profile knows the Marshall Islands.
ISLANDS = "Unsere Partner leben auf den Marshallinseln."


@pytest.fixture(scope="module", autouse=True)
def everybody(django_db_setup, django_db_blocker):
    """All demonstration profiles and examples, taken back after this module."""
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(members_demo, "draw_portrait", lambda *args: None)
        members_demo.load(lambda line: None)
        examples_demo.load(lambda line: None)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def german():
    with override("de-x-nrw"):
        yield


def names(proposals):
    return [f"{p.member.first_name} {p.member.last_name}" for p in proposals]


def proposed(text, edition="nrw", day=DAY, **more):
    return names(propose(Wish(edition=edition, text=text, **more), day))


def member(last_name):
    return MemberPage.objects.get(last_name=last_name, locale__language_code__startswith="de-x-")


def town(name):
    return Municipality.objects.get(name=name)


def wish_of(case):
    found = Municipality.objects.filter(state=case["edition"], name=case["municipality"])
    return Wish(
        edition=case["edition"],
        text=case["text"],
        topics=tuple(case.get("topics", ())),
        format=case.get("format", ""),
        municipality=found.first(),
        municipality_name=case["municipality"],
    )


@pytest.mark.parametrize(("kind", "enough"), [("cases", 18), ("unseen", 8)])
def test_whom_a_coordinator_would_choose_is_among_the_three(kind, enough):
    hits = firsts = 0
    for case in CASES[kind]:
        proposals = propose(wish_of(case), DAY)
        found = names(proposals)
        hit = not set(found).isdisjoint(case["chosen"])
        hits, firsts = hits + hit, firsts + (found[:1] != [] and found[0] in case["chosen"])
        print(f"\n{'+' if hit else '-'} {' '.join(case['text'].split())}")
        print(f"    chosen: {', '.join(case['chosen'])}")
        for proposal, name in zip(proposals, found, strict=True):
            print(f"    {proposal.score:5.2f} {name}: {' · '.join(proposal.reasons)}")
    print(f"\n{kind}: {hits} of {len(CASES[kind])} hits, {firsts} of them in the first place")
    assert len(CASES["cases"]) == 20
    assert hits >= enough


FULL = Wish(
    edition="nrw",
    text="Partnerschaft mit dem Senegal, Gespräche auf Französisch, eine Fortbildung zum Anfang",
    topics=("agenda-2030",),
    municipality_name="bonn",
)


def test_reasons_are_what_a_coordinator_would_say():
    assert propose(FULL, DAY)[0].reasons == [
        "spricht Französisch",
        "Themen: Kommunale Partnerschaften, Agenda 2030",
        "1 Beispiel zum Thema Kommunale Partnerschaften",
        "Regionalkenntnis: Senegal",
        "im Profil: Gespräch",
        "bietet Workshops an",
        "25 km",
    ]


def test_reasons_are_in_the_language_of_who_reads_them():
    with override("en"):
        reasons = propose(FULL, DAY)[0].reasons
    assert reasons[:3] == [
        "speaks French",
        "Topics: Municipal partnerships, 2030 Agenda",
        "1 example on the topic Municipal partnerships",
    ]


def test_several_examples_are_counted():
    wanted = [member("Kirschberg").pk]
    first = propose(Wish("bw", topics=("informations-und-bildungsarbeit",), wanted=wanted), DAY)[0]
    assert first.reasons == [
        "Wunsch der Kommune",
        "2 Beispiele zum Thema Informations- und Bildungsarbeit",
    ]


def test_who_takes_no_requests_is_proposed_again_once_the_pause_is_over():
    text = "Eine Runde auf Japanisch"
    assert proposed(text, "bw") == []
    assert proposed(text, "bw", date(2027, 1, 31)) == []
    assert proposed(text, "bw", date(2027, 2, 1)) == ["Hana Eulenbach"]
    eulenbach = member("Eulenbach")
    assert proposed(text, "bw", wanted=[eulenbach.pk]) == []


def test_who_has_declined_is_never_proposed_again():
    amina = member("Lindenfeld")
    assert proposed(FULL.text)[0] == "Amina Lindenfeld"
    for key in (amina.pk, str(amina.pk), amina.translation_key, str(amina.translation_key)):
        assert "Amina Lindenfeld" not in proposed(FULL.text, refused=[key])
        assert "Amina Lindenfeld" not in proposed(FULL.text, refused={key}, wanted={key})


def test_who_was_asked_for_by_name_stands_first():
    linh = member("Rosenau")
    first = propose(Wish("nrw", text="Vortrag über Somalia", wanted=[linh.translation_key]), DAY)[0]
    assert first.member == linh
    assert first.reasons[0] == "Wunsch der Kommune"
    assert first.reasons[-1] == "hat derzeit wenig Zeit"


def test_who_has_little_time_stands_behind_an_equal():
    make(
        [
            Entry(countries=("MH",), last_name="Abend", availability="limited"),
            Entry(countries=("MH",), last_name="Morgen"),
        ]
    )
    assert proposed(ISLANDS) == ["Zoë Morgen", "Zoë Abend"]


def test_equals_stand_by_name_and_then_by_age_of_the_profile():
    last_names = ("Zander", "Öhler", "Ohm", "Öhler", "Otto")
    made = make([Entry(countries=("MH",), last_name=name) for name in last_names])
    found = propose(Wish("nrw", text=ISLANDS), DAY)
    assert [p.member.pk for p in found] == [made[1].pk, made[3].pk, made[2].pk]
    assert len({p.score for p in found}) == 1


def test_only_public_profiles_of_the_edition_are_proposed():
    entry = Entry(countries=("MH",))
    make([entry], code="de-x-bw")
    assert proposed(ISLANDS) == []
    shown = make([entry], first=1)[0]
    assert proposed(ISLANDS) == ["Zoë Neumann"]
    Consent.objects.of(shown).delete()
    assert proposed(ISLANDS) == []


def test_number_of_queries_does_not_grow_with_profiles():
    def count():
        with CaptureQueriesContext(connection) as context:
            assert propose(FULL, DAY)
        return len(context)

    few = count()
    make([Entry(languages=(("fr", True),), countries=("SN",)) for _number in range(30)])
    assert count() == few <= 10


def test_where_a_place_is_unknown_nothing_is_said_of_it():
    invented = Municipality.objects.get(name="Musterkreis")
    for wish in (
        Wish("nrw", text=FULL.text),
        Wish("nrw", text=FULL.text, municipality_name="Nirgendwo"),
        Wish("nrw", text=FULL.text, municipality=invented, municipality_name="Köln"),
    ):
        assert not any("km" in reason for p in propose(wish, DAY) for reason in p.reasons)
    Municipality.objects.filter(name="Wiehl").update(latitude=None, longitude=None)  # on no map
    wish = Wish("nrw", text="Feste mit türkischen Vereinen", municipality=town("Bochum"))
    deniz = next(p for p in propose(wish, DAY) if p.member.last_name == "Ahornweg")
    assert not any("km" in reason for reason in deniz.reasons)


ONLINE = "Gern per Videokonferenz."


def test_who_is_nearer_stands_before_an_equal():
    make(
        [
            Entry(countries=("MH",), last_name="Fern", town="Aachen"),
            Entry(countries=("MH",), last_name="Nah", town="Witten"),
            Entry(countries=("MH",), last_name="Umkreis", town="Aachen", area="local"),
        ]
    )
    found = propose(Wish("nrw", text=ISLANDS, municipality=town("Bochum")), DAY)
    assert names(found) == ["Zoë Nah", "Zoë Fern", "Zoë Umkreis"]
    assert found[0].reasons[-1] == "9 km"
    assert found[2].reasons[-1] == "nur im eigenen Umkreis"
    online = propose(Wish("nrw", text=f"{ISLANDS} {ONLINE}", municipality=town("Bochum")), DAY)
    assert names(online) == ["Zoë Fern", "Zoë Nah", "Zoë Umkreis"]


def test_short_name_of_a_town_is_enough():
    wish = Wish("bw", text="Gespräche auf Persisch", municipality_name="Freiburg")
    leila = propose(wish, DAY)[0]
    assert leila.member.last_name == "Mandelgrund"
    assert "im selben Ort" in leila.reasons


def test_who_is_not_online_stands_behind_where_that_is_asked_for():
    make(
        [
            Entry(countries=("MH",), last_name="A", place="on-site"),
            Entry(countries=("MH",), last_name="B", place="online"),
        ]
    )
    by_text = propose(Wish("nrw", text=f"{ISLANDS} {ONLINE}"), DAY)
    assert names(by_text) == ["Zoë B", "Zoë A"]
    assert by_text[1].reasons[-1] == "nur vor Ort"


def test_language_without_advice_counts_less():
    found = propose(Wish("nrw", text="auf Arabisch"), DAY)
    assert names(found) == ["Nour Felsbach", "Yara Tannwald", "Omar Silberbach"]
    assert found[2].reasons == ["spricht Arabisch, berät aber nicht darin"]


def test_without_a_subject_the_nearest_and_the_format_count():
    wish = Wish("nrw", format="networking", municipality=town("Aachen"))
    assert names(propose(wish, DAY))[0] == "Chidi Weidenbruch"
    assert proposed("") == []


@pytest.mark.parametrize(
    "text",
    [
        "\0",
        "a\0b Senegal \0",
        "Partnerschaft mit dem Senegal! " * 33_000,
        "x" * 1_000_000,
        "👩🏽‍🌾🇸🇳 " * 1000,
        "\u202e\u200b\ud83d Senegal",
        "(?P<a>[)*+ \\b.*$ %s {0} %(x)d",
        "<script>alert('Senegal')</script>",
    ],
    ids=["nul", "nul inside", "1 MB", "one word", "emoji", "surrogate", "patterns", "script"],
)
def test_any_text_gets_an_answer(text):
    wish = Wish(
        "nrw",
        text=text,
        topics=(text[:100], "nicht-da"),
        format=text[:20],
        municipality_name=text,
        wanted=[text],
        refused=[text],
    )
    assert len(propose(wish, DAY)) <= 3
    assert propose(Wish(text[:10], text=text), DAY) == []
