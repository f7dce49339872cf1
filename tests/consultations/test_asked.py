"""What a request asks for, read from its text."""

import pytest
from django.utils.translation import override

from consultations.asked import languages_in, read
from members.models import Topic
from search.models import Synonym

pytestmark = pytest.mark.usefixtures("site", "german")


@pytest.fixture
def german():
    with override("de-x-nrw"):
        yield


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("auf Französisch", {"fr"}),
        ("französischsprachig, mit guten Türkischkenntnissen", {"fr", "tr"}),
        ("auf FARSI oder Dari", {"fa", "fa_AF"}),
        ("in Gebärdensprache", {"gsg"}),
        ("auf Deutsch", set()),
        ("de", set()),
        ("Die Darstellung der Tribüne", set()),
    ],
)
def test_languages_are_known_by_their_names(text, codes):
    assert languages_in(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("aus Mali, nach Mali, die Küche Malis", {"ML"}),
        ("mit Guinea-Bissau", {"GW"}),
        ("eine Stadt in Burkina Faso", {"BF"}),
        ("die syrischen Familien", {"SY"}),
        ("an der Elfenbeinküste", {"CI"}),
        ("unsere nigerianische Partnerstadt", {"NG"}),
        ("in Niger", {"NE"}),
        ("im Kongo", {"CD", "CG"}),
        ("in ganz Deutschland", set()),
        ("malige Omanie", set()),
    ],
)
def test_countries_are_known_by_their_names(text, codes):
    assert set().union(*read(text, (), ()).places) == codes


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Wir wollen Dienstkleidung ausschreiben.", {"faire-beschaffung"}),
        ("Eine Städtepartnerschaft soll aufleben.", {"kommunale-partnerschaften"}),
        ("Die SDGs im Rat", {"agenda-2030"}),
        ("Unsere Stadt plant einen Spielplatz.", set()),
    ],
)
def test_topics_are_known_by_the_synonyms_of_the_staff(text, slugs):
    synonyms = list(Synonym.objects.values_list("words", flat=True))
    assert read(text, Topic.objects.all(), synonyms).topics == slugs


def test_nahost_means_the_countries_there():
    synonyms = list(Synonym.objects.values_list("words", flat=True))
    (place,) = read("Partner in Nahost", (), synonyms).places
    assert {"SY", "LB"} <= place
