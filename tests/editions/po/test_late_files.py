"""PO files that come back after staff have gone on writing in the editor."""

import io
import zipfile

import polib
import pytest
from django.core.management import call_command
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail_localize.models import StringTranslation

from tests.factories.copies import draft, editor, translate, translation_of, wording
from tests.factories.po_files import SENTENCE, as_file, as_zip, po_of
from tests.site import soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("files")

URL = "/admin/editions/texts/"
GIVEN_OUT, OURS, THEIRS = "We advise towns.", "We advise municipalities.", "We counsel towns."
STAYS = "wurde hier seit dem Herunterladen geändert und bleibt"


@pytest.fixture
def copy(copy):
    """The page with a first wording of everything."""
    return translate(copy, {SENTENCE: GIVEN_OUT})


@pytest.fixture
def client(staff):
    return staff("redaktion-nrw")


class Archive:
    """All texts of a language, in the report."""

    def download(self, client, copy):
        links = soup(client.get(URL)).select(f"a[href^='{URL}'][href$='en-x-nrw.zip']")
        with zipfile.ZipFile(io.BytesIO(client.get(links[0]["href"]).content)) as archive:
            return polib.pofile(archive.read("vorlage.po").decode())

    def upload(self, client, copy, po):
        return submit(client, URL, {"file": as_zip({"vorlage.po": po})}, follow=True)


class OnePage:
    """The texts of one page, in its editor."""

    def download(self, client, copy):
        shown = client.get(f"/admin/pages/{copy.pk}/edit/")
        answer = client.get(soup(shown).select_one("details a[download]")["href"])
        assert answer.headers["Content-Disposition"].endswith('"vorlage-en-x-nrw.po"')
        return polib.pofile(answer.content.decode())

    def upload(self, client, copy, po):
        address, form = f"/admin/pages/{copy.pk}/edit/", "details form[action$='/upload/']"
        return submit(client, address, {"file": as_file(po)}, form=form, follow=True)


@pytest.fixture(params=[Archive, OnePage], ids=["archive", "one page"])
def way(request):
    return request.param()


def save(client, copy, typed, german=SENTENCE):
    """Save a text in the editor, or empty it."""
    [place] = [s for s in editor(client, copy)["segments"] if s.get("source") == german]
    if not typed:
        assert client.delete(place["editUrl"]).status_code == 200
        return
    sent = encode_multipart(BOUNDARY, {"value": typed})
    assert client.put(place["editUrl"], sent, MULTIPART_CONTENT).json()["error"] is None


def translated(po, **texts):
    """The file as the agency sends it back."""
    for entry in po:
        entry.msgstr = texts.get(entry.msgid, entry.msgstr)
    return po


def test_unchanged_file_leaves_what_staff_wrote_meanwhile(way, copy, client):
    po = way.download(client, copy)
    save(client, copy, OURS)
    shown = way.upload(client, copy, po)
    assert wording(copy, SENTENCE).data == OURS
    assert STAYS not in visible_text(shown)


def test_other_text_for_what_staff_wrote_is_named_and_the_rest_is_taken(way, copy, client):
    po = way.download(client, copy)
    save(client, copy, OURS)
    shown = way.upload(client, copy, translated(po, Vorlage="Sample", **{SENTENCE: THEIRS}))
    assert wording(copy, SENTENCE).data == OURS
    assert draft(copy).title == "Sample"
    assert OURS in str(draft(copy).body)
    assert f"Diese Stelle {STAYS}, wie sie ist: „{SENTENCE}“." in visible_text(shown)


def test_table_counts_what_stays(copy, client):
    way = Archive()
    po = way.download(client, copy)
    for german in (SENTENCE, "Vorlage"):
        save(client, copy, OURS, german)
    shown = way.upload(client, copy, translated(po, Vorlage="Sample", **{SENTENCE: THEIRS}))
    [row] = soup(shown).select("table.listing tbody tr")
    assert [cell.get_text() for cell in row.select("td")][1:] == ["0", "2", "2", "0"]
    assert "2 Stellen wurden hier seit dem Herunterladen geändert" in visible_text(shown)
    assert f"„Vorlage“, „{SENTENCE}“" in visible_text(shown)


def test_file_that_knows_what_staff_wrote_is_taken(way, copy, client):
    save(client, copy, OURS)
    way.upload(client, copy, translated(way.download(client, copy), **{SENTENCE: THEIRS}))
    assert wording(copy, SENTENCE).data == THEIRS


def test_same_words_on_both_sides_are_nothing_to_say(way, copy, client):
    po = way.download(client, copy)
    save(client, copy, OURS)
    shown = way.upload(client, copy, translated(po, **{SENTENCE: OURS}))
    assert STAYS not in visible_text(shown)


def test_agency_may_send_a_better_file_after_the_first(way, copy, client):
    po = way.download(client, copy)
    for text in (THEIRS, "We counsel all towns."):
        way.upload(client, copy, translated(po, **{SENTENCE: text}))
        assert wording(copy, SENTENCE).data == text


def test_what_no_person_wrote_gives_way(way, copy, client):
    """A machine's proposal, and a text that was emptied, are nobody's words."""
    po = translated(way.download(client, copy), **{SENTENCE: THEIRS, "Vorlage": "Sample"})
    save(client, copy, "")
    title = StringTranslation.objects.filter(pk=wording(copy, "Vorlage").pk)
    title.update(data="Template", translation_type="machine", tool_name="DeepL")
    way.upload(client, copy, po)
    assert wording(copy, SENTENCE).data == THEIRS
    assert wording(copy, "Vorlage").data == "Sample"


def test_text_that_was_not_translated_when_it_was_given_out(way, copy, client):
    wording(copy, SENTENCE).delete()
    po = way.download(client, copy)
    save(client, copy, OURS)
    shown = way.upload(client, copy, translated(po, **{SENTENCE: THEIRS}))
    assert wording(copy, SENTENCE).data == OURS
    assert STAYS in visible_text(shown)


def rewritten(po):
    """The file as programs of translators write it: in short lines, with notes of their own."""
    po.wrapwidth = 20
    for entry in po:
        entry.tcomment = "Bitte prüfen: 0123456789abcdef"
        entry.comment = entry.comment.replace(" ", "\n")
    return polib.pofile(str(po))


def test_note_outlives_the_programs_of_translators(way, copy, client):
    po = rewritten(way.download(client, copy))
    save(client, copy, OURS)
    way.upload(client, copy, translated(po, **{SENTENCE: THEIRS}))
    assert wording(copy, SENTENCE).data == OURS


def test_file_from_before_there_were_notes_is_taken_as_it_is(way, copy, client):
    po = po_of(copy, **{SENTENCE: THEIRS})
    save(client, copy, OURS)
    way.upload(client, copy, po)
    assert wording(copy, SENTENCE).data == THEIRS


def test_command_names_what_stays(copy, client, tmp_path, capsys):
    po = translated(Archive().download(client, copy), **{SENTENCE: THEIRS})
    save(client, copy, OURS)
    path = tmp_path / "vorlage.po"
    path.write_text(str(po))
    call_command("import_texts", str(path))
    said = capsys.readouterr().out
    assert "0 changed" in said and "1 written here since the download" in said
    assert SENTENCE in said
    assert wording(copy, SENTENCE).data == OURS


def test_editor_of_others_gives_no_file(copy, client, staff):
    address = f"/admin/localize/translate/{translation_of(copy).pk}/pofile/download/"
    assert staff("redaktion-bw").get(address).status_code in {302, 403}
