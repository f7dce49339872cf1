"""Every sentence of the folder (NRW) and of the web page (BW) stands on its edition's site.

The data files hold them line by line, word for word but for three mended typing errors ("mehren",
"stellen", "wenden Sie sich bitte"), the arrows before links and one line that is a sentence now; a
logo's capitals do not matter.
"""

from pathlib import Path

import pytest

from tests.site import is_html, visible_text

pytestmark = pytest.mark.sqlite_is_enough("words of the first content")

FOLDER = Path(__file__).parents[1] / "data"


def seed(edition):
    return (FOLDER / f"seed_{edition}.txt").read_text(encoding="utf-8").splitlines()


def own_sentences(edition, other):
    """Whole sentences that the other edition's text does not share."""
    shared = "\n".join(seed(other))
    return [line for line in seed(edition) if len(line.split()) > 6 and line not in shared]


@pytest.fixture
def texts(crawled):
    """Return {path: visible text} of an edition's pages, as found by following links."""

    def read(edition):
        prefix = f"/{edition}/"
        return {
            path: visible_text(response)
            for path, response in crawled.items()
            if path.startswith(prefix) and response.status_code == 200 and is_html(response)
        }

    return read


@pytest.mark.parametrize("edition", ["nrw", "bw"])
def test_every_line_of_the_seed_stands_on_a_page_of_its_edition(edition, texts):
    pages = list(texts(edition).values())
    folded = [text.casefold() for text in pages]

    def stands(line):
        if line == line.upper():  # a logo's lettering
            return any(line.casefold() in text for text in folded)
        return any(line in text for text in pages)

    assert [line for line in seed(edition) if not stands(line)] == []


@pytest.mark.parametrize(("edition", "other"), [("nrw", "bw"), ("bw", "nrw")])
def test_wording_of_one_edition_is_not_shown_in_the_other(edition, other, texts):
    sentences = own_sentences(edition, other)
    assert len(sentences) > 10
    found = [
        (path, sentence)
        for path, text in texts(other).items()
        for sentence in sentences
        if sentence in text
    ]
    assert found == []
