"""Documents are found while a public page refers to them."""

from django.contrib.contenttypes.models import ContentType
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Locale, Page, ReferenceIndex

from .indexing import store
from .kinds import Kind
from .models import DocumentText, Entry


def refresh(code: str) -> None:
    """Write the entries of the documents in a locale anew where pages have changed."""
    wanted = referred_to(code)
    entries = Entry.objects.filter(locale_code=code).exclude(document=None)
    known = set(entries.values_list("document", flat=True))
    entries.exclude(document__in=wanted).delete()
    for document in get_document_model().objects.filter(pk__in=wanted - known):
        write(document, code)


def refresh_all() -> None:
    for code in Locale.objects.values_list("language_code", flat=True):
        refresh(code)


def referred_to(code: str) -> set[int]:
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


def write(document: AbstractDocument, code: str) -> None:
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


def follow(document: AbstractDocument) -> None:
    """Write the entries of a document again: it has another title or text."""
    for code in Entry.objects.filter(document=document).values_list("locale_code", flat=True):
        write(document, code)
