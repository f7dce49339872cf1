"""Documents are found by their text while a public page refers to them."""

import subprocess
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from home.models import ContentPage, CustomDocument
from search import document_texts
from search.models import DocumentText, Entry
from tests.factories.searches import BW, found


def pdf(*lines):
    """A PDF of one page with some lines of text, written by hand."""
    text = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {text} ET".encode("cp1252")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        font,
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def make_document(data, name="leitfaden.pdf"):
    return CustomDocument.objects.create(
        title="Leitfaden für Räte", file=ContentFile(data, name=name)
    )


@pytest.fixture
def document(site):
    return make_document(pdf("Zimtschnecken für die Verwaltung", "Kardamom-", "ernte"))


@pytest.fixture
def page(nrw, document):
    """A public page that links the document."""
    page = ContentPage(title="Material", slug="material")
    page.body = [("documents", {"heading": "", "documents": [document]})]
    nrw.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_text_of_a_pdf_is_found(page):
    assert found("Leitfaden Räte") == ["Leitfaden für Räte"]
    assert found("Zimtschnecken") == []
    assert document_texts.read_waiting() == 1
    assert found("Zimtschnecke") == found("Kardamomernte") == ["Leitfaden für Räte"]
    assert found("Zimtschnecken", BW) == []
    assert document_texts.read_waiting() == 0
    entry = Entry.objects.exclude(document=None).get()
    assert (entry.place, entry.kind) == ("PDF", "document")


def test_document_without_a_public_page_is_not_found(document, page):
    page.unpublish()
    assert found("Leitfaden") == []
    page.save_revision().publish()
    assert found("Leitfaden") == ["Leitfaden für Räte"]
    page.delete()
    assert found("Leitfaden") == []


def test_document_that_a_page_drops_is_found_no_more(page):
    page.body = []
    page.save_revision().publish()
    assert found("Leitfaden") == []


def test_document_in_a_closed_collection_is_not_shown(document, page):
    collection = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    CustomDocument.objects.filter(pk=document.pk).update(collection=collection)
    entries = Entry.objects.filter(document=document)
    assert entries.exists() and not entries.on_show().exists()


def test_new_title_and_new_file_are_found(document, page):
    document_texts.read_waiting()
    document.title, document.file_hash = "Handbuch", ""
    document.file = ContentFile(pdf("Safran"), name="neu.pdf")
    document.save()
    assert document_texts.read_waiting() == 1
    assert found("Handbuch") == found("Safran") == ["Handbuch"]
    assert found("Leitfaden") == found("Zimtschnecken") == []


def test_pdf_that_is_locked_against_changes_with_aes_is_read(site):
    data = (Path(__file__).parents[1] / "data" / "aes256_ownerpw.pdf").read_bytes()
    assert b"/AESV3" in data
    assert "Quittenbaumfonds" in document_texts.text_of(make_document(data))


@pytest.mark.parametrize(
    ("read", "word"),
    [
        ("Kardamom-\nernte", "Kardamomernte"),
        ("Kardamom\u00ad\nernte", "Kardamomernte"),
        ("Kardamom\u2010 \r\nernte", "Kardamomernte"),
        ("Karda\u00admom\u200bernte", "Kardamomernte"),
        ("Kardamom-\nErnte", "Kardamom- Ernte"),
    ],
)
def test_word_that_a_person_sees_as_one_in_a_pdf_is_one(site, monkeypatch, read, word):
    ended = subprocess.CompletedProcess([], 0, read.encode(), b"")
    monkeypatch.setattr(document_texts.subprocess, "run", lambda *args, **options: ended)
    assert document_texts.text_of(make_document(b"%PDF")) == word


@pytest.mark.parametrize("data", [b"%PDF-1.4 broken", b"%PDF-1.7\n" + b"<<" * 5_000, b""])
def test_damaged_pdf_has_no_text(site, data):
    assert document_texts.text_of(make_document(data)) == ""


def test_missing_file_has_no_text(document):
    document.file.delete(save=False)
    document.file.name = "documents/fehlt.pdf"
    assert document_texts.text_of(document) == ""


def test_slow_pdf_is_given_up(document, monkeypatch):
    monkeypatch.setattr(document_texts, "SECONDS", 0.001)
    assert document_texts.text_of(document) == ""


def test_too_large_pdf_is_not_read(document, monkeypatch):
    monkeypatch.setattr(document_texts, "LARGEST", 100)
    assert document_texts.text_of(document) == ""


def test_deleted_document_leaves_nothing(document, page):
    document_texts.read_waiting()
    document.delete()
    assert found("Leitfaden") == [] and not DocumentText.objects.exists()
