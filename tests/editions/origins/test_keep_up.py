"""Copies of pages: what waits for them, what they take at once, and what is never lost."""

import pytest
from wagtail.models import Locale

from editions.models import Follow, Origin
from editions.origins.comparison import Comparison
from editions.takeover import take_over
from tests.factories.copies import page_in, text
from tests.factories.pages import page_of


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def draft(page):
    return fresh(page).get_latest_revision_as_object()


def copied(page, follow=Follow.ON_DECISION, live=True):
    copy = take_over(page, Locale.objects.get(language_code="de-x-bw"), follow=follow)
    if live:
        copy.get_latest_revision_as_object().save_revision().publish()
    return fresh(copy)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Publish as requests do: what is to be done after the commit is done."""

    def publish(page, **fields):
        for name, value in fields.items():
            setattr(page, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return fresh(page)

    return publish


def origin_of(copy):
    return Origin.objects.get(page=copy.pk)


def test_copy_remembers_its_source_and_nothing_waits(nrw, bw):
    page = page_in(nrw, body=text("Ein Satz über NRW."))
    copy = copied(page)
    origin = origin_of(copy)
    assert (origin.source_id, origin.pending, origin.own) == (page.pk, 0, 0)
    assert Comparison(origin, draft(copy)).changes == []


def test_change_waits_and_is_counted(nrw, bw, commit):
    page = page_in(nrw, body=text("Ein Satz über NRW."))
    copy = copied(page)
    commit(page, summary="Neu in NRW.", body=text("Ein Satz über NRW.", "Noch einer."))
    assert (origin_of(copy).pending, origin_of(copy).own) == (2, 0)
    assert fresh(copy).summary == ""


def test_change_is_taken_at_once(nrw, bw, commit):
    page = page_in(nrw, body=text("Ein Satz über NRW."))
    copy = copied(page, Follow.AT_ONCE)
    commit(page, summary="Neu in NRW.")
    assert fresh(copy).summary == "Neu in BW."
    assert (origin_of(copy).pending, origin_of(copy).note) == (0, "")


def test_draft_stays_a_draft_when_changes_are_taken_at_once(nrw, bw, commit):
    page = page_in(nrw, body=text("Ein Satz über NRW."))
    copy = copied(page, Follow.AT_ONCE)
    own = draft(copy)
    own.body = text("Ein Satz über BW.", "Nur in unserem Entwurf.")
    own.save_revision()
    commit(page, summary="Neu in NRW.")
    assert fresh(copy).summary == draft(copy).summary == "Neu in BW."
    assert "Nur in unserem Entwurf" in str(draft(copy).body)
    assert "Nur in unserem Entwurf" not in str(fresh(copy).body)
    assert fresh(copy).has_unpublished_changes


def test_own_text_holds_changes_back(nrw, bw, commit):
    page = page_in(nrw, body=text("Ein Satz über NRW."), summary="Kurz.")
    copy = copied(page, Follow.AT_ONCE)
    commit(copy, summary="So machen wir es in Ulm.")
    commit(page, summary="Ganz anders gesagt.")
    assert fresh(copy).summary == "So machen wir es in Ulm."
    origin = origin_of(copy)
    assert (origin.pending, origin.own) == (1, 1)
    assert "eigener Text" in origin.note


def test_page_of_the_first_content_is_taken_over_with_all_of_it(site, bw):
    copy = page_of("bw", "kommunale-entwicklungspolitik")
    assert Comparison(origin_of(copy), draft(copy)).changes == []
    assert origin_of(copy).own == 0


def test_page_that_is_copied_within_its_edition_follows_nobody(nrw, bw, commit):
    copy = copied(page_in(nrw, body=text("Ein Satz.")))
    twin = copy.copy(update_attrs={"slug": "zwilling", "title": "Zwilling"}, keep_live=False)
    assert twin.base is None
    assert not Origin.objects.filter(page=twin.pk).exists()


def test_source_that_is_not_on_show_says_nothing(nrw, bw, commit):
    page = page_in(nrw, body=text("Ein Satz über NRW."))
    copy = copied(page)
    page.unpublish()
    page.summary = "Geheim bis übermorgen."
    page.save_revision()
    type(page).objects.filter(pk=page.pk).update(summary="Geheim bis übermorgen.")
    assert Comparison(origin_of(copy), draft(copy)).changes == []
