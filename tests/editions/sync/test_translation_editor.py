"""The editor of a translation: what it shows and takes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
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
    texts,
    translate,
    translation_of,
    wording,
    write,
)
from tests.factories.translations import ENGLISH, FIRST, FORM, SECOND, address, press
from tests.site import soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a form of the CMS")

BLOCK = "33333333-3333-4333-8333-333333333333"


class TestTwice:
    """The same paragraph, or item of a list, twice in one block."""

    @pytest.fixture
    def page(self, nrw):
        items = "<ul><li>Ein Punkt.</li><li>Ein Punkt.</li></ul>"
        block = {"type": "text", "value": f"<p>{FIRST}</p><p>{FIRST}</p>{items}"}
        return page_in(nrw, slug="doppelt", body=[block | {"id": BLOCK}])

    def test_is_shown_and_translated_once(self, copy, staff):
        shown = editor(staff, copy)
        sources = [s["source"] for s in shown["segments"] if s["contentPath"].startswith("body")]
        assert sources == [FIRST, "Ein Punkt."]
        [place] = [s for s in shown["segments"] if s["source"] == FIRST]
        sent = encode_multipart(BOUNDARY, {"value": ENGLISH[FIRST]})
        assert staff.put(place["editUrl"], sent, MULTIPART_CONTENT).json()["error"] is None
        shown = editor(staff, copy)
        [stored] = [t for t in shown["initialStringTranslations"] if t["data"] == ENGLISH[FIRST]]
        assert stored["segment_id"] in {s["id"] for s in shown["segments"]}
        write(copy, "Ein Punkt.", "One point.")
        write(copy, "Vorlage", "Sample")
        press(staff, copy, "action-publish")
        body = str(fresh(copy).body)
        assert body.count(ENGLISH[FIRST]) == body.count("One point.") == 2

    def test_only_one_of_them_is_changed(self, page, copy, staff):
        translate(copy, ENGLISH)
        html = str(page.body[0].value).replace(FIRST, "Wir beraten alle Kommunen.", 1)
        publish(page, body=[{"type": "text", "value": html, "id": BLOCK}])
        assert staff.get(address(copy)).status_code == 200
        assert wording(copy, "Wir beraten alle Kommunen.").tool_name == "carried"
        assert wording(copy, FIRST).tool_name == ""
        assert str(draft(copy).body).count(ENGLISH[FIRST]) == 2


class TestWords:
    def test_is_cleaned_for_lay_staff(self, copy, staff):
        answer = staff.get(address(copy))
        props = editor(staff, copy)
        assert props["machineTranslator"] is None
        assert props["links"]["convertToAliasUrl"] is None
        more = soup(answer).select_one("details.translation-more")
        assert more.summary.get_text() == "Mehr" and not more.has_attr("open")
        assert more.select_one("a[download]")["href"].endswith("/pofile/download/")
        labels = [" ".join(b.get_text().split()) for b in soup(answer).select(f"{FORM} button")]
        assert labels[0] == "Veröffentlichen"
        assert not any("Spiegel" in label or "Entwurf" in label for label in labels)

    def test_translation_is_ended_behind_more(self, copy, staff):
        form = "details form[action$='/disable/']"
        submit(staff, address(copy), form=form)
        assert not translation_of(copy).enabled
        assert soup(staff.get(address(copy))).select_one("[name=title]")

    def test_file_is_taken_behind_more(self, copy, staff):
        po = translation_of(copy).export_po()
        for entry in po:
            entry.msgstr = ENGLISH.get(entry.msgid, "")
        file = SimpleUploadedFile("a.po", str(po).encode())
        form = "details form[action$='/upload/']"
        answer = submit(staff, address(copy), {"file": file}, form=form, follow=True)
        assert "Texte geändert: 3" in visible_text(answer)
        assert texts(draft(copy)) == [ENGLISH[FIRST], ENGLISH[SECOND]]


def test_nonsense_is_refused(copy, staff):
    url = f"/admin/localize/translate/{translation_of(copy).pk}/strings"
    place = segment(copy, FIRST).pk
    for body, kind in (
        ({"value": "x"}, "application/json"),
        (b"", MULTIPART_CONTENT),
        (b"x", MULTIPART_CONTENT),
        (encode_multipart(BOUNDARY, {"other": "x"}), MULTIPART_CONTENT),
    ):
        assert staff.put(f"{url}/{place}/edit/", body, kind).status_code == 400
    assert save_text(staff, copy, 0, "x").json()["error"]


def test_link_of_its_own_stays_when_the_original_has_another(nrw, staff):
    page = page_in(nrw, body=text('Mehr <a href="https://example.org/alt">dort</a>.'))
    copy = copy_of(page, "en-x-nrw")
    [place] = [s for s in editor(staff, copy)["segments"] if s["type"] == "synchronised_value"]
    own = encode_multipart(BOUNDARY, {"value": "https://example.org/en"})
    staff.put(place["editUrl"], own, MULTIPART_CONTENT)
    assert SegmentOverride.objects.count() == 1
    publish(page, body=text('Mehr <a href="https://example.org/neu">dort</a>.'))
    assert "https://example.org/en" in str(draft(copy).body)
