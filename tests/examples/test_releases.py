"""The release by the municipality: what it blocks, who may do what with it."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from modelcluster.models import get_all_child_relations

from examples import releases
from examples.models import PracticeExamplePage, Release, ReleaseLink, released_text
from tests.factories.examples import BLOCKED, cms, draft, full_draft, publish
from tests.factories.pages import copy_by_form
from tests.factories.releases import RELEASED, is_live, press, release_of
from tests.site import login, soup, visible_text

CHANGED = "der Text wurde seitdem geändert"
#: Fields of an example that a reader of the page does not read.
NO_TEXT = {"base", "is_sample", "listing_image", "noindex", "quote_released"}


def table(*cells):
    """The approach of an example, as a table of one row."""
    columns = [{"type": "text", "heading": heading} for heading in "AB"]
    value = {"caption": "Wer", "columns": columns, "rows": [{"values": cells}]}
    return json.dumps([{"type": "table", "value": {"table": value, "row_headings": False}}])


class TestGate:
    def test_bulk_action_says_what_is_missing(self, page, staff_nrw):
        address = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}"
        referer = f"http://testserver/admin/pages/{page.get_parent().pk}/"
        response = staff_nrw.post(address, follow=True, headers={"referer": referer})
        assert BLOCKED in visible_text(response)
        assert not is_live(page)

    def test_release_opens_the_way(self, page, staff_nrw):
        press(staff_nrw, page, "record", {"evidence": "E-Mail vom 3. Mai", **RELEASED})
        release = Release.objects.of(page).get()
        assert release.recorded_by.email == "redaktion-nrw@example.org"
        assert release.revision_id == page.latest_revision_id
        staff_nrw.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
        assert is_live(page)

    def test_release_without_name_or_evidence_is_none(self, page, staff_nrw):
        for data in ({"evidence": "Brief"}, RELEASED):
            press(staff_nrw, page, "record", data)
        assert not Release.objects.of(page).exists()

    def test_copy_of_an_example_is_not_released(self, page, staff_nrw):
        publish(page)
        copy_by_form(staff_nrw, page)
        copy = PracticeExamplePage.objects.get(slug="kopie")
        assert not copy.is_released and not copy.live

    def test_withdrawn_release_takes_the_example_offline_at_once(self, page, staff_nrw, client):
        page = publish(page)
        response = press(staff_nrw, page, "withdraw", follow=True)
        assert "Das Beispiel ist jetzt in allen Sprachen offline." in visible_text(response)
        assert Client().get(page.url).status_code == 404
        staff_nrw.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
        assert not is_live(page)
        release = Release.objects.of(page).get()
        assert release.withdrawn_by.email == "redaktion-nrw@example.org"

    def test_editor_tells_that_the_text_is_newer_than_the_release(self, page, staff_nrw):
        publish(page)
        page.title = "Neu gefasst"
        page.save_revision()
        text = visible_text(staff_nrw.get(f"/admin/pages/{page.pk}/edit/"))
        assert "von Frau Muster am" in text and "der Text wurde seitdem geändert" in text

    def test_publishing_what_was_released_is_no_change_of_the_text(self, page, staff_nrw):
        publish(page)  # by a version that an editor saves: with ids that the first one has not
        page = PracticeExamplePage.objects.get(pk=page.pk)
        keyed = page.situation.replace("<p>", '<p data-block-key="a1b2c">')
        page.situation = f"{keyed}\r\n"
        page.approach = json.loads(json.dumps(page.approach.get_prep_value()))
        page.save_revision().publish()
        assert release_of(page).revision_id != page.latest_revision_id
        text = visible_text(staff_nrw.get(f"/admin/pages/{page.pk}/edit/"))
        assert "von Frau Muster am" in text and CHANGED not in text
        assert CHANGED not in visible_text(staff_nrw.get(cms(page)))

    def test_changed_text_is_shown_beside_the_released_one(self, page, staff_nrw):
        publish(page)
        page.results = "<p>So ist es morgen.</p>"
        page.save_revision()
        for address in (f"/admin/pages/{page.pk}/edit/", cms(page)):
            link = soup(staff_nrw.get(address)).find("a", string=CHANGED)
            text = visible_text(staff_nrw.get(link["href"]))
            assert "So ist es" in text and "morgen" in text

    def test_version_that_is_gone_is_said_to_be(self, page, staff_nrw):
        publish(page)
        Release.objects.update(revision=None)
        text = visible_text(staff_nrw.get(cms(page)))
        assert "die freigegebene Fassung ist nicht mehr gespeichert" in text

    def test_every_field_is_compared_or_no_text(self, site):
        compared = {*released_text.FIELDS, *released_text.ROWS}
        own = {field.name for field in PracticeExamplePage._meta.local_fields}
        rows = {each.get_accessor_name() for each in get_all_child_relations(PracticeExamplePage)}
        texts = own | rows - {"release_links"}
        assert texts - compared == {"page_ptr", *NO_TEXT} | (rows - {*released_text.ROWS})

    @pytest.mark.parametrize(
        "change",
        [
            {"title": "Anders"},
            {"start_year": 2021},
            {"transferable_to": "Alle"},
            {"situation": '<p>So war es <a href="https://a.de/">vorher</a>.</p>'},
            {"situation": "<p>So war</p><p>es vorher.</p>"},
            {"approach": '[{"type": "text", "value": "<p>Neu</p>"}]'},
            {"contact_email": "neu@example.org"},
            {"approach": table("anders", "")},
            {"approach": table("", "ja")},
        ],
    )
    def test_every_change_of_what_is_read_counts(self, change, page):
        page.approach = table("ja", "")
        page.save_revision()
        publish(page)
        for name, value in change.items():
            setattr(page, name, value)
        page.save_revision()
        assert not release_of(page).is_up_to_date

    def test_rows_count_too(self, page):
        publish(page)
        page.example_topics = []
        page.save_revision()
        assert not release_of(page).is_up_to_date

    def test_deleted_example_leaves_no_names_behind(self, page):
        publish(page)
        releases.make_link(page, None, days=7)
        PracticeExamplePage.objects.get(pk=page.pk).delete()
        assert not Release.objects.filter(name="Frau Muster").exists()
        assert not ReleaseLink.objects.exists()


class TestStaff:
    def test_make_a_link_that_is_shown_once(self, page, staff_nrw, client):
        entered = {"recipient": "Agenda-\u200bBüro", "days": 7}
        response = press(staff_nrw, page, "make_link", entered)
        url = soup(response).find(id="new-link")["value"]
        assert "no-store" in response["Cache-Control"]
        assert Client().get(url.removeprefix("http://testserver")).status_code == 200
        text = visible_text(staff_nrw.get(cms(page)))
        assert (
            "Agenda-Büro" in text and "/freigabe/" not in staff_nrw.get(cms(page)).content.decode()
        )
        link = ReleaseLink.objects.get()
        assert link.created_by.email == "redaktion-nrw@example.org"
        assert timedelta(days=6) < link.expires_at - timezone.now() <= timedelta(days=7)

    @pytest.mark.parametrize("days", ["", "0", "365", "x", "-1"])
    def test_make_no_link_without_a_sound_end(self, days, page, staff_nrw):
        response = press(staff_nrw, page, "make_link", forged={"days": days})
        assert response.status_code == 200
        assert not ReleaseLink.objects.exists()

    @pytest.mark.parametrize("name", ["redaktion-bw", "mitarbeit-bw", None])
    def test_of_the_other_edition_and_strangers_get_nowhere(self, name, page, url, visitor):
        publish(page)
        if name:
            login(visitor, f"{name}@example.org")
        link = ReleaseLink.objects.get()
        before = list(Release.objects.values()), list(ReleaseLink.objects.values())
        for data in (
            {"action": "make_link", "days": 7},
            {"action": "record", "evidence": "E-Mail", **RELEASED},
            {"action": "withdraw"},
            {"action": "withdraw_link", "link": link.pk},
        ):
            answer = visitor.post(cms(page), data)
            assert answer.status_code in {302, 403}
        answer = visitor.get(cms(page))
        assert answer.status_code in {302, 403} and "Frau Muster" not in answer.content.decode()
        assert (list(Release.objects.values()), list(ReleaseLink.objects.values())) == before
        assert is_live(page)

    def test_who_cannot_publish_cannot_take_offline(self, page, visitor):
        login(visitor, "mitarbeit-nrw@example.org")
        assert press(visitor, page, "make_link").status_code == 200
        publish(page)
        visitor.post(cms(page), {"action": "withdraw"})
        assert page.is_released
        assert is_live(page)

    @pytest.mark.parametrize(
        "data", [{}, {"action": "post"}, {"action": "withdraw_link", "link": "9" * 5000}]
    )
    def test_nonsense_does_nothing(self, data, page, url, staff_nrw):
        assert staff_nrw.post(cms(page), data).status_code in {200, 404}
        assert ReleaseLink.objects.valid().count() == 1

    def test_link_of_another_example_is_not_withdrawn_here(self, page, url, staff_nrw):
        other = draft(slug="anderes")
        link = ReleaseLink.objects.get()
        response = staff_nrw.post(cms(other), {"action": "withdraw_link", "link": link.pk})
        assert response.status_code == 404
        assert ReleaseLink.objects.valid().count() == 1


def test_list_in_the_cms_shows_the_own_edition_and_what_is_released(page, site, visitor):
    publish(full_draft(slug="fertig", title="Fertig"))
    login(visitor, "redaktion-nrw@example.org")
    rows = soup(visitor.get("/admin/examples/")).select("main table tbody tr")
    assert len(rows) == 5
    found = {row.select_one(".title-wrapper a").get_text(strip=True): row for row in rows}
    assert "Unser Entwurf" in found and "Bonn" in found["Fertig"].get_text()
    assert "Freigegeben" in found["Fertig"].get_text()
    assert "Freigegeben" not in found["Unser Entwurf"].get_text()
    login(visitor, "redaktion-bw@example.org")
    assert "Unser Entwurf" not in visitor.get("/admin/examples/").content.decode()
