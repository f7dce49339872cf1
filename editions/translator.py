"""A first version of a text for another edition or language.

Between editions it is the same words with the region's name changed, between languages what DeepL
says, where a key for it is set.
"""

import re
from types import SimpleNamespace

from bs4 import BeautifulSoup
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.machine_translators.deepl import DeepLTranslator
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


class TranslatorUnavailable(Exception):
    """Raised where a translation service does not answer, or not with translations."""


class LanguageTranslator(BaseMachineTranslator):
    """wagtail-localize's DeepL, for languages inside an edition; without a key, for none."""

    display_name = DeepLTranslator.display_name
    #: DeepL's names of our languages, of which plain German is none.
    codes = {"de": "de", "en": "en-GB"}
    texts_at_once = 50  # https://developers.deepl.com/docs/api-reference/translate

    def can_translate(self, source_locale, target_locale):
        (source, edition), (target, target_edition) = map(
            parse_code, (source_locale.language_code, target_locale.language_code)
        )
        known = source in self.codes and target in self.codes and source != target
        return bool(self.options.get("AUTH_KEY")) and known and edition == target_edition

    def translate(self, source_locale, target_locale, strings):
        source, target = (
            SimpleNamespace(language_code=self.codes[parse_code(locale.language_code)[0]])
            for locale in (source_locale, target_locale)
        )
        service, strings, answers = DeepLTranslator(self.options), list(strings), {}
        try:
            for start in range(0, len(strings), self.texts_at_once):
                some = strings[start : start + self.texts_at_once]
                answers |= service.translate(source, target, some)
        except (OSError, LookupError, TypeError, ValueError) as error:  # no answer; a strange one
            raise TranslatorUnavailable(str(error)) from error
        return answers


class EditionTranslator(BaseMachineTranslator):
    """The one translator that the settings can name: hands on to the one for the two locales."""

    def __init__(self, options):
        super().__init__(options)
        self.translators = [RegionTranslator(options), LanguageTranslator(options)]

    def chosen(self, source_locale, target_locale):
        able = (t for t in self.translators if t.can_translate(source_locale, target_locale))
        return next(able, None)

    def can_translate(self, source_locale, target_locale):
        """Whether there is a translator; its name is this one's from then on."""
        translator = self.chosen(source_locale, target_locale)
        if translator is not None:
            self.display_name = translator.display_name
        return translator is not None

    def translate(self, source_locale, target_locale, strings):
        return self.chosen(source_locale, target_locale).translate(
            source_locale, target_locale, strings
        )
