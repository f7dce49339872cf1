"""The federal states that can have an edition, and the locale codes and URL prefixes of editions.

An edition is a regional variant of a language. Its locale codes are BCP 47 private-use tags:
``de-x-nrw`` is German in the edition NRW, ``en-x-nrw`` English in the same edition and
``de-simple-x-nrw`` plain German (Leichte Sprache). Which editions exist is data (Wagtail locales
and home pages); this module knows only which ones are possible, so that opening a new one needs no
change of settings.
"""

from dataclasses import dataclass

from miglobe_site.municipalities.states import STATES

#: Languages as they call themselves, for readers, and in German, for staff.
LANGUAGES = {"de": "Deutsch", "de-simple": "Leichte Sprache", "en": "English"}
IN_GERMAN = {"de": "Deutsch", "de-simple": "Leichte Sprache", "en": "Englisch"}
#: Languages in which phrases of a text may stand, with the direction of their writing.
PHRASE_LANGUAGES = {"en": "ltr", "fr": "ltr", "es": "ltr", "tr": "ltr", "ar": "rtl"}
#: The segment of URLs after the edition's, in all languages but German.
PREFIXES = {"de-simple": "leicht", "en": "en"}
#: Slugs that no page can have: directly below a home page they name a language, the search or a
#: request.
RESERVED_SLUGS = {"de", "suche", "anfrage", *PREFIXES.values()}
#: How the code of a German locale begins; "de-" alone would take in plain German.
GERMAN = "de-x-"
ADMIN_LANGUAGES = [("de", "Deutsch"), ("en", "English")]


@dataclass(frozen=True)
class Edition:
    """A federal state as an edition.

    ``key`` is the tag in locale codes (at most 8 characters, as BCP 47 asks) and in the map,
    ``slug`` the first segment of its URLs, ``short_name`` what people call it.
    """

    key: str
    slug: str
    state: str
    short_name: str

    def __str__(self):
        return self.short_name

    def locale_code(self, language="de"):
        return f"{language}-x-{self.key}"

    def path(self, language="de"):
        """Return the URL path of the edition's home page in a language: "/nrw/", "/nrw/en/"."""
        return f"/{self.slug}/" + (f"{PREFIXES[language]}/" if language in PREFIXES else "")


#: The states whose slug or short name is not their name: {key: (slug, short name)}.
NAMES = {
    "nrw": ("nrw", "NRW"),
    "bw": ("bw", "BW"),
    "th": ("thueringen", "Thüringen"),
}
EDITIONS = {
    key: Edition(key, slug, state, short_name)
    for key, state in STATES.items()
    for slug, short_name in [NAMES.get(key, (state.lower(), state))]
}
DEFAULT_EDITION = EDITIONS["nrw"]
BY_SLUG = {edition.slug: edition for edition in EDITIONS.values()}


def phrase_feature(code):
    """Return the name of the editor's feature that marks phrases in a language."""
    return f"phrase-{code}"


#: The features for phrases in all these languages.
PHRASES = [phrase_feature(code) for code in PHRASE_LANGUAGES]


def content_languages():
    """Return WAGTAIL_CONTENT_LANGUAGES: every possible edition in every language."""
    return [
        (edition.locale_code(language), f"{edition.short_name} – {name}")
        for edition in EDITIONS.values()
        for language, name in IN_GERMAN.items()
    ]


def parse_code(code):
    """Return (language, Edition) of a locale code; Edition is None where the code names none."""
    language, _, key = (code or "").partition("-x-")
    if language not in LANGUAGES:
        language = language.split("-")[0]
    return language, EDITIONS.get(key)


def language_tag(language):
    """Return what browsers and search engines are told: plain German is German."""
    return language.partition("-")[0]


def parse_path(path):
    """Return (language, Edition) that a URL path names, or (None, None) outside the editions."""
    first, _, rest = path.lstrip("/").partition("/")
    edition = BY_SLUG.get(first)
    if edition is None:
        return None, None
    second = rest.partition("/")[0]
    language = next((key for key, prefix in PREFIXES.items() if prefix == second), "de")
    return language, edition
