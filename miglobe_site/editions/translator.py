"""A first version of a text for another edition: the same words, with the region's name changed."""

import re

from bs4 import BeautifulSoup
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from .registry import EDITIONS, parse_code

#: Names of organisations that belong to a region and stay as they are.
PROPER_NAMES = ("Eine Welt Netz NRW",)

#: An e-mail address or the address of a website.
ADDRESS = r"\S*(?:@|://|\w\.[a-z]{2,}\b)\S*"


def swap_region(text, source, target):
    """Return plain text with the names of one Edition replaced by those of another.

    Whole words are replaced, their genitive ("NRWs") and parts of compounds ("NRW-weit"), but
    neither addresses nor the names of organisations or of other states ("Sachsen-Anhalt").
    """
    names = {source.short_name: target.short_name, source.state: target.state}
    other_states = {edition.state for edition in EDITIONS.values()} - {source.state}
    kept = "|".join([ADDRESS, *map(re.escape, [*PROPER_NAMES, *other_states])])
    swapped = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = re.compile(rf"({kept})|(?<![\w/])({swapped})(?=s?(?!\w|/\w))")
    return pattern.sub(lambda match: match[1] or names[match[2]], text)


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
        soup = BeautifulSoup(html, "html.parser")
        for node in soup.find_all(string=True):
            node.replace_with(swap_region(str(node), source, target))
        return str(soup)
