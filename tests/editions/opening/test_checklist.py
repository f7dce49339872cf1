"""A new edition goes live only with all that its checklist asks for, whichever way is tried."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from editions import jobs
from editions.opening.new_edition import open_edition
from editions.registry import EDITIONS
from home.models import HomePage, LegalPage, Partner
from members.models import MemberIndexPage, MemberPage
from miglobe_site.pages.publishing import PublishingBlocked
from tests.factories.copies import publish, publish_translation
from tests.factories.openings import FILLED, add_profile
from tests.factories.pages import decide, edit, publish_in_list
from tests.site import links, login, soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a panel of the CMS")

MISSING = (
    "Bevor diese Ausgabe veröffentlicht werden kann, fehlt noch: Kontakt, Impressum, "
    "Kontakt für den Datenschutz, Erklärung zur Barrierefreiheit, Partner und Förderer, "
    "Erste Beraterinnen und Berater."
)
CONTACT = {
    "provider": "Beispielträger Hessen",
    "address": "Beispielweg 1\n60001 Frankfurt am Main",
    "email": "hessen@example.org",
    "request_email": "anfragen@example.org",
}


@pytest.fixture
def hessen(site):
    opening = open_edition(EDITIONS["he"], EDITIONS["nrw"])
    jobs.run(opening.job)
    return opening.home


def settle(home):
    """Do all that the checklist asks for, but for publishing; return the start page's draft."""
    for page in LegalPage.objects.child_of(home):
        publish(page, body=FILLED)
    index = MemberIndexPage.objects.child_of(home).get()
    add_profile(publish(index))
    draft = home.get_latest_revision_as_object()
    for name, value in CONTACT.items():
        setattr(draft, name, value)
    draft.partners = [Partner(role="cooperation", name="Beispielpartner")]
    draft.save_revision()
    return draft


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def items(response):
    """{point of the checklist: whether it is done}, as the page shows it."""
    return {
        item.a.get_text(): "erledigt" in item.get_text()
        for item in soup(response).select(".checklist li")
    }


def test_editor_names_all_that_is_missing_and_keeps_what_was_typed(hessen, admin):
    opened = admin.get(f"/admin/pages/{hessen.pk}/edit/")
    assert list(items(opened).values()) == [False] * 6
    response = edit(admin, opened, "action-publish", {"claim": "Neu"})
    assert MISSING in visible_text(response)
    assert "Checkliste: 6 Punkte fehlen noch" in visible_text(response)
    assert not is_live(hessen)
    assert soup(response).select_one("[name=claim]")["value"] == "Neu"
    partner = {"partners-0-role": "cooperation", "partners-0-name": "Beispielpartner"}
    response = edit(admin, response, "action-publish", CONTACT | partner)
    assert "fehlt noch: Impressum, Kontakt für den Datenschutz" in visible_text(response)
    assert "Partner und Förderer, Erste" not in visible_text(response)
    assert not is_live(hessen)


def test_complete_edition_goes_live_from_the_editor(hessen, admin):
    settle(hessen)
    response = admin.get(f"/admin/pages/{hessen.pk}/edit/")
    assert list(items(response).values()) == [True] * 6
    assert "Checkliste:" not in visible_text(response)
    assert edit(admin, response, "action-publish").status_code == 302
    assert is_live(hessen)
    assert not items(admin.get(f"/admin/pages/{hessen.pk}/edit/"))
    assert "Neue Ausgabe: Hessen" not in visible_text(admin.get("/admin/"))


def test_edition_on_show_is_asked_nothing(hessen, nrw):
    settle(hessen).get_latest_revision().publish()
    for home in (hessen, nrw):
        publish(HomePage.objects.get(pk=home.pk), email="", address="", partners=[])
        assert is_live(home)
        HomePage.objects.get(pk=home.pk).unpublish()
        publish(HomePage.objects.get(pk=home.pk))
        assert is_live(home)


def test_bulk_action_schedule_and_approval_do_not_get_past_it(hessen, admin, django_user_model):
    assert MISSING in visible_text(publish_in_list(admin, hessen))
    user = django_user_model.objects.get(email="admin@example.org")
    workflow = hessen.get_workflow().start(hessen.get_latest_revision_as_object(), user)
    task = workflow.current_task_state
    assert MISSING in visible_text(decide(admin, hessen, "approve", task=task, follow=True))
    workflow.refresh_from_db()
    assert workflow.status == "in_progress"
    due = timezone.now() - timedelta(hours=1)
    draft = hessen.get_latest_revision_as_object()
    draft.go_live_at = due
    draft.save_revision(approved_go_live_at=due)
    call_command("daily", stdout=io.StringIO())
    assert not is_live(hessen)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    with pytest.raises(PublishingBlocked):
        hessen.get_latest_revision().publish()


def test_other_languages_follow_the_german_start_page(hessen):
    english = HomePage.objects.get(locale__language_code="en-x-he")
    with pytest.raises(PublishingBlocked, match="zuerst die deutsche Startseite"):
        english.get_latest_revision().publish()
    settle(hessen).get_latest_revision().publish()
    publish_translation(english)
    assert is_live(english)


def test_gap_sample_and_missing_consent_do_not_count(hessen, admin):
    settle(hessen)
    imprint = LegalPage.objects.child_of(hessen).get(kind="imprint")
    gap = '[{"type": "text", "value": "<p>[Bitte ergänzen: Name]</p>"}]'
    LegalPage.objects.filter(pk=imprint.pk).update(body=gap)  # it was public before the rule
    privacy = LegalPage.objects.child_of(hessen).get(kind="privacy")
    privacy.delete()
    MemberPage.objects.descendant_of(hessen).update(is_sample=True)
    found = items(admin.get(f"/admin/pages/{hessen.pk}/edit/"))
    assert [label for label, is_done in found.items() if not is_done] == [
        "Impressum",
        "Kontakt für den Datenschutz",
        "Erste Beraterinnen und Berater",
    ]


def test_each_point_leads_to_where_it_is_done(hessen, admin):
    panel = soup(admin.get("/admin/")).select_one("#edition-opening-he-section")
    addresses = [link["href"] for link in panel.select(".checklist a")]
    editor = f"/admin/pages/{hessen.pk}/edit/"
    fields = [address.partition("#")[2] for address in addresses if address.startswith(editor)]
    assert len(fields) == 2
    document = soup(admin.get(editor))
    assert all(document.find(id=field) for field in fields)
    MemberIndexPage.objects.child_of(hessen).delete()
    LegalPage.objects.child_of(hessen).delete()
    panel = soup(admin.get("/admin/")).select_one("#edition-opening-he-section")
    addresses += [link["href"] for link in panel.select(".checklist a")]
    assert len(set(addresses)) == 8
    for address in addresses[6:]:
        assert admin.get(address).status_code == 200, address


def test_pages_that_are_still_to_come_are_named(site, admin):
    opening = open_edition(EDITIONS["he"], EDITIONS["nrw"])
    panel = visible_text(admin.get("/admin/"))
    assert "Noch zu übernehmen: 10." in panel
    assert (("a", "href", f"/admin/editions/take-over/{opening.job_id}/")) in links(
        admin.get("/admin/")
    )


def test_panel_is_shown_to_its_staff_alone(hessen, visitor, django_user_model):
    user = django_user_model.objects.create_user("redaktion-he@example.org", "x")
    user.groups.add(Group.objects.get(name="Redaktion Hessen"))
    assert "Neue Ausgabe: Hessen" in visible_text(login(visitor, user.email).get("/admin/"))
    for name in ("redaktion-nrw", "mitarbeit-bw"):
        client = login(visitor, f"{name}@example.org")
        assert "Hessen" not in visible_text(client.get("/admin/"))
