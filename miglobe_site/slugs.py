"""Names in addresses: ASCII letters, figures and hyphens, however a German text is spelled."""

import re
import unicodedata

from django.utils.text import slugify

#: Letters that lose their sound, or are lost, where an accent is merely left out.
LETTERS = dict(
    zip(
        "ä ö ü Ä Ö Ü ß ẞ æ Æ œ Œ ø Ø ł Ł đ Đ ð Ð þ Þ ı".split(),
        "ae oe ue Ae Oe Ue ss Ss ae Ae oe Oe oe Oe l L d D d D th Th i".split(),
        strict=True,
    )
)
TABLE = str.maketrans(LETTERS)
#: The same for Wagtail's slug field, which writes while one types.
FORMATTERS = [(re.compile(letter), plain) for letter, plain in LETTERS.items()]


def slug_of(text: str) -> str:
    """Return a text as it may stand in an address or a file name; perhaps ""."""
    return slugify(unicodedata.normalize("NFC", text).translate(TABLE))
