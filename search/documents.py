"""Documents are found while a public page refers to them; the text of PDFs is read by `daily`."""

import logging
import re
import subprocess
import sys

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page, ReferenceIndex

from .indexing import readable, store
from .kinds import Kind
from .models import DocumentText, Entry

logger = logging.getLogger(__name__)
#: Larger files are found by their titles alone.
LARGEST = settings.MAX_DOCUMENT_SIZE
SECONDS = 30
#: Files that one run of `daily` reads at most.
AT_ONCE = 20
#: "Entwicklungs-\npolitik" is one word.
BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\n(?=[a-zäöüß])")


def refresh(code):
    """Write the entries of the documents in a locale anew where pages have changed."""
    wanted = referred_to(code)
    entries = Entry.objects.filter(locale_code=code).exclude(document=None)
    known = set(entries.values_list("document", flat=True))
    entries.exclude(document__in=wanted).delete()
    for document in get_document_model().objects.filter(pk__in=wanted - known):
        write(document, code)


def refresh_all():
    for code in Locale.objects.values_list("language_code", flat=True):
        refresh(code)


def referred_to(code):
    """Return the ids of the documents that public pages of a locale refer to."""
    types = ContentType.objects.get_for_models(Page, get_document_model())
    rows = ReferenceIndex.objects.filter(
        base_content_type=types[Page], to_content_type=types[get_document_model()]
    ).values_list("object_id", "to_object_id")
    pages = {int(page) for page, _document in rows}
    public = set(
        Entry.objects.filter(locale_code=code, page__in=pages).values_list("page", flat=True)
    )
    return {int(document) for page, document in rows if int(page) in public}


def write(document, code):
    read = DocumentText.objects.filter(document=document).first()
    store(
        {"document_id": document.pk, "locale_code": code},
        kind=Kind.DOCUMENT,
        locale_code=code,
        place=document.file_extension.upper(),
        title=document.title,
        summaries=[],
        texts=[read.text] if read else [],
    )


def follow(document):
    """Write the entries of a document again: it has another title or text."""
    for code in Entry.objects.filter(document=document).values_list("locale_code", flat=True):
        write(document, code)


def read_waiting():
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


def content_of(document):
    """What changes with the content of the file; not all files have a hash."""
    return document.file_hash or document.file.name[-40:]


def text_of(document):
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
    options = {"cwd": settings.BASE_DIR, "capture_output": True, "timeout": SECONDS}
    try:
        ended = subprocess.run(command, input=data, **options)
        output = ended.stdout
        if ended.returncode:
            reason = ended.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            logger.warning("Document %s cannot be read: %s", document.pk, reason)
    except subprocess.TimeoutExpired as error:
        output = error.stdout or b""
        logger.warning("Document %s takes too long to read.", document.pk)
    text = output.decode(errors="ignore").replace("\0", "")
    return readable(BROKEN_WORD.sub("", text), is_html=False)
