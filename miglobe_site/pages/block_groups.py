"""What the blocks of all kinds have in common: groups in the editor, and simple text."""

from django.utils.translation import gettext_lazy as _

from editions.registry import PHRASES

SIMPLE_TEXT = ["bold", "italic", "link", *PHRASES]
#: How the list of blocks is grouped in the editor.
TEXTS, MEDIA = _("Texts"), _("Pictures, videos, files")
LEADING_ON, SETTINGS = _("Leading on"), _("From the settings")
