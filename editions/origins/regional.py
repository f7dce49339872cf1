"""The content of a source in the words of another edition, and what people have to look at."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import models

from miglobe_site.merge import Content, Json, Text

from ..region_words import Finding, Reason, foreign_words, swap, unturned
from ..registry import Edition
from .content import mapped, read
from .parts import LeafPart, Path


class Left(NamedTuple):
    """A word of the source's region that still stands in the content.

    ``path``: fields and block ids that lead to it, as in ``data-contentpath``.
    """

    path: Path
    finding: Finding


class Regional(NamedTuple):
    content: dict[str, Json]
    left: list[Left]


def in_words_of(
    target: Edition,
    source: Edition,
    model: type[models.Model],
    content: Content,
    *,
    names: Collection[str] = (),
    towns: Collection[str] = (),
) -> Regional:
    """Return content of a page of one edition in the words of another.

    What somebody said stays word for word, and so does what would no longer fit into its field;
    their words of the region are listed too. ``names``, ``towns``: see ``region_words.swap``.
    """
    known = {"names": frozenset(names), "towns": towns_in(content, towns)}
    left: list[Left] = []

    def change(part: LeafPart, value: Json, path: Path) -> Json:
        def turned(text: Text) -> str:
            words, is_html = text.words, bool(text.kind)
            new = swap(words, source, target, html=is_html, **known)
            found = unturned(words, source, target, html=is_html, **known)
            reason = why_not(part, words, new)
            if reason:
                found = foreign_words(words, target, html=is_html, regions=[source], **known)
                found = [replace(each, reason=reason) for each in found]
            left.extend(Left(path, each) for each in found)
            return words if reason else new

        return part.change_texts(value, turned)

    return Regional(mapped(model, content, change), left)


def towns_in(content: Content, towns: Collection[str]) -> frozenset[str]:
    """Few of a thousand towns stand in a page, and each is looked for in each of its texts."""
    said = json.dumps(content, ensure_ascii=False)
    return frozenset(town for town in towns if town in said)


def why_not(part: LeafPart, old: str, new: str) -> Reason | None:
    """Return why a text must stay as it is, or None."""
    if part.verbatim:
        return Reason.VERBATIM
    grows = len(new) > len(old)
    return Reason.LENGTH if part.limit and grows and len(new) > part.limit else None


def foreign_in(
    page: Any, edition: Edition, names: Collection[str] = (), towns: Collection[str] = ()
) -> list[Left]:
    """Return the words of other regions in a page, what others have said aside."""
    content = read(page)
    names, towns = frozenset(names), towns_in(content, towns)
    found: list[Left] = []

    def look(part: LeafPart, value: Json, path: Path) -> Json:
        def noted(text: Text) -> str:
            words = foreign_words(
                text.words, edition, html=bool(text.kind), names=names, towns=towns
            )
            found.extend(Left(path, each) for each in words)
            return text.words

        return value if part.verbatim else part.change_texts(value, noted)

    mapped(type(page), content, look)
    return found
