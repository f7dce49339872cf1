"""PO files back into the drafts of adapted pages: all of them, or nothing."""

import uuid
from dataclasses import dataclass

import polib
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from miglobe_site.texts import html

from ..sync.copies import build, lock, refresh_draft
from ..wording import is_sound, longest_texts
from .export import HEADER


@dataclass
class Imported:
    """What came of one file: a page, and how many texts changed, stayed or no longer fit one."""

    page: object
    changed: int = 0
    same: int = 0
    unknown: int = 0


def import_files(files, user=None):
    """Take the texts of {name: polib.POFile} into the drafts of their pages; return [Imported, …].

    With a user, that one must be allowed to change each of the pages. Raises ValidationError with
    all that is wrong, and then has changed nothing. What is live stays in any case.
    """
    errors, results, seen = [], [], {}
    with transaction.atomic():
        for name, po in files.items():
            try:
                translation, page = addressee(po, user)
                if translation.pk in seen:
                    raise ValidationError(
                        _("For the same page as %(name)s.") % {"name": seen[translation.pk]}
                    )
                seen[translation.pk] = name
                results.append(import_file(po, translation, page, user))
            except ValidationError as error:
                errors += [f"{name}: {message}" for message in error.messages]
        if errors:
            raise ValidationError(errors)
    return results


def addressee(po, user=None):
    """Return the Translation and the page that a PO file is for; raises ValidationError."""
    try:
        key = uuid.UUID(po.metadata.get(HEADER, ""))
    except ValueError as error:
        raise ValidationError(_("This file does not come from this website.")) from error
    try:
        translation = Translation.objects.get(uuid=key)
        page = translation.get_target_instance()
    except ObjectDoesNotExist as error:
        raise ValidationError(_("The page of this file does not exist any more.")) from error
    tester = user and page.permissions_for_user(user)
    if tester and not tester.can_edit():
        raise ValidationError(
            _("This file belongs to %(locale)s, where you cannot change this page.")
            % {"locale": page.locale}
        )
    if not translation.enabled or page.alias_of_id:
        raise ValidationError(_("“%(title)s” is no adapted page any more.") % {"title": page.title})
    if tester and tester.page_locked():
        raise ValidationError(_("“%(title)s” is locked.") % {"title": page.title})
    return translation, page


def import_file(po, translation, page, user):
    """Store the texts of a PO file that differ and make a draft of them."""
    translation.source = lock(translation.source_id)
    result, changed = Imported(page), polib.POFile()
    texts = texts_of(translation)
    longest = longest_texts(type(page))
    for entry in po:
        if entry.obsolete or entry.fuzzy or not entry.msgstr:
            continue
        entry.msgstr = html(entry.msgstr)
        if (entry.msgctxt, entry.msgid) not in texts:
            result.unknown += 1
        elif texts[entry.msgctxt, entry.msgid] == entry.msgstr:
            result.same += 1
        else:
            check_text(entry, longest.get(entry.msgctxt))
            changed.append(entry)
            result.changed += 1
    if changed:
        translation.import_po(changed, user=user, tool_name="PO")
        check_fields(build(translation), changed)
        refresh_draft(translation)
    return result


def texts_of(translation):
    """Return {(path, text of the original): wording of the copy}."""
    segments = translation.source.stringsegment_set.annotate_translation(
        translation.target_locale, include_errors=True
    )
    return {
        (segment.context.path, segment.string.data): segment.translation
        for segment in segments.select_related("context", "string")
    }


def check_text(entry, length):
    """Raise ValidationError where a text has other tags or links than it may, or is too long."""
    start = StringValue(entry.msgid).render_text()[:60]
    if not is_sound(entry.msgid, entry.msgstr):
        raise ValidationError(
            _("Tags or links are wrong in the translation of “%(text)s”.") % {"text": start}
        )
    if length and len(StringValue(entry.msgstr).render_text()) > length:
        raise ValidationError(
            _("The translation of “%(text)s” is longer than %(length)d characters.")
            % {"text": start, "length": length}
        )


def check_fields(copy, changed):
    """Raise ValidationError where a changed field of a page does not take its text."""
    names = {entry.msgctxt.partition(".")[0] for entry in changed}
    others = [entry.name for entry in copy._meta.get_fields() if entry.name not in names]
    try:
        copy.full_clean(exclude=others)
    except ValidationError as error:
        wrong = {name: texts for name, texts in error.message_dict.items() if name in names}
        if wrong:
            raise ValidationError(
                [
                    f"{capfirst(copy._meta.get_field(name).verbose_name)}: {' '.join(texts)}"
                    for name, texts in wrong.items()
                ]
            ) from error
