"""Phrases in another language inside a text: ``<span lang="en">`` (WCAG 3.1.2).

wagtail-localize takes a span for the end of a paragraph, and lets links alone keep their
attributes. With what is here, a phrase goes through a translation as a link does: as
``<span id="span1">``.
"""

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag
from wagtail_localize import strings

#: Elements that keep their attributes; each stands with an id in the text to be translated.
KEPT = ("a", "span")


def keep_phrases() -> None:
    """Let wagtail-localize take a span for a part of its sentence."""
    if "span" not in strings.INLINE_TAGS:
        strings.INLINE_TAGS.append("span")
        strings.validate_element = allow_spans(strings.validate_element)
        strings.extract_ids = ids_in


def allow_spans(validate):
    def validate_element(element: PageElement) -> None:
        """Raise ValueError for what may not stand in a text: a span may, with an id or without."""
        if isinstance(element, Tag) and element.name == "span" and set(element.attrs) <= {"id"}:
            for child in element.children:
                validate_element(child)
        else:
            validate(element)  # asks for each child by the name in its module, which is ours

    return validate_element


def ids_in(html: str) -> set[str]:
    """Return the ids of the links and phrases in a text."""
    found = BeautifulSoup(html, "html.parser").find_all(KEPT, id=True)
    return {str(element["id"]) for element in found}
