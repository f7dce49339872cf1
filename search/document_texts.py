"""The text of PDFs, read by `daily` in a process of its own (search.pdf_text)."""

import logging
import re
import subprocess
import sys

from django.conf import settings
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from .documents import follow
from .indexing import in_one_line
from .models import DocumentText, Entry

logger = logging.getLogger(__name__)
#: Larger files are found by their titles alone.
LARGEST = settings.MAX_DOCUMENT_SIZE
SECONDS = 30
#: Files that one run of `daily` reads at most.
AT_ONCE = 20
#: "Entwicklungs-\npolitik" is one word, and so is one that a soft hyphen breaks.
BROKEN_WORD = re.compile(r"(?<=[^\W\d_])(?:[-\u2010][ \t]*\r?\n(?=[a-zäöüß])|\u00ad[ \t]*\r?\n)")


def read_waiting() -> int:
    """Read the text of PDFs that can be found and were not read yet; return how many."""
    found = Entry.objects.exclude(document=None).values("document")
    documents = get_document_model().objects.filter(pk__in=found, file__iendswith=".pdf")
    texts = dict(DocumentText.objects.values_list("document", "file_hash"))
    waiting = [d for d in documents if texts.get(d.pk) != content_of(d)][:AT_ONCE]
    for document in waiting:
        DocumentText.objects.update_or_create(
            document=document,
            defaults={"file_hash": content_of(document), "text": text_of(document)},
        )
        follow(document)
    return len(waiting)


def content_of(document: AbstractDocument) -> str:
    """What changes with the content of the file; not all files have a hash."""
    return document.file_hash or document.file.name[-40:]


def text_of(document: AbstractDocument) -> str:
    """Return the text of a PDF, "" where it has none or cannot be read within the limits."""
    try:
        with document.open_file() as file:
            data = file.read(LARGEST + 1)
    except OSError:
        logger.warning("The file of document %s is missing.", document.pk)
        return ""
    if len(data) > LARGEST:
        return ""
    command = [sys.executable, "-m", "search.pdf_text"]
    try:
        ended = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, cwd=settings.BASE_DIR
        )
        output = ended.stdout
        if ended.returncode:
            reason = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            logger.warning("Document %s cannot be read: %s", document.pk, reason)
    except subprocess.TimeoutExpired as error:
        output = error.stdout or b""
        logger.warning("Document %s takes too long to read.", document.pk)
    text = output.decode(errors="ignore").replace("\0", "")
    return in_one_line(BROKEN_WORD.sub("", text))
