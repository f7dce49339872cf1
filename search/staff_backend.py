"""Wagtail's own search, which the lists and choosers of the CMS use, with the same German words.

Its index keeps stems and folded words in place of the texts, and is asked for stems; nothing that
is typed can be an operator.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Model
from wagtail.search.backends.base import BaseSearchBackend
from wagtail.search.backends.database import SearchBackend as stock_backend
from wagtail.search.index import AutocompleteField, BaseField, Indexed, RelatedFields, SearchField
from wagtail.search.query import And, Or, Phrase, PlainText, SearchQuery

from .german import folded, stem, stems
from .queries import MOST_TERMS, tidy


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:
    """Return the stock backend of the database in use, made German; Wagtail asks for this name."""
    stock: Any = type(stock_backend(params))
    return german_backend(stock)({"SEARCH_CONFIG": "simple"} | params)


@cache
def german_backend(stock: Any) -> Any:
    """Return a stock class made German: which one it is, only the database says."""

    class GermanIndex(stock.index_class):
        def add_items(self, model: type[Model], objs: Iterable[Indexed]) -> None:
            super().add_items(model, [German(obj) for obj in objs])

    class GermanBackend(stock):
        index_class = GermanIndex

        def search(self, query: str | SearchQuery, *args: Any, **kwargs: Any) -> Any:
            return super().search(compared(query), *args, **kwargs)

        def autocomplete(self, query: str | SearchQuery, *args: Any, **kwargs: Any) -> Any:
            return super().autocomplete(compared(query), *args, **kwargs)

    return GermanBackend


def compared(query: str | SearchQuery) -> str | SearchQuery:
    """Return a query as stems, at most some; quotes count as little as the order of words.

    Wagtail's lists hand over a tree of texts; one with other parts is made by code and stays.
    """
    texts: list[str] = []
    waiting = [query]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, PlainText | Phrase):
            texts.append(part.query_string)
        elif isinstance(part, And | Or):
            waiting += reversed(part.subqueries)
        else:
            return query
    return " ".join(stems(tidy(" ".join(texts)))[:MOST_TERMS])


class German:
    """An object to be indexed whose search fields give stems and folded words."""

    def __init__(self, obj: Indexed) -> None:
        self.obj = obj

    def __getattr__(self, name: str) -> Any:
        return getattr(self.obj, name)

    def get_search_fields(self) -> list[BaseField]:
        return [german(field) for field in self.obj.get_search_fields()]


def german(field: BaseField) -> BaseField:
    """Return a search field of Wagtail, its texts made comparable."""
    if isinstance(field, RelatedFields):
        made = GermanRelatedFields(field.field_name, [german(own) for own in field.fields])
    elif isinstance(field, AutocompleteField):
        made = GermanAutocompleteField(field.field_name)
    elif isinstance(field, SearchField):
        made = GermanSearchField(field.field_name, boost=field.boost)
    else:
        return field
    made.stock = field
    return made


class Comparable:
    stock: BaseField

    def get_value(self, obj: Indexed | German) -> str:
        value = self.stock.get_value(getattr(obj, "obj", obj))
        texts = value if isinstance(value, list | tuple) else [value]
        words = [word for text in texts if text is not None for word in folded(str(text))]
        return " ".join(dict.fromkeys(form for word in words for form in (stem(word), word)))


class GermanSearchField(Comparable, SearchField):
    pass


class GermanAutocompleteField(Comparable, AutocompleteField):
    pass


class GermanRelatedFields(RelatedFields):
    def get_value(self, obj: Indexed | German) -> Any:
        return self.stock.get_value(getattr(obj, "obj", obj))
