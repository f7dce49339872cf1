"""Pages stay in the one tree of their edition and language; other trees take copies over."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm
from wagtail.models import Page

from .homes import HOME_DEPTH

CROSSING = _(
    "That is the tree of another edition or language. Please use “Take over into another edition "
    "or language”."
)
SECOND_HOME = _(
    "An edition has only one start page in each language. A further edition is opened under "
    "“Settings → New edition”."
)


def check_tree(page):
    """Raise ValidationError where a page stands in a tree of another locale, or beside its own."""
    parent = page.get_parent() if page.path else None
    if parent is None:
        return
    if parent.depth < HOME_DEPTH:
        others = Page.objects.filter(depth=HOME_DEPTH, locale=page.locale_id).exclude(pk=page.pk)
        if others.exists():
            raise ValidationError(SECOND_HOME)
    elif parent.locale_id != page.locale_id:
        raise ValidationError(CROSSING)


class EditionCopyForm(CopyForm):
    """Wagtail's form for copies, which would copy a page into any tree."""

    def clean(self):
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page")
        if self.page.depth == HOME_DEPTH:  # in place of Wagtail's message about a missing right
            self.errors["new_parent_page"] = self.error_class([SECOND_HOME])
        elif parent and parent.depth >= HOME_DEPTH and parent.locale_id != self.page.locale_id:
            self.add_error("new_parent_page", CROSSING)
        return cleaned
