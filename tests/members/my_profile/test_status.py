"""Mein Profil: the first page says what is missing and where, what waits, and takes it back."""

from urllib.parse import urldefrag

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import TaskState

from members.models import MemberPage
from members.my_profile import saving
from members.my_profile.missing import missing_in
from tests.factories.members import add_member, give, index
from tests.factories.my_profile import (
    NEW,
    account_of,
    edit,
    fresh,
    press,
    profile,
    public,
    waiting,
)
from tests.site import login, soup, submit, visible_text

ABOUT = "ueber-mich"
STATUS = "/mein-profil/"


@pytest.fixture
def new(site):
    """A profile of which the staff have entered the names alone."""
    page = MemberPage(first_name="Zoë", last_name="Neumann", live=False, locale=index().locale)
    index().add_child(instance=page)
    page.save_revision(clean=False)  # as the editor keeps drafts
    return page


@pytest.fixture
def newcomer(new):
    client = Client()
    client.force_login(account_of(new))
    return client


def buttons(client):
    found = {form["action"] for form in soup(client.get(STATUS)).select(".my-profile-buttons form")}
    return {path.removeprefix(STATUS).strip("/") for path in found}


def missing(client):
    return [entry.get_text() for entry in soup(client.get(STATUS)).select(".my-profile-missing li")]


def test_new_advisor_sees_what_is_missing_and_where(newcomer):
    links = soup(newcomer.get(STATUS)).select(".my-profile-missing a")
    assert [link.get_text() for link in links] == [
        *("Kurzvorstellung", "Über mich", "Themenfelder", "Beratungsformate", "Sprachen"),
        "Ihre Einwilligung in die Veröffentlichung im Web",
    ]
    for link in links:
        address, anchor = urldefrag(link["href"])
        assert soup(newcomer.get(address)).find(id=anchor), link["href"]


def test_every_fault_of_a_profile_leads_to_its_field(page, advisor):
    """Whatever may keep a profile from going live names its field and where it is mended."""
    page.first_name = page.last_name = page.summary = page.about = page.email = page.phone = ""
    page.contact_way, page.photo_credit = "both", ""
    page.qualifications = page.references = page.organisations = "x" * 601
    page.member_topics = page.member_formats = page.member_languages = []
    found = missing_in(page)
    assert {entry.label for entry in found} >= {
        *("Vorname", "Nachname", "E-Mail (intern)", "Telefon (intern)", "Referenzen"),
    }
    for entry in found:
        address, anchor = urldefrag(entry.url)
        assert soup(advisor.get(address)).find(id=anchor), entry


def test_what_is_filled_in_waits_since_a_day_and_is_missing_no_more(new, newcomer):
    edit(newcomer, ABOUT, summary=NEW, about="Über mich.")
    assert [text.split(":")[0] for text in missing(newcomer)][:3] == [
        "Themenfelder", "Beratungsformate", "Sprachen",
    ]  # fmt: skip
    topic = str(profile().member_topics.first().topic_id)
    edit(newcomer, "themen", topics=[topic], formats=["talk"], **{"languages-0-code": "de"})
    submit(newcomer, "/mein-profil/sichtbarkeit/", {"web": True})
    text = visible_text(newcomer.get(STATUS))
    assert missing(newcomer) == []
    task = TaskState.objects.get(status="in_progress")
    day = f"{timezone.localtime(task.started_at).day}. "
    assert f"Wartet seit dem {day}" in text
    assert "Es fehlt nichts mehr" in text


def test_change_that_was_submitted_can_be_withdrawn_and_submitted_again(page, advisor):
    edit(advisor, ABOUT, summary=NEW)
    assert buttons(advisor) == {"zurueckziehen"}
    assert "Zurückgezogen" in visible_text(press(advisor, "zurueckziehen"))
    assert not fresh(page).workflow_in_progress
    assert waiting(page).summary == NEW
    staff = login(Client(), "redaktion-nrw@example.org")
    assert "Wartet auf Ihre Freigabe" not in visible_text(staff.get("/admin/"))
    assert "Als Entwurf gespeichert" in visible_text(advisor.get(STATUS))
    assert buttons(advisor) == {"einreichen", "entwurf-verwerfen"}
    press(advisor, "einreichen")
    assert fresh(page).workflow_in_progress
    assert fresh(page).current_workflow_task_state.revision.as_object().summary == NEW


def test_withdrawn_change_can_be_discarded(page, advisor):
    edit(advisor, ABOUT, summary=NEW)
    press(advisor, "zurueckziehen")
    press(advisor, "entwurf-verwerfen")
    assert NEW not in visible_text(advisor.get(STATUS))
    assert page.summary in public(page)
    assert saving.current(fresh(page), ["summary"]) == {"summary": page.summary}
    assert NEW in {revision.content["summary"] for revision in page.revisions.all()}


def test_withdrawing_twice_or_after_the_decision_is_answered_calmly(page, advisor):
    for path in ("zurueckziehen", "einreichen", "entwurf-verwerfen"):
        before = page.revisions.count()
        assert advisor.post(f"/mein-profil/{path}/", follow=True).status_code == 200
        assert page.revisions.count() == before
    assert page.summary in public(page)


def test_withdrawn_first_version_can_be_submitted_again(site):
    page = add_member(index())
    give(page)
    client = Client()
    client.force_login(account_of(page))
    edit(client, ABOUT, summary=NEW)
    press(client, "zurueckziehen")
    assert "außer der Freigabe" in visible_text(client.get(STATUS))
    press(client, "einreichen")
    assert fresh(page).workflow_in_progress


def test_staff_are_told_which_field_is_missing_where_no_form_can(new, staff_nrw):
    """The same words without a field were shown after bulk actions and approvals."""
    answer = staff_nrw.post(
        f"/admin/bulk/wagtailcore/page/publish/?id={new.pk}", {"id": new.pk}, follow=True
    )
    assert "Kurzvorstellung: " in visible_text(answer)
