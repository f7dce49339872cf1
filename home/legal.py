"""The legal pages of a new edition: drafts with gaps that its staff fill."""

from miglobe_site.content.loader import EditionTree

TEXTS = "legal.toml"


def add_legal_pages(home):
    """Add those legal pages below a start page that are missing."""
    tree = EditionTree({"key": home.edition.key, "texts": [TEXTS]}, say=lambda line: None)
    tree.add_missing(tree.entries)
