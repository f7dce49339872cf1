"""What staff of one edition get to see of the other one's drafts: nothing."""

import pytest

from home.models import ContentPage
from tests.site import login, visible_text

SECRET = "Geheimer Plan"
STAFF = [("nrw", "bw"), ("bw", "nrw")]


@pytest.fixture
def secret_draft(nrw, bw):
    """Make a draft in an edition and return it."""
    homes = {"nrw": nrw, "bw": bw}

    def make(edition):
        page = ContentPage(title=SECRET, slug="geheim", live=False, body="[]")
        homes[edition].add_child(instance=page)
        page.save_revision()
        return page

    return make


def answers(client, page):
    """The page chooser where the draft stands and where it is searched, and the reports."""
    return [
        client.get(f"/admin/choose-page/{page.get_parent().pk}/"),
        client.get("/admin/choose-page/search/", {"q": "Geheimer"}),
        client.get("/admin/localize/reports/translations/"),
        client.get("/admin/reports/site-history/"),
    ]


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_draft_of_the_other_edition_is_nowhere_named(own, other, visitor, secret_draft):
    page = secret_draft(other)
    client = login(visitor, f"redaktion-{own}@example.org")
    for answer in answers(client, page):
        assert answer.status_code < 400
        assert SECRET not in answer.content.decode()


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_own_draft_can_be_chosen(own, other, visitor, secret_draft):
    page = secret_draft(own)
    client = login(visitor, f"redaktion-{own}@example.org")
    browse, search, *_reports = answers(client, page)
    assert SECRET in browse.content.decode()
    assert SECRET in search.content.decode()


def test_live_pages_of_the_other_edition_can_be_chosen(visitor, bw):
    client = login(visitor, "redaktion-nrw@example.org")
    assert "Wir sind MiGlobe" in client.get(f"/admin/choose-page/{bw.pk}/").content.decode()


def test_report_lists_what_was_taken_over_into_the_own_edition(visitor, site):
    title = "Interkulturelle Öffnung"
    report = "/admin/localize/reports/translations/"
    login(visitor, "redaktion-bw@example.org")
    assert title in visible_text(visitor.get(report))
    login(visitor, "redaktion-nrw@example.org")
    assert title not in visible_text(visitor.get(report))
    login(visitor, "admin@example.org")
    assert title in visible_text(visitor.get(report))


@pytest.mark.parametrize(("own", "other"), STAFF)
def test_refusal_names_no_draft(own, other, visitor, secret_draft):
    """A page of one's own cannot be copied below a draft of the other edition, whatever it is."""
    draft, page = secret_draft(other), secret_draft(own)
    page.title = page.draft_title = "Eigene Seite"
    page.save()
    client = login(visitor, f"redaktion-{own}@example.org")
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": draft.pk}
    answer = client.post(f"/admin/pages/{page.pk}/copy/", data)
    assert SECRET not in answer.content.decode()
    assert "nicht öffentliche Seite" in visible_text(answer)
    assert not draft.get_children().exists()
