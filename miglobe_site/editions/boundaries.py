"""Pages stay in the tree of their edition and language; other trees get copies by taking over."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm

from .homes import HOME_DEPTH

CROSSING = _(
    "That is the tree of another edition or language. Please use “Take over into another edition "
    "or language”."
)


def check_tree(page):
    """Raise ValidationError where a page stands in a tree of another locale."""
    parent = page.get_parent() if page.path else None
    if parent and parent.depth >= HOME_DEPTH and parent.locale_id != page.locale_id:
        raise ValidationError(CROSSING)


class EditionCopyForm(CopyForm):
    """Wagtail's form for copies, which would copy a page into any tree."""

    def clean(self):
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page")
        if parent and parent.depth >= HOME_DEPTH and parent.locale_id != self.page.locale_id:
            self.add_error("new_parent_page", CROSSING)
        return cleaned
