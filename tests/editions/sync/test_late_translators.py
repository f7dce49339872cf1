"""What was changed while the editor of a translation was open is not lost."""

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail_localize.models import SegmentOverride

from tests.factories.copies import (
    copy_of,
    draft,
    editor,
    fresh,
    page_in,
    publish,
    save_text,
    segment,
    text,
    translate,
    translation_of,
    wording,
)
from tests.factories.translations import ENGLISH, FIRST, FORM, SECOND, address
from tests.site import login, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a form of the CMS")


class TestOutOfDate:
    """The German page is deleted, or the translation ended, while an editor is open."""

    @pytest.fixture
    def opened(self, copy, staff):
        translate(copy, ENGLISH)
        return staff.get(address(copy))

    @pytest.mark.parametrize("how", ["deleted", "ended"])
    def test_nothing_fails_and_what_was_typed_stays(self, how, page, copy, opened, staff):
        place, translation = segment(copy, FIRST).pk, translation_of(copy)
        start = f"/admin/localize/translate/{translation.pk}"
        sent = encode_multipart(BOUNDARY, {"value": "Late."})
        if how == "deleted":
            page.delete()
        else:
            staff.post(f"{start}/disable/", {"next": "/admin/"})
        answer = staff.put(f"{start}/strings/{place}/edit/", sent, MULTIPART_CONTENT).json()
        assert answer["data"] == "Late." and "Bitte öffnen Sie diese Seite neu." in answer["error"]
        assert staff.put(f"{start}/overrides/1/edit/", sent, MULTIPART_CONTENT).json()["error"]
        assert staff.delete(f"{start}/strings/{place}/edit/").status_code in {404, 409}
        for button in ("action-publish", "action-submit"):
            answer = submit(staff, opened, button=button, form=FORM, follow=True)
            assert answer.status_code == 200
            assert "Es wurde nichts geändert" in visible_text(answer)
            assert answer.redirect_chain == [(address(copy), 302)]
        for path in ("preview/", "pofile/download/"):
            assert staff.get(f"{start}/{path}").status_code in {200, 404}
        for path in ("pofile/upload/", "machine_translate/", "disable/"):
            assert staff.post(f"{start}/{path}").status_code in {302, 404}
        assert not fresh(copy).live

    def test_paragraph_that_is_gone_is_said(self, page, copy, opened, staff):
        place = segment(copy, SECOND).pk
        publish(page, body=text(FIRST))
        answer = save_text(staff, copy, place, "Late.").json()
        assert answer["data"] == "Late." and "steht dieser Text nicht mehr" in answer["error"]

    def test_ordinary_editor_that_was_open_before_saves_nothing_unseen(self, copy, staff):
        start = f"/admin/localize/translate/{translation_of(copy).pk}"
        staff.post(f"{start}/disable/", {"next": "/admin/"})
        shown = staff.get(address(copy))
        submit(staff, address(copy), button="localize-restart-translation", form=FORM)
        answer = submit(staff, shown, {"title": "Late"}, form=FORM, follow=True)
        assert "Es wurde nichts gespeichert" in visible_text(answer)
        assert draft(copy).title == "Vorlage"

    def test_locked_page_takes_nothing(self, copy, opened, staff):
        copy.locked, copy.locked_by = True, None
        copy.save()
        assert "gesperrt" in save_text(staff, copy, segment(copy, FIRST).pk, "x").json()["error"]
        submit(staff, opened, button="action-publish", form=FORM)
        assert not fresh(copy).live


class TestTwoAtWork:
    """Two translators have the same page open."""

    @pytest.fixture
    def other(self):
        return login(Client(), "mitarbeit-nrw@example.org")

    @pytest.fixture
    def copy(self, copy):
        return translate(copy, ENGLISH)

    def address_of(self, client, copy, german=FIRST):
        [place] = [s for s in editor(client, copy)["segments"] if s.get("source") == german]
        return place["editUrl"]

    def put(self, client, url, text):
        return client.put(url, encode_multipart(BOUNDARY, {"value": text}), MULTIPART_CONTENT)

    @pytest.mark.parametrize("stored", [True, False], ids=["translated", "not yet"])
    def test_what_the_other_has_saved_is_not_overwritten_unseen(self, stored, copy, staff, other):
        if not stored:
            wording(copy, FIRST).delete()
        late, early = self.address_of(staff, copy), self.address_of(other, copy)
        assert self.put(other, early, "We help <b>towns</b>.").json()["error"] is None
        answer = self.put(staff, late, "We help cities.").json()
        assert answer["data"] == "We help cities."
        assert answer["error"] == (
            "Beispiel Mitarbeit NRW hat diesen Text inzwischen geändert: „We help towns.“ Ihr Text "
            "ist nicht gespeichert. Bitte kopieren Sie ihn und laden Sie die Seite neu."
        )
        assert "geändert" in staff.delete(late).json()["error"]
        assert wording(copy, FIRST).data == "We help <b>towns</b>."

    def test_after_a_look_at_it_it_is_saved(self, copy, staff, other):
        self.put(other, self.address_of(other, copy), "We help towns.")
        answer = self.put(staff, self.address_of(staff, copy), "We help cities.").json()
        assert (answer["error"], wording(copy, FIRST).data) == (None, "We help cities.")

    def test_nobody_is_in_the_way_of_themselves(self, copy, staff):
        url = self.address_of(staff, copy)
        for typed in ("One.", "Two.", "One."):
            assert self.put(staff, url, typed).json()["error"] is None
        assert staff.delete(url).status_code == 200
        assert self.put(staff, url, "Three.").json()["error"] is None

    def test_same_words_and_other_places_are_no_conflict(self, copy, staff, other):
        first, second = (self.address_of(staff, copy, german) for german in (FIRST, SECOND))
        self.put(other, first, "We help towns.")
        assert self.put(staff, first, "We help towns.").json()["error"] is None
        assert self.put(staff, second, "No fee.").json()["error"] is None

    def test_translation_that_went_over_to_a_new_german_text_is_no_conflict(
        self, page, copy, staff, other
    ):
        self.put(other, self.address_of(other, copy), "We help towns.")
        url = self.address_of(staff, copy)
        publish(page, body=text("Wir beraten alle Kommunen.", SECOND))
        assert self.put(staff, url, "We help all towns.").json()["error"] is None

    def test_picture_or_link_that_the_other_has_chosen_stays(self, nrw, staff, other):
        page = page_in(nrw, slug="l", body=text('Mehr <a href="https://example.org/alt">dort</a>.'))
        copy = copy_of(page, "en-x-nrw")
        [late] = [s for s in editor(staff, copy)["segments"] if s["type"] == "synchronised_value"]
        assert self.put(other, late["editUrl"], "https://example.org/b").json()["error"] is None
        answer = self.put(staff, late["editUrl"], "https://example.org/c").json()
        assert answer["error"] == (
            "Beispiel Mitarbeit NRW hat hier inzwischen etwas anderes gewählt. Bitte laden Sie die "
            "Seite neu."
        )
        assert staff.delete(late["editUrl"]).status_code == 409
        assert SegmentOverride.objects.get().data == "https://example.org/b"
