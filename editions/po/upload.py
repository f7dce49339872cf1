"""Reading what translators send back: one PO file, or a ZIP archive of them."""

import zipfile
import zlib

import polib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_FILES = 2_000
MOST_BYTES = 2_000_000  # of one file, unpacked
MOST_BYTES_IN_ALL = 50_000_000
#: What reading a broken, encrypted or strangely packed archive raises.
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError),
    *(RuntimeError, NotImplementedError, ValueError),
)


def read(upload):
    """Return {name: polib.POFile} of an uploaded file.

    Raises ValidationError with a message for each file that is not one.
    """
    upload.seek(0)
    contents = unpacked(upload) if zipfile.is_zipfile(upload) else {upload.name: whole(upload)}
    files, errors = {}, []
    for name, content in contents.items():
        try:
            files[name] = parse(content)
        except ValidationError as error:
            errors.append(f"{name}: {error.message}")
    if not contents:
        errors.append(_("There is no PO file in this archive."))
    if errors:
        raise ValidationError(errors)
    return files


def whole(upload):
    upload.seek(0)
    return upload.read(MOST_BYTES + 1)


def unpacked(upload):
    """Return {name: bytes} of the PO files in an archive; what is too much is not unpacked."""
    contents = {}
    try:
        with zipfile.ZipFile(upload) as archive:
            entries = [entry for entry in archive.infolist() if is_po(entry.filename)]
            if len(entries) > MOST_FILES:
                raise ValidationError(_("This archive is too big."))
            left = MOST_BYTES_IN_ALL
            for entry in entries:
                with archive.open(entry) as file:
                    contents[entry.filename] = file.read(min(MOST_BYTES + 1, left))
                left -= len(contents[entry.filename])
                if left <= 0:
                    raise ValidationError(_("This archive is too big."))
    except DAMAGED as error:
        raise ValidationError(_("This archive is damaged.")) from error
    return contents


def is_po(name):
    """Whether a name in an archive is one of a PO file; macOS adds files of its own."""
    return name.lower().endswith(".po") and not name.startswith("__MACOSX/")


def parse(content):
    """Return the polib.POFile of some bytes; raises ValidationError."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("This file is too big."))
    try:
        # polib takes a string that is the name of a file on this machine for that file.
        po = polib.pofile(f"#\n{content.decode('utf-8-sig')}", check_for_duplicates=False)
    except UnicodeDecodeError as error:
        raise ValidationError(_("This is no PO file in UTF-8.")) from error
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise ValidationError(_("This PO file is damaged.")) from error
    if not len(po) and not po.metadata:
        raise ValidationError(_("This is no PO file."))
    return po
