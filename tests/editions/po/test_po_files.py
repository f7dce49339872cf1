"""The texts of an edition as PO files for translators outside, and what they send back."""

import io
import zipfile

import polib
import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from editions.po import export
from tests.factories.copies import (
    copy_of,
    draft,
    fresh,
    page_in,
    publish,
    publish_translation,
    text,
    translate,
    translation_of,
    wording,
)
from tests.factories.po_files import SENTENCE, as_file, as_zip, po_of
from tests.site import soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("files")

URL = "/admin/editions/texts/"


def upload(client, file):
    return submit(client, URL, {"file": file})


def stored():
    """All that an import could change."""
    return (
        list(StringTranslation.objects.order_by("pk").values_list("pk", "data")),
        list(Page.objects.order_by("pk").values_list("title", "draft_title", "latest_revision")),
    )


def test_archive_has_a_file_for_each_page_that_translators_can_read(copy, staff):
    response = staff("redaktion-nrw").get(f"{URL}en-x-nrw.zip")
    assert response.headers["Content-Disposition"].endswith('"miglobe-en-x-nrw.zip"')
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert archive.namelist() == ["start.po", "vorlage.po"]
        po = polib.pofile(archive.read("vorlage.po").decode())
    assert po.metadata["Language"] == "en"
    assert SENTENCE in {entry.msgid for entry in po}


def test_translations_come_back_into_the_draft_and_nothing_else(copy, staff, visitor):
    before = visible_text(visitor.get("/nrw/en/vorlage/"))
    client = staff("redaktion-nrw")
    po = po_of(copy, **{SENTENCE: "We advise municipalities.", "Vorlage": "Sample"})
    response = upload(client, as_zip({"vorlage.po": po}))
    table = soup(response).select_one("table.listing")
    assert "Sample" not in visible_text(visitor.get("/nrw/en/vorlage/"))
    assert [cell.get_text() for cell in table.select("tbody td")][1:] == ["2", "0", "0", "0"]
    assert "We advise municipalities." in str(draft(copy).body)
    assert draft(copy).title == "Sample"
    client.logout()
    assert visible_text(visitor.get("/nrw/en/vorlage/")) == before
    publish_translation(copy)
    assert "We advise municipalities." in visible_text(visitor.get("/nrw/en/vorlage/"))


def test_single_file_and_unchanged_texts(copy, staff):
    client = staff("redaktion-nrw")
    po = po_of(copy, **{SENTENCE: "We advise municipalities."})
    upload(client, as_file(po))
    response = upload(client, as_file(po))
    cells = [cell.get_text() for cell in soup(response).select("table.listing tbody td")]
    assert cells[1:] == ["0", "1", "0", "0"]


def test_text_whose_original_has_changed_is_counted_and_left_out(nrw, copy, staff):
    po = po_of(copy, **{SENTENCE: "We advise municipalities."})
    original = copy.get_translations().get(locale=nrw.locale).specific
    publish(original, body=text("Wir begleiten Kommunen."))
    response = upload(staff("redaktion-nrw"), as_file(po))
    cells = [cell.get_text() for cell in soup(response).select("table.listing tbody td")]
    assert cells[1:] == ["0", "0", "0", "1"]
    assert "We advise" not in str(draft(copy).body)


LINK = '<a id="a1">Mehr</a> dazu'
WRONG_TEXTS = {
    "link that is not in the original": ({LINK: '<a id="a2">More</a>'}, "Links nicht"),
    "script": ({SENTENCE: "<script>alert(1)</script>"}, "Auszeichnungen"),
    "attribute": ({SENTENCE: '<b onclick="x">We</b>'}, "Auszeichnungen"),
    "too long": ({"Vorlage": "x" * 256}, "Bitte kürzen Sie den Text auf 255 Zeichen"),
    "reserved address": ({"vorlage": "leicht"}, "ist vergeben"),
}


@pytest.mark.parametrize("name", WRONG_TEXTS)
def test_wrong_text_is_named_and_nothing_is_changed(name, copy, staff):
    texts, message = WRONG_TEXTS[name]
    po = po_of(copy, **{SENTENCE: "We advise.", **texts})
    before = stored()
    response = upload(staff("redaktion-nrw"), as_zip({"vorlage.po": po}))
    assert response.status_code == 200
    error = soup(response).select_one(".error-message").get_text()
    assert "vorlage.po" in error and message in error
    assert stored() == before


def bad_files(copy):
    po = str(po_of(copy, **{SENTENCE: "We advise."}))
    packed = as_zip({"vorlage.po": po}).read()
    return {
        "no PO": (b"<html>", "vorlage.po: Diese PO-Datei ist beschädigt."),
        "empty": (b"", "leer"),
        "binary": (bytes(range(256)) * 9, "keine PO-Datei in UTF-8"),
        "NUL": (b"\0\0\0", "beschädigt"),
        "half": (po[: len(po) // 2].rstrip().encode() + b'"', "beschädigt"),
        "latin-1": (po.encode().replace(b"Wir", "Öl".encode("latin-1")), "keine PO-Datei in UTF-8"),
        "name of a file": (b"/etc/passwd", "beschädigt"),
        "without head": (b'msgid "a"\nmsgstr "b"\n', "stammt nicht von dieser Website"),
        "strange head": (
            po.replace(str(translation_of(copy).uuid), "x").encode(),
            "stammt nicht von dieser Website",
        ),
        "page that is gone": (
            po.replace(str(translation_of(copy).uuid)[:8], "0" * 8).encode(),
            "gibt es nicht mehr",
        ),
        "damaged archive": (packed[:100] + b"XXXX" + packed[104:], "beschädigt"),
        "archive without PO": (as_zip({"a.txt": "a"}).read(), "keine PO-Datei"),
        "same page twice": (as_zip({"a.po": po, "b.po": po}).read(), "b.po: Für dieselbe Seite"),
        "good and bad": (as_zip({"a.po": po, "b.po": "x"}).read(), "b.po: Diese PO-Datei"),
    }


@pytest.mark.parametrize(
    "name",
    ["no PO", "empty", "binary", "NUL", "half", "latin-1", "name of a file", "without head",
     "strange head", "page that is gone", "damaged archive", "archive without PO",
     "same page twice", "good and bad"],
)  # fmt: skip
def test_wrong_file_gets_a_clear_answer_and_changes_nothing(name, copy, staff):
    content, message = bad_files(copy)[name]
    before = stored()
    response = upload(staff("redaktion-nrw"), as_file(content))
    assert response.status_code == 200
    assert message in soup(response).select_one(".error-message").get_text()
    assert stored() == before


def test_archive_that_unpacks_to_too_much_is_refused(copy, staff):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.po", b"#" * 300_000_000)
    response = upload(staff("redaktion-nrw"), as_file(target.getvalue(), "a.zip"))
    assert "Diese Datei ist zu groß." in visible_text(response)


class TestRights:
    def test_other_edition_can_neither_download_nor_upload(self, copy, staff):
        client, before = staff("redaktion-bw"), stored()
        assert client.get(f"{URL}en-x-nrw.zip").status_code == 302
        assert "NRW" not in visible_text(client.get(URL))
        response = upload(client, as_file(po_of(copy, **{SENTENCE: "We advise."})))
        assert "Diese Datei gehört zu „NRW – Englisch“" in visible_text(response)
        assert "Vorlage" not in soup(response).select_one(".error-message").get_text()
        assert stored() == before

    def test_unknown_locale_does_not_exist(self, staff, site):
        assert staff("redaktion-bw").get(f"{URL}fr.zip").status_code == 404

    def test_page_that_is_locked_or_goes_its_own_way_is_left_alone(self, copy, staff):
        po, client = as_file(po_of(copy, **{SENTENCE: "We advise."})), staff("redaktion-nrw")
        Page.objects.filter(pk=copy.pk).update(locked=True)
        assert "ist gesperrt" in visible_text(upload(client, po))
        Page.objects.filter(pk=copy.pk).update(locked=False)
        Translation.objects.filter(pk=translation_of(copy).pk).update(enabled=False)
        po.seek(0)
        assert "keine Übersetzung mehr" in visible_text(upload(client, po))
        assert "We advise." not in str(draft(copy).body)


def test_translation_to_be_checked_is_fuzzy_until_it_comes_back(nrw, copy, staff):
    """The mark “bitte prüfen” reaches the translators outside, and they can take it off."""
    translate(copy, {SENTENCE: "We advise municipalities."})
    original = copy.get_translations().get(locale=nrw.locale).specific
    publish(original, body=text("Wir beraten alle Kommunen."))
    po = export.po_of(translation_of(copy))
    [entry] = [entry for entry in po if entry.msgid == "Wir beraten alle Kommunen."]
    assert entry.fuzzy and entry.msgstr == "We advise municipalities."
    upload(staff("redaktion-nrw"), as_file(po))
    assert wording(copy, entry.msgid).tool_name == "carried"
    entry.flags.remove("fuzzy")
    upload(staff("redaktion-nrw"), as_file(po))
    assert wording(copy, entry.msgid).tool_name == "PO"


class TestInTheEditor:
    """wagtail-localize's own upload answers 500 without a file and for a file without a head."""

    def address(self, copy):
        return f"/admin/localize/translate/{translation_of(copy).pk}/pofile/upload/"

    def upload(self, client, copy, file):
        editor, form = f"/admin/pages/{copy.pk}/edit/", "details form[action$='/upload/']"
        return submit(client, editor, {"file": file} if file else {}, form=form, follow=True)

    def test_file_of_the_page_is_taken(self, copy, staff):
        client = staff("redaktion-nrw")
        po = as_file(po_of(copy, **{SENTENCE: "We advise."}))
        response = self.upload(client, copy, po)
        assert "Texte geändert: 1" in visible_text(response)
        assert "We advise." in str(draft(copy).body)

    def test_anything_else_is_refused_with_a_message(self, copy, nrw, staff):
        client, before = staff("redaktion-nrw"), stored()
        other = copy_of(page_in(nrw, slug="andere"), "en-x-nrw", live=False)
        before = stored()
        files = {name: as_file(content) for name, (content, _) in bad_files(copy).items()}
        for file in [None, as_file(po_of(other)), *files.values()]:
            response = self.upload(client, copy, file)
            assert response.status_code == 200
            assert soup(response).select(".messages .error")
        assert stored() == before

    def test_other_edition_is_refused(self, copy, staff):
        client = staff("redaktion-bw")
        po = as_file(po_of(copy, **{SENTENCE: "We advise."}))
        response = client.post(self.address(copy), {"file": po})
        assert response.status_code == 302
        assert "We advise." not in str(draft(copy).body)


class TestCommands:
    def test_write_and_read_the_same_files(self, copy, tmp_path, capsys):
        path = tmp_path / "texte.zip"
        call_command("export_texts", "en-x-nrw", str(path))
        call_command("import_texts", str(path))
        assert "Vorlage: 0 changed" in capsys.readouterr().out
        path.write_text(str(po_of(copy, **{SENTENCE: "We advise."})))
        call_command("import_texts", str(path))
        assert "We advise." in str(draft(copy).body)
        assert fresh(copy).title == "Vorlage"

    def test_say_what_is_wrong(self, copy, tmp_path):
        with pytest.raises(CommandError, match="There is no locale fr"):
            call_command("export_texts", "fr")
        with pytest.raises(CommandError, match="No such file"):
            call_command("import_texts", str(tmp_path / "nothing.zip"))
        (tmp_path / "a.po").write_text("<html>")
        with pytest.raises(CommandError, match="PO"):
            call_command("import_texts", str(tmp_path / "a.po"))


def test_edition_without_adapted_pages_says_so(staff, site):
    Translation.objects.all().delete()
    text = visible_text(staff("redaktion-bw").get(URL))
    assert "Es gibt noch keine Übersetzung." in text
    assert Locale.objects.count() > 3
