"""PO files back into the drafts of adapted pages: all of them, or nothing."""

import uuid
from dataclasses import dataclass, field

import polib
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from miglobe_site.texts import html

from ..field_limits import paragraphs_error, text_error
from ..field_paths import label
from ..sync.copies import build, lock, refresh_draft
from ..sync.own_words import carried_in
from ..wording import is_sound
from .export import HEADER
from .given_out import is_news_to, is_unchanged, written_in_editor


@dataclass
class Imported:
    """What came of one file: a page, and how many texts changed, stayed or no longer fit one.

    ``kept``: the beginnings of the German texts whose wording was written here since the download,
    and is another one in the file.
    """

    page: object
    changed: int = 0
    same: int = 0
    unknown: int = 0
    kept: list[str] = field(default_factory=list)


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
    """Store the texts of a PO file that differ and make a draft of them.

    What staff wrote in the editor since the file was given out stays: the file may come late.
    """
    source = lock(translation.source_id)
    if source is None:
        raise ValidationError(_("The page of this file does not exist any more."))
    translation.source = source
    result, changed = Imported(page), polib.POFile()
    texts, names = texts_of(translation)
    same, written = set(), written_in_editor(translation)
    for entry in po:
        if entry.obsolete or entry.fuzzy or not entry.msgstr:
            continue
        place, unchanged = (entry.msgctxt, entry.msgid), is_unchanged(entry)
        entry.msgstr = html(entry.msgstr)
        if place not in texts:
            result.unknown += 1
        elif texts[place] == entry.msgstr:
            result.same += 1
            same.add(place)
        elif unchanged:
            result.same += 1
        elif place in written and is_news_to(entry, texts[place]):
            result.kept.append(beginning(entry.msgid))
        else:
            check_text(entry, type(page), names[entry.msgctxt])
            changed.append(entry)
            result.changed += 1
    confirm(translation, same)
    if changed:
        translation.import_po(changed, user=user, tool_name="PO")
        check_fields(build(translation), changed)
        refresh_draft(translation)
    return result


def confirm(translation, places):
    """Take the mark "please check" off texts that come back as they are, no longer "fuzzy"."""
    carried = carried_in(translation)
    confirmed = [
        pk
        for pk, *place in carried.values_list("pk", "context__path", "translation_of__data")
        if tuple(place) in places
    ]
    carried.filter(pk__in=confirmed).update(tool_name="PO")


def texts_of(translation):
    """Return {(path, text of the original): wording of the copy} and {path: field path}."""
    segments = translation.source.stringsegment_set.annotate_translation(
        translation.target_locale, include_errors=True
    ).select_related("context", "string")
    texts = {
        (segment.context.path, segment.string.data): segment.translation for segment in segments
    }
    return texts, {segment.context.path: segment.context.field_path for segment in segments}


def beginning(text):
    """Return how staff know a text of the original."""
    return StringValue(text).render_text()[:60]


def check_text(entry, model, field_path):
    """Raise ValidationError where a text has other tags or links than it may, or does not fit."""
    start = beginning(entry.msgid)
    if not is_sound(entry.msgid, entry.msgstr):
        raise ValidationError(
            _("Tags or links are wrong in the translation of “%(text)s”.") % {"text": start}
        )
    if error := text_error(model, field_path, entry.msgstr):
        raise ValidationError(
            _("Translation of “%(text)s”: %(error)s") % {"text": start, "error": error}
        )


def check_fields(copy, changed):
    """Raise ValidationError where a changed field of a page does not take its text."""
    names = dict.fromkeys(entry.msgctxt.partition(".")[0] for entry in changed)
    for name in names:
        if error := paragraphs_error(copy, name):
            raise ValidationError(f"{label(type(copy), name)}: {error}")
    others = [entry.name for entry in copy._meta.get_fields() if entry.name not in names]
    try:
        copy.full_clean(exclude=others)
    except ValidationError as error:
        wrong = {name: texts for name, texts in error.message_dict.items() if name in names}
        if wrong:
            raise ValidationError(
                [f"{label(type(copy), name)}: {' '.join(texts)}" for name, texts in wrong.items()]
            ) from error
