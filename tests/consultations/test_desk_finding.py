"""How staff find a request: however a name is spelled, and by topic, municipality and advisor."""

import pytest
from django.test import Client

from members.models import MemberPage, Topic
from miglobe_site.municipalities.models import Municipality
from tests.factories.desk import LIST, request_in
from tests.site import login, soup

pytestmark = pytest.mark.usefixtures("site")


def towns(answer):
    assert answer.status_code == 200
    return [link.get_text().split(" · ")[0].strip() for link in soup(answer).select("td a")]


def choices(answer, name):
    """{label: value} of a filter."""
    options = soup(answer).select(f"select[name={name}] option[value]")
    return {each.get_text(): each["value"] for each in options if each["value"]}


@pytest.mark.parametrize("words", ["köln", "KÖLN", "Koeln", "KOELN", "koln", "Ko\u0308ln", "Kö"])
def test_umlauts_are_found_however_they_are_written(words, staff_nrw):
    request_in(municipality="Köln")
    request_in(municipality="Kalkar")
    assert towns(staff_nrw.get(LIST, {"q": words})) == ["Köln"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Großenhain", "grossenhain GROẞENHAIN großen gros"),
        ("MÜLHEIM", "mülheim muelheim Mulheim"),
        ("Muenster", "Münster MÜNSTER munster"),
        ("Neuss", "neuss NEUSS neu"),
        ("Aßlar", "Asslar aßlar"),
        ("Çeşme", "cesme ÇEŞME"),
        ("Çay-Stadt", "cay-stadt -"),
    ],
)
def test_other_letters_too(written, words, staff_nrw):
    request_in(municipality="Anderswo", name="Wer", email="wer@example.org")
    request_in(municipality=written)
    for word in words.split():
        assert towns(staff_nrw.get(LIST, {"q": word})) == [written], word


def test_names_and_mails_with_all_words(staff_nrw):
    request_in(name="Jörg Müßig", email="joerg.muessig@stadt.example")
    request_in(municipality="Anderswo", name="Jörg Weiß", email="w@example.org")
    for words in ("JOERG müssig", "muessig@stadt.example", "jorg MUSTERSTADT"):
        assert towns(staff_nrw.get(LIST, {"q": words})) == ["Musterstadt"], words


@pytest.mark.parametrize(
    "query",
    [
        ".*", "(", "[a-", "\\", "a{9999}", "(?#", "*** ", "%", "_", "´", "\u0301", "😀",
        "\u202eabc", "a" * 5000, "(a+)+$", " ".join("ab" for _each in range(500)), "$", "^M",
    ],
)  # fmt: skip
def test_search_takes_signs_as_they_are(query, staff_nrw):
    request_in()
    assert towns(staff_nrw.get(LIST, {"q": query})) == []


def test_list_is_sorted_as_a_telephone_book(staff_nrw):
    for name in ("Zülpich", "Ölde", "aachen", "Olpe", "Überlingen", "Unna", "Ahlen"):
        request_in(municipality=name)
    in_order = ["aachen", "Ahlen", "Ölde", "Olpe", "Überlingen", "Unna", "Zülpich"]
    assert towns(staff_nrw.get(f"{LIST}?ordering=municipality")) == in_order
    assert towns(staff_nrw.get(f"{LIST}?ordering=-municipality")) == in_order[::-1]


def test_by_topic(staff_nrw):
    fair, agenda = Topic.objects.all()[:2]
    request_in(municipality="Beides").topics.set([fair, agenda])
    request_in(municipality="Eines").topics.set([agenda])
    request_in(municipality="Keines")
    answer = staff_nrw.get(LIST)
    assert choices(answer, "topic") == {fair.name: str(fair.pk), agenda.name: str(agenda.pk)}
    assert towns(staff_nrw.get(f"{LIST}?topic={fair.pk}")) == ["Beides"]
    assert sorted(towns(staff_nrw.get(f"{LIST}?topic={agenda.pk}"))) == ["Beides", "Eines"]
    assert towns(staff_nrw.get(f"{LIST}?topic={agenda.pk}&q=eines&state=new")) == ["Eines"]


def test_by_municipality(staff_nrw):
    bonn = Municipality.objects.get(name="Bonn")
    request_in(municipality="BONN", town=bonn)
    request_in(municipality="Bonn", town=bonn)
    request_in(municipality="Gemeinde Äpfelbach")
    request_in("bw", municipality="Nicht zu sehen")
    request_in(municipality="Werbung", suspicions="links")
    answer = staff_nrw.get(LIST)
    assert list(choices(answer, "municipality")) == ["Bonn", "Gemeinde Äpfelbach"]
    assert sorted(towns(staff_nrw.get(LIST, {"municipality": "Bonn"}))) == ["BONN", "Bonn"]
    found = staff_nrw.get(LIST, {"municipality": "Gemeinde Äpfelbach"})
    assert towns(found) == ["Gemeinde Äpfelbach"]


def test_by_advisor(staff_nrw):
    people = list(MemberPage.objects.published().filter(locale__language_code="de-x-nrw")[:2])
    request_in(municipality="Beide", wished=people)
    request_in(municipality="Eine", wished=people[:1])
    request_in(municipality="Niemand")
    names = choices(staff_nrw.get(LIST), "advisor")
    assert set(names) == {person.name for person in people}
    first, second = (str(person.translation_key) for person in people)
    assert sorted(towns(staff_nrw.get(f"{LIST}?advisor={first}"))) == ["Beide", "Eine"]
    assert towns(staff_nrw.get(f"{LIST}?advisor={second}")) == ["Beide"]


@pytest.mark.parametrize("name", ["topic", "municipality", "advisor"])
@pytest.mark.parametrize(
    "value", ["0", "-1", "x", "null", "9" * 40, "1 OR 1=1", "'", "😀", "\u202e", "a" * 3000, "[]"]
)
def test_hostile_values_are_no_error(name, value, staff_nrw):
    request_in()
    answer = staff_nrw.get(LIST, {name: value})
    assert answer.status_code == 200
    assert towns(answer) in ([], ["Musterstadt"])


def test_choices_are_those_of_ones_own_editions():
    person = MemberPage.objects.published().filter(locale__language_code="de-x-nrw")[0]
    sent = request_in(wished=[person], municipality="Nur in NRW")
    sent.topics.set(Topic.objects.all()[:1])
    values = {"topic": Topic.objects.all()[0].pk, "advisor": person.translation_key,
              "municipality": "Nur in NRW"}  # fmt: skip
    other = login(Client(), "redaktion-bw@example.org")
    for name, value in values.items():
        answer = other.get(LIST, {name: value})
        assert not choices(answer, name) and towns(answer) == []
        assert towns(login(Client(), "admin@example.org").get(LIST, {name: value})) == [
            "Nur in NRW"
        ]


def test_filters_cost_the_same_with_many_choices(staff_nrw, queries_of):
    people = list(MemberPage.objects.published().filter(locale__language_code="de-x-nrw")[:3])
    topics = list(Topic.objects.all())
    request_in(wished=people[:1]).topics.set(topics[:1])
    address = f"{LIST}?topic={topics[0].pk}&q=ort&ordering=municipality"
    few = queries_of(staff_nrw, address)
    for number in range(40):
        request_in(municipality=f"Ort {number}", wished=people).topics.set(topics)
    many = queries_of(staff_nrw, address)
    print(f"filtered list: {few} queries for 1 request, {many} for 41")
    assert many <= 40
    assert many - few in {0, 1}  # "in charge" and the like of rows that are there
