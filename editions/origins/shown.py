"""Changes as staff see them in the editor: where, what, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Any

from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.compare import diff_text
from wagtail.coreutils import resolve_model_string
from wagtail.fields import StreamField
from wagtail.models import Page

from miglobe_site.merge import Change, Decision, Difference, Excerpt, Json, Kind
from miglobe_site.merge.sentences import split_sentences

from ..homes import is_on_show

Label = str | Promise

TAGS: dict[Kind, Label] = {
    Kind.NEW: gettext_lazy("New"),
    Kind.CHANGED: gettext_lazy("Changed"),
    Kind.REMOVED: gettext_lazy("Deleted in %(edition)s"),
    Kind.MOVED: gettext_lazy("In another order"),
}
OFFERS: dict[Decision, Label] = {
    Decision.TAKE: gettext_lazy("Take over"),
    Decision.TAKE_SENTENCE: gettext_lazy("Put the sentence into your text"),
    Decision.REPLACE: gettext_lazy("Replace your text"),
}
REPLACE_ORDER = gettext_lazy("Replace your order")
#: How many characters of a text are enough to know it by.
ENOUGH = 160
#: Texts of more characters are compared by their sentences before their words.
LONG = 1_000


@dataclass(frozen=True)
class ShownPlace:
    label: str
    #: Leads to it in the editor.
    anchor: str


@dataclass(frozen=True)
class ShownChange:
    key: str
    tag: str
    place: ShownPlace
    #: What is new, with what is gone struck through.
    difference: SafeString
    #: Own text that stands in the place of it, or "".
    ours: SafeString
    is_ticked: bool
    #: [(value, label)] of the ways to take it.
    offers: list[tuple[str, Label]]
    #: Why it is not ticked, beside own text.
    note: str

    @property
    def ticked_value(self) -> str:
        """What its box sends: to take it in the way that comes first."""
        return self.offers[0][0]


def show(change: Change, page: Any, edition: str) -> ShownChange:
    """``edition``: what the edition of the source is called."""
    offers = [(f"{change.key}:{offer}", OFFERS[offer]) for offer in change.offers]
    if change.kind == Kind.MOVED and change.own:
        offers = [(value, REPLACE_ORDER) for value, _label in offers]
    note = ""
    if not change.own and not change.clean:
        note = _("You have refused this text before.")
    return ShownChange(
        key=change.key,
        tag=str(TAGS[change.kind]) % {"edition": edition},
        place=place_of(change, page),
        difference=difference_of(change, page),
        ours=texts_of(change.ours, page, change.path) if change.own else SafeString(),
        is_ticked=change.clean,
        offers=offers,
        note=note,
    )


def place_of(difference: Difference, page: Any) -> ShownPlace:
    """Return the place of a difference; blocks that are not on the page are named by their kind."""
    there = {Kind.NEW: difference.new, Kind.REMOVED: difference.old}
    return place_at(page, difference.path, there.get(difference.kind, Excerpt()).content)


def place_at(page: Any, path: tuple[str, ...], content: Iterable[Json] = ()) -> ShownPlace:
    """Return what staff call a place, and where it is in the editor.

    ``content``: what would stand there; where the path leads no further than to a list of blocks,
    their kind is a better name.
    """
    found = blocks_at(page, path)
    names = [str(block.label) for block in [*found, *kinds_of(content, page, path)] if block.label]
    name = path[0] if path else ""
    if not names and name:
        names = [capfirst(str(page._meta.get_field(name).verbose_name))]
    ids = [part for part in path[1:] if len(part) == 36]
    anchor = f"#block-{ids[-1]}-section" if ids else f"#id_{name}"
    return ShownPlace(" – ".join(dict.fromkeys(names)) or _("Page"), anchor)


def blocks_at(page: Any, path: tuple[str, ...]) -> list[blocks.Block]:
    """Return the blocks that a path leads through, as ``data-contentpath`` names them."""
    if not path:
        return []
    field = page._meta.get_field(path[0])
    if not isinstance(field, StreamField):
        return []
    stream, found = getattr(page, path[0]), []
    for end in range(2, len(path) + 1):
        bound = field.stream_block.get_block_by_content_path(stream, list(path[1:end]))
        if bound is None:
            break
        found.append(bound.block)
    return found


def kinds_of(content: Iterable[Json], page: Any, path: tuple[str, ...]) -> list[blocks.Block]:
    """Return of which kinds the blocks in a list of blocks are."""
    kinds = getattr(place_in_code(page, path), "child_blocks", {})
    types = [each["type"] for each in content if isinstance(each, dict) and "type" in each]
    return [kinds[each] for each in types if each in kinds]


def difference_of(change: Difference, page: Any) -> SafeString:
    """Return the texts of both sides in one, <del> and <ins> around what differs."""
    if change.kind == Kind.MOVED:
        texts = {*change.new.texts}
        beginnings = [beginning(each, texts, page, change.path) for each in change.new.content]
        return format_html("<p>{}</p>", " → ".join(filter(None, beginnings)) or _("Another order"))
    old, new = change.old, change.new
    if change.kind == Kind.NEW:
        old = Excerpt()
    elif change.kind == Kind.REMOVED:
        new = Excerpt()
    if not (old.texts or new.texts):
        return paragraphs(
            [marked("del", in_words(old.content, page, change.path)),
             marked("ins", in_words(new.content, page, change.path))]
        )  # fmt: skip
    if len(old.texts) == len(new.texts):
        pairs = zip(old.texts, new.texts, strict=True)
        return paragraphs(words_that_differ(*map(plain, pair)) for pair in pairs)
    return paragraphs(
        [*(marked("del", plain(text)) for text in old.texts),
         *(marked("ins", plain(text)) for text in new.texts)]
    )  # fmt: skip


def beginning(content: Json, texts: set[str], page: Any, path: tuple[str, ...]) -> str:
    """Return what a block, an item or a paragraph is known by: its first words, else its kind."""
    found = (each for each in strings_in(content) if escape(each) in texts or each in texts)
    return Truncator(plain(next(found, ""))).chars(60) or value_in_words(content, page, path)


def strings_in(content: Json) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for each in content.values() if isinstance(content, dict) else content:
            yield from strings_in(each)


def words_that_differ(old: str, new: str) -> SafeString:
    if old == new:
        return format_html("{} <em>({})</em>", new, _("only bold type or a link differs"))
    if max(len(old), len(new)) > LONG:
        return sentences_that_differ(old, new)
    return words_marked(old, new)


def sentences_that_differ(old: str, new: str) -> SafeString:
    """The same for long texts: what stays between two changes is left out.

    Nobody would find them otherwise, and Wagtail takes minutes to compare so many words.
    """
    before, after = ([part.strip() for part in split_sentences(text)] for text in (old, new))
    parts = []
    matcher = SequenceMatcher(None, before, after)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        texts = " ".join(before[i1:i2]), " ".join(after[j1:j2])
        if tag == "equal":
            parts.append(escape("…"))
        elif tag == "replace" and max(map(len, texts)) <= LONG:
            parts.append(words_marked(*texts))
        else:
            parts += [marked("del", texts[0]), marked("ins", texts[1])]
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def words_marked(old: str, new: str) -> SafeString:
    parts = []
    for kind, text in diff_text(old, new).changes:
        tag = {"deletion": "del", "addition": "ins"}.get(kind)
        parts.append(marked(tag, text) if tag else escape(text))
    return mark_safe("".join(parts))


def marked(tag: str, text: str) -> SafeString:
    return format_html("<{0}>{1}</{0}>", mark_safe(tag), text) if text else SafeString()


def paragraphs(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((part,) for part in parts if part))


def texts_of(excerpt: Excerpt, page: Any, path: tuple[str, ...]) -> SafeString:
    """Return what one side says, shortened."""
    texts = [plain(text) for text in excerpt.texts] or [in_words(excerpt.content, page, path)]
    shown = [f"{text[:ENOUGH]}…" if len(text) > ENOUGH else text for text in texts if text]
    return paragraphs(escape(text) for text in shown)


def plain(html: str) -> str:
    return " ".join(unescape(strip_tags(html.replace("<br/>", " "))).split())


def in_words(content: tuple[Json, ...], page: Any, path: tuple[str, ...]) -> str:
    """Return what stands somewhere without being a text: a picture, a page, yes or no."""
    return ", ".join(filter(None, (value_in_words(value, page, path) for value in content)))


def value_in_words(value: Json, page: Any, path: tuple[str, ...]) -> str:
    if isinstance(value, dict) and "type" in value:
        block = block_of_type(value["type"], page, path)
        if block is None:
            return _("Content of another kind")
        return chosen_in(block, value.get("value")) or str(block.label)
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    target = target_of(place_in_code(page, path))
    if target is not None and isinstance(value, int):
        return name_of(target, value)
    return str(value) if isinstance(value, str | int | float) else _("Content of another kind")


def block_of_type(name: str, page: Any, path: tuple[str, ...]) -> blocks.Block | None:
    streams = [f.stream_block for f in page._meta.fields if isinstance(f, StreamField)]
    for block in [*reversed(blocks_at(page, path)), *streams]:
        if child := getattr(block, "child_blocks", {}).get(name):
            return child
    return None


def chosen_in(block: blocks.Block, value: Json) -> str:
    """Return what the first picture, document or page in a block is called, or ""."""
    if isinstance(value, dict):
        children = getattr(block, "child_blocks", {}).items()
        found = (chosen_in(child, value.get(name)) for name, child in children)
        return next(filter(None, found), "")
    target = target_of(block)
    return name_of(target, value) if target is not None and isinstance(value, int) else ""


def name_of(target: Any, pk: int) -> str:
    """Return what something that is chosen is called; titles of drafts are not for everybody."""
    item = target.objects.filter(pk=pk).first()
    if isinstance(item, Page) and not is_on_show(item):
        return _("Page")
    return str(item or "")


def place_in_code(page: Any, path: tuple[str, ...]) -> Any:
    """Return the block or field that a path leads to, or None."""
    if found := blocks_at(page, path):
        return found[-1]
    field = page._meta.get_field(path[0]) if path else None
    return field.stream_block if isinstance(field, StreamField) else field


def target_of(place: Any) -> Any:
    """Return the model of what is chosen at a place, or None."""
    target = getattr(place, "target_model", None) or getattr(place, "related_model", None)
    return resolve_model_string(target) if target else None
