"""Whether the CMS speaks German."""

import re

from bs4 import BeautifulSoup

from tests.site import is_html

# Words that no German text of the CMS contains: none that is also German (in, am, Status, Text).
WORDS = """
about access account action actions add advice advisors ago all and any are attempt be before by
can cancel change choose close collections comment content create created date default delete
deleted description document documents draft easy edit edition email enter entry error examples
field fields file files forgotten from group groups has have heading help hide history hours image
images is it item items language languages last locale locales lock locked log minutes new no not
of one only page pages parent password permission permissions phone preview privacy promote
publish published required role save search seconds select settings show site sites size snippets
submit task tasks that the there this title to toggle translate translation translations unpublish
update updated usage user username users view visible welcome what when which who will with yes
you your
"""
ENGLISH = frozenset(WORDS.split())
#: What developers say, or a program that has nothing to say.
JARGON = re.compile(
    r"\bNone\b|Schnipsel|-Objekt|Moderation|moderiert|Reviewer|Gutachter|domain\.com|Workflow"
    r"|Alias|\bTheme\b|-Theme\b|\bCtrl\b|Meta-Information|Sortiere "
)


def english_words(text):
    return ENGLISH.intersection(re.findall(r"[^\W\d_]+", text.lower()))


def is_unfit(text):
    """Whether no editor should have to read that: English, or the jargon of developers."""
    return bool(english_words(text) or JARGON.search(text))


def english_in(response):
    """Phrases with English words or jargon in what a reader or a screen reader meets."""
    html = response.content.decode() if is_html(response) else response.json()["html"]
    document = BeautifulSoup(html, "html.parser")
    counters = document.select("[data-side-panel-toggle-counter][hidden]")
    for hidden in [*document(["script", "style", "svg"]), *counters]:
        hidden.decompose()
    texts = list(document.stripped_strings)
    for element in document.find_all(True):
        names = ["aria-label", "placeholder", "title", "alt", "data-w-tooltip-content-value"]
        if element.name == "input" and element.get("type") == "submit":
            names.append("value")
        texts += [element[name] for name in names if element.get(name)]
    return [f"{' '.join(text.split())[:200]!r}" for text in texts if is_unfit(text)]


def assert_german(client, urls):
    faults = []
    for url in urls:
        ajax = "chooser" in url or "choose-" in url or url.endswith("/privacy/")
        headers = {"X-Requested-With": "XMLHttpRequest"} if ajax else {}
        response = client.get(url, headers=headers, follow=True)
        assert response.status_code == 200, url
        faults += [f"{url}: {text}" for text in english_in(response)]
    assert not faults, "\n".join(faults)
