"""The texts of an original, before and after a change, and which of them belong together."""

import json
import re
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.core.serializers.json import DjangoJSONEncoder
from wagtail_localize.models import String

from ..phrases import KEPT
from .alignment import align, pair_reworded_elsewhere

BLOCK_ID = re.compile(r"\.[0-9a-f]{8}-[0-9a-f-]{27}")


@dataclass(frozen=True)
class Text:
    """One paragraph (or field) of an original.

    ``links`` are {id in the text: its attributes} of links and of phrases in another language.
    """

    path: str
    data: str
    links: dict
    order: int
    context_id: int = 0
    string_id: int = 0

    @classmethod
    def of_segment(cls, segment):
        """Wrap a StringSegment, whose string and context were fetched with it."""
        return cls(
            segment.context.path,
            segment.string.data,
            json.loads(segment.attrs or "null") or {},
            segment.order,
            segment.context_id,
            segment.string_id,
        )

    @property
    def kind(self):
        """Where it stands, without saying in which block."""
        return BLOCK_ID.sub(".", self.path)


def pair_texts(old, new, own):
    """Pair two lists of Texts; return [(index in old or None, index in new or None), …].

    Those at the same place are aligned; what is left over there may have moved to another block.
    ``own`` holds the indexes of old texts for which a copy has wording of its own.
    """
    pairs = []
    for path in dict.fromkeys(text.path for text in [*new, *old]):
        olds = [n for n, text in enumerate(old) if text.path == path]
        news = [n for n, text in enumerate(new) if text.path == path]
        keep = {n for n, index in enumerate(olds) if index in own}
        for i, j in align([old[n].data for n in olds], [new[n].data for n in news], keep):
            pairs.append((None if i is None else olds[i], None if j is None else news[j]))
    partners = moved(old, new, pairs)
    gone, found = set(partners), set(partners.values())
    stay = [
        (i, j) for i, j in pairs if not ((j is None and i in gone) or (i is None and j in found))
    ]
    return [*stay, *partners.items()]


def moved(old, new, pairs):
    """Return {index in old: index in new} of texts that stand in another block now."""
    olds = [i for i, j in pairs if j is None]
    news = [j for i, j in pairs if i is None]
    partners = {}
    for i in olds:
        for j in news:
            if old[i].data == new[j].data and j not in partners.values():
                partners[i] = j
                break
    for kind in {text.kind for text in new}:
        gap = (
            [i for i in olds if i not in partners and old[i].kind == kind],
            [j for j in news if j not in partners.values() and new[j].kind == kind],
        )
        data = [text.data for text in old], [text.data for text in new]
        pair_reworded_elsewhere(*data, [gap], partners)
    return partners


def keep_segments(source, segments, values, pairs, contexts):
    """Give stored segments their new place and text, so that open editors still name them.

    wagtail-localize would make new ones as soon as a paragraph is added above. ``contexts``:
    {path: id of its context}.
    """
    for i, j in pairs:
        if i is None or j is None:
            continue
        segment, value = segments[i], values[j]
        attrs = json.dumps(value.attrs, cls=DjangoJSONEncoder)
        present = segment.context.path, segment.string.data, segment.attrs, segment.order
        if present == (value.path, value.string.data, attrs, value.order):
            continue
        type(segment).objects.filter(pk=segment.pk).update(
            context=contexts[value.path],
            string=String.from_value(source.locale, value.string),
            attrs=attrs,
            order=value.order,
        )


def fit_links(data, old, new):
    """Return own wording with its links and phrases as the new text of the original numbers them.

    ``old`` and ``new`` are the links of the two. A link that is no longer there loses its link, not
    its words: with an unknown number, wagtail-localize would drop the whole text.
    """
    if " id=" not in data:
        return data
    soup = BeautifulSoup(data, "html.parser")
    numbers = {json.dumps(attributes, sort_keys=True): key for key, attributes in new.items()}
    for link in soup.find_all(KEPT):
        key = link.get("id")
        same = numbers.get(json.dumps(old.get(key), sort_keys=True))
        if same or (key in new and set(old) == set(new)):
            link["id"] = same or key
        else:
            link.unwrap()
    return str(soup)
