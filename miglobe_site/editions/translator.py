"""A first version of a text for another edition: the same words, with the region's name changed."""

import re

from bs4 import BeautifulSoup
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.strings import StringValue

from .registry import parse_code

#: Names of organisations that belong to a region and stay as they are.
PROPER_NAMES = ("Eine Welt Netz NRW",)


def swap_region(text, source, target):
    """Return plain text with the names of one Edition replaced by those of another.

    Only whole words are replaced, never parts of an address (``www.nrw.de``, ``x@nrw.de``).
    """
    names = {source.state: target.state, source.short_name: target.short_name}
    longest_first = sorted(names, key=len, reverse=True)
    kept = "|".join(map(re.escape, PROPER_NAMES))
    swapped = "|".join(map(re.escape, longest_first))
    pattern = re.compile(rf"({kept})|(?<![\w@./-])({swapped})(?![\w@]|[./]\w)")
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
