"""The sample examples: real towns only where a source tells of them."""

import pytest

from examples.models import PracticeExamplePage
from miglobe_site.municipalities import register

pytestmark = pytest.mark.sqlite_is_enough("words of the samples")

#: What the Servicestelle Kommunen in der Einen Welt has reported.
TOLD = {"Dortmund", "Solingen", "Köln"}


def test_invented_samples_name_invented_towns(site):
    towns = {page.municipality for page in PracticeExamplePage.objects.all()}
    assert {town.name for town in towns} & register.all_names() == TOLD
    assert {town.name for town in towns if town.place} == TOLD


def test_title_of_a_sample_says_what_came_of_it_and_not_where(site):
    for page in PracticeExamplePage.objects.all():
        assert page.municipality.name not in page.title
        assert not page.title.startswith("So könnte es"), page.title
        assert page.is_sample
