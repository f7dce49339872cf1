"""What content is made of: the shapes that the merge is given, and gives back.

Content is plain JSON, as Wagtail stores it, with two things made explicit: which strings are text
that a person wrote, and where rich text has its paragraphs.

    schema  = Fields({"title": Leaf.TEXT, "body": Blocks({"text": Leaf.RICH_TEXT, …}), …})
    content = {"title": "Beratung", "body": [block, …], …}

==================  ===============================================================================
Fields              a page, or the value of a StructBlock: {name: value}
Blocks              a StreamField or ListBlock: [{"id": …, "type": …, "value": …}, …]; the items of
                    a ListBlock are of the type "item", rows of a table have a natural value as id
Leaf.RICH_TEXT      [{"key": "a1b2c", "kind": "p", "html": "Text with <b>markup</b>"}, …]; see
                    ``paragraphs`` for the kinds, and for how HTML becomes such a list
Leaf.TEXT           a string that people wrote, whose sentences can be merged
Leaf.ATOM           any other value: a number, an address, a list of keys; it is merged whole
==================  ===============================================================================

Fields that the schema does not name are left alone. A block of a type that it does not name is an
atom. Ids and keys may be missing.

Base has more in it, which no page has: the field ``sides.REFUSED``, and "ours" beside an id or key,
where our side has another one for the same unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

#: A value as ``json.loads`` gives it.
Json = Any
Content = Mapping[str, Json]


class Leaf(Enum):
    TEXT = "text"
    RICH_TEXT = "rich text"
    ATOM = "atom"


@dataclass(frozen=True)
class Fields:
    of: Mapping[str, Schema]


@dataclass(frozen=True)
class Blocks:
    of: Mapping[str, Schema]


Schema = Fields | Blocks | Leaf
