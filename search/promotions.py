"""Pages that staff want first for some searches."""

from .models import Promotion
from .queries import Query, parse


def keys_of(phrases: str, language: str) -> str:
    """Return the keys that Promotion stores for phrases with commas between them."""
    keys = {parse(phrase, language).key for phrase in phrases.split(",")} - {""}
    return f"|{'|'.join(sorted(keys))}|" if keys else ""


def promoted(query: Query, code: str) -> list[int]:
    """Return the ids of the pages that are wanted first for a query in a locale."""
    if not query:
        return []
    rows = Promotion.objects.filter(keys__contains=f"|{query.key}|")
    rows = rows.filter(page__locale__language_code=code, page__live=True)
    return list(rows.values_list("page", flat=True)[:3])
