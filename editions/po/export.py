"""The texts of one locale as a ZIP archive, one PO file for each adapted page."""

import io
import zipfile

from wagtail.models import Page
from wagtail_localize.models import Translation

from ..registry import language_tag, parse_code
from ..sync.own_words import carried_in
from .given_out import note

#: Names the Translation that a PO file belongs to; wagtail-localize writes it.
HEADER = "X-WagtailLocalize-TranslationID"


def adapted_pages(locale, user=None):
    """Return [(Page, its Translation), …] of a locale in the order of the tree.

    With a user, those that the user may change.
    """
    translations = Translation.objects.filter(target_locale=locale, enabled=True)
    by_key = {
        translation.source.object_id: translation
        for translation in translations.select_related("source__locale", "target_locale")
    }
    pages = Page.objects.filter(locale=locale, translation_key__in=by_key, alias_of=None)
    return [
        (page, by_key[page.translation_key])
        for page in pages.order_by("path")
        if user is None or page.permissions_for_user(user).can_edit()
    ]


def archive(locale, user=None):
    """Return the bytes of a ZIP archive with the texts of all adapted pages of a locale."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for page, translation in adapted_pages(locale, user):
            file.writestr(file_name(page), str(po_of(translation)))
    return target.getvalue()


def archive_name(locale):
    return f"miglobe-{locale.language_code}.zip"


def po_of(translation):
    """Return the polib.POFile of a page; what is to be checked is "fuzzy" there.

    Each entry knows the wording it is given out with: see given_out.
    """
    po = translation.export_po()
    carried = set(carried_in(translation).values_list("context__path", "translation_of__data"))
    for entry in po:
        if (entry.msgctxt, entry.msgid) in carried:
            entry.flags.append("fuzzy")
        if not entry.obsolete:
            note(entry)
    po.metadata["Language"] = language_tag(parse_code(translation.target_locale.language_code)[0])
    return po


def file_name(page):
    """Return the name of a page's file: its address below the home page."""
    _home, *slugs = page.url_path.strip("/").split("/")
    return f"{'/'.join(slugs) or 'start'}.po"
