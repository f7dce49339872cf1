"""The words of a region in a text, and those of another in their place.

``swap`` turns what is certain. ``unturned`` finds what it left standing, with a reason, for the
staff who take a text over. ``foreign_words`` finds words of other regions on a page of an edition.
Names of organisations, laws and addresses stay as they are and are not found.

A text is read once as people see it (seen), each mention of a state is found (mentions), and
verdicts says what becomes of it, with the words of vocabulary, names and grammar.
"""

from .finding import Finding, foreign_words, unturned
from .reasons import Reason
from .swapping import swap

__all__ = ["Finding", "Reason", "foreign_words", "swap", "unturned"]
