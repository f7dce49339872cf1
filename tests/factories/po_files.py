"""PO files as translators outside get them and send them back."""

import io
import zipfile

import polib
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.copies import translation_of

SENTENCE = "Wir beraten Kommunen."


def po_of(copy, **wording):
    """The PO file of a page as wagtail-localize makes it, with some texts filled in."""
    po = translation_of(copy).export_po()
    for entry in po:
        entry.msgstr = wording.get(entry.msgid, entry.msgstr)
    return po


def as_file(content, name="vorlage.po"):
    data = str(content).encode() if isinstance(content, polib.POFile) else content
    return SimpleUploadedFile(name, data)


def as_zip(files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, str(content))
    return as_file(target.getvalue(), "texte.zip")
