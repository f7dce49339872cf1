"""Pages that staff want first for some searches."""

from django.db.models import QuerySet

from .models import Promotion
from .queries import Query, parse


def keys_of(phrases: str, language: str) -> str:
    """Return the keys that Promotion stores for phrases with commas between them."""
    keys = {parse(phrase, language).key for phrase in phrases.split(",")} - {""}
    return f"|{'|'.join(sorted(keys))}|" if keys else ""


def promoted(query: Query, code: str) -> QuerySet[Promotion]:
    """Return what is wanted first for a query in a locale."""
    if not query:
        return Promotion.objects.none()
    rows = Promotion.objects.filter(keys__contains=f"|{query.key}|")
    return rows.filter(page__locale__language_code=code, page__live=True)
