"""An update from a database without the search, or from one whose indexes were lost."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, ReferenceIndex
from wagtail.search.models import IndexEntry

from search.models import Entry
from tests.factories.searches import found


@pytest.fixture
def nothing_derived(site):
    """The pages of the first content, and nothing of what is derived from them."""
    for model in (Entry, IndexEntry, ReferenceIndex):
        model.objects.all()._raw_delete(model.objects.db)


def test_migrate_makes_what_is_missing(nothing_derived, nrw):
    assert found("Entwicklungspolitik") == []
    call_command("migrate", verbosity=0)
    assert found("Entwicklungspolitik")
    assert Page.objects.search("Entwicklungspolitik").count()
    assert ReferenceIndex.get_references_for_object(nrw).exists()


def test_migrate_leaves_alone_what_is_there(site, monkeypatch):
    monkeypatch.setattr("search.upkeep.rebuild", lambda: pytest.fail("made anew"))
    call_command("migrate", verbosity=0)
    assert Entry.objects.exists()


def test_migrate_makes_nothing_where_nothing_is_public(nothing_derived):
    Page.objects.filter(depth__gt=1).update(live=False)
    call_command("migrate", verbosity=0)
    for model in (Entry, IndexEntry, ReferenceIndex):
        assert not model.objects.exists()
