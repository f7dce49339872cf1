"""URL prefixes of editions: ``/nrw/…``, ``/bw/…``, ``/nrw/en/…``."""

from django.urls import URLResolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language

from .registry import DEFAULT_EDITION, LANGUAGES, parse_code


class EditionPrefixPattern(LocalePrefixPattern):
    """Prefix made from the active language alone, since ``reverse()`` caches per language.

    Outside an edition (the portal, the CMS in the language of its user) there is only "de" or
    "en": Wagtail then asks for URLs of pages whose locale it takes for a variant of that language,
    which is the default edition's.
    """

    @property
    def language_prefix(self):
        language, edition = parse_code(get_language())
        if language not in LANGUAGES:
            language = "de"
        return (edition or DEFAULT_EDITION).path(language).lstrip("/")


def edition_patterns(*urls):
    """Return the URL patterns, each under the prefix of the active edition and language."""
    return [URLResolver(EditionPrefixPattern(), list(urls))]
