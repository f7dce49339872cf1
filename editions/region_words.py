"""The names of one edition's region in a text, and those of another in their place."""

import re

from bs4 import BeautifulSoup
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from .registry import EDITIONS, parse_code

#: Names of organisations that belong to a region and stay as they are.
PROPER_NAMES = ("Eine Welt Netz NRW",)

#: An e-mail address or the address of a website.
ADDRESS = r"\S*(?:@|://|\w\.[a-z]{2,}\b)\S*"

#: Saarland is the one state with an article: what stands before other names, and before this one.
ARTICLES = {
    "aus": "aus dem",
    "bei": "beim",
    "durch": "durch das",
    "für": "für das",
    "in": "im",
    "mit": "mit dem",
    "über": "über das",
    "von": "vom",
    "zu": "zum",
}


def prepositions(source, target):
    """Return {word before the name of one Edition: word before that of another}."""
    has_article, will_have = (edition.state == "Saarland" for edition in (source, target))
    if has_article == will_have:
        return {}
    words = ARTICLES if will_have else {long: short for short, long in ARTICLES.items()}
    return words | {old.capitalize(): new.capitalize() for old, new in words.items()}


def swap_region(text, source, target):
    """Return plain text with the names of one Edition replaced by those of another.

    Whole words are replaced, their genitive ("NRWs") and parts of compounds ("NRW-weit"), but
    neither addresses nor the names of organisations or of other states ("Sachsen-Anhalt"); with
    the preposition before the name where one of them has an article ("in NRW", "im Saarland").
    """
    names = {source.short_name: target.short_name, source.state: target.state}
    other_states = {edition.state for edition in EDITIONS.values()} - {source.state}
    kept = "|".join([ADDRESS, *map(re.escape, [*PROPER_NAMES, *other_states])])
    swapped = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    words = prepositions(source, target)
    before = "|".join(words) or "(?!)"
    preposition = rf"(?:({before})(\s+)(?!(?:{swapped})s))?"  # none before a genitive
    pattern = rf"({kept})|(?<![\w/]){preposition}({swapped})(?=s?(?!\w|/\w))"

    def swap(match):
        if match[1]:
            return match[1]
        return words.get(match[2], "") + (match[3] or "") + names[match[4]]

    return re.sub(pattern, swap, text)


class RegionTranslator(BaseMachineTranslator):
    """Copies German text from edition to edition; other languages are not its business."""

    display_name = "Ausgabe"

    def can_translate(self, source_locale, target_locale):
        source_language, source = parse_code(source_locale.language_code)
        target_language, target = parse_code(target_locale.language_code)
        return (
            source_language == target_language == "de"
            and None not in (source, target)
            and source != target
        )

    def translate(self, source_locale, target_locale, strings):
        source = parse_code(source_locale.language_code)[1]
        target = parse_code(target_locale.language_code)[1]
        return {
            string: StringValue(self.translate_html(string.data, source, target))
            for string in strings
        }

    @staticmethod
    def translate_html(html, source, target):
        """Change text nodes only; tags and attributes stay."""
        if source.short_name not in html and source.state not in html:
            return html
        soup = BeautifulSoup(html, "html.parser")
        for node in soup.find_all(string=True):
            node.replace_with(swap_region(str(node), source, target))
        return str(soup)
