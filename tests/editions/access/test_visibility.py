"""What staff of one edition get to see of the other one's drafts: nothing."""

import pytest
from wagtail.models import Collection, Page

from editions.takeover import take_over
from home.models import ContentPage, CustomDocument
from tests.factories.pages import page_of
from tests.factories.takeovers import locale
from tests.site import login, soup, visible_text

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
    """Choosers where the draft stands, is searched for and is chosen, and the reports."""
    return [
        client.get(f"/admin/choose-page/{page.get_parent().pk}/"),
        client.get("/admin/choose-page/search/", {"q": "Geheimer"}),
        client.get("/admin/localize/reports/translations/"),
        client.get("/admin/reports/site-history/"),
        client.get("/admin/choose-page/chosen-multiple/", {"id": page.pk}),
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
    take_over(page_of("bw", "interkulturelle-oeffnung"), locale("en-x-bw"))
    report = "/admin/localize/reports/translations/"
    login(visitor, "redaktion-bw@example.org")
    assert title in visible_text(visitor.get(report))
    login(visitor, "redaktion-nrw@example.org")
    assert title not in visible_text(visitor.get(report))
    login(visitor, "admin@example.org")
    assert title in visible_text(visitor.get(report))


@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
def test_no_action_on_a_list_names_a_file_of_the_other_edition(action, visitor, site):
    document = CustomDocument.objects.create(
        title=SECRET, file="documents/x.txt", collection=Collection.objects.get(name="BW")
    )
    address = f"/admin/bulk/home/customdocument/{action}/?id={document.pk}"
    for reader, is_named in (("redaktion-nrw", False), ("redaktion-bw", True)):
        answer = login(visitor, f"{reader}@example.org").get(address)
        assert (SECRET in answer.content.decode()) is is_named


def test_filters_name_colleagues_alone(visitor, site, django_user_model):
    """Those of the history and of locked pages, which list whoever has done something."""
    names = {"nrw": "Blaubeere", "bw": "Rotklee"}
    for edition, name in names.items():
        user = django_user_model.objects.get(email=f"redaktion-{edition}@example.org")
        user.last_name = name
        user.save()
        page = page_of(edition)
        page.save_revision(user=user, log_action=True)
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=user)
    for reader, named in (("redaktion-nrw", {"nrw"}), ("admin", {"nrw", "bw"})):
        login(visitor, f"{reader}@example.org")
        for report in ("site-history", "locked"):
            filters = soup(visitor.get(f"/admin/reports/{report}/")).select("label, option")
            words = " ".join(each.get_text() for each in filters)
            found = {edition for edition, name in names.items() if name in words}
            assert found == named, report


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
