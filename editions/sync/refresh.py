"""When an original is published, its copies get the changes: as drafts, with own wording kept."""

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation, get_schema_version
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from ..models.edition_source import EditionSource
from . import links
from .carry import Carrier
from .copies import lock, refresh_draft
from .own_words import Wording
from .proposals import Proposals
from .texts import Text, keep_segments, pair_texts

logger = logging.getLogger(__name__)


def refresh_copies(page):
    """Give the copies of a live page what has changed in it; never raises.

    Publishing goes on whatever happens here. What failed is undone as a whole, so that
    refresh_waiting() finds the page again.
    """
    try:
        update_source(page)
    except Exception:
        logger.exception("The copies of page %s could not be refreshed.", page.pk)
        return False
    return True


def refresh_waiting():
    """Refresh the copies of all pages whose publication did not get as far; return how many."""
    published = Page.objects.filter(
        live=True,
        translation_key=OuterRef("object_id"),
        locale=OuterRef("locale"),
        last_published_at__gt=OuterRef("last_updated_at"),
    )
    copied = Translation.objects.filter(source=OuterRef("pk"))
    waiting = EditionSource.objects.filter(Exists(published), Exists(copied))
    return sum(refresh_copies(source.get_source_instance()) for source in waiting)


def update_source(page):
    """Store the text of a page as what its copies follow, refresh them and return the source.

    The one way to do so: everywhere else, own wording for a text that has changed would be lost.
    Returns None for a page that was never taken over.
    """
    source = EditionSource.objects.get_for_instance_or_none(page)
    if source is None:
        return None
    translations = list(source.translations.select_related("target_locale"))
    proposals = {
        translation.pk: Proposals(source.locale, translation.target_locale)
        for translation in translations
    }
    known = set(source.stringsegment_set.values_list("string__data", flat=True))
    new_texts = {value.string.data for value in texts_in(original_of(source))} - known
    for entry in proposals.values():
        entry.ask(new_texts)  # before the lock: a service far away may take its time
    with transaction.atomic():
        source = lock(source.pk)
        for translation in translations:
            translation.source = source
        return follow(source, [Wording(entry, proposals[entry.pk]) for entry in translations])


def original_of(source):
    """Return the page that copies follow with its text: what is live, else the draft."""
    page = source.get_source_instance()
    return page if page.live else page.get_latest_revision_as_object()


def texts_in(page):
    return [value for value in extract_segments(page) if isinstance(value, StringSegmentValue)]


def follow(source, wordings):
    """Bring the stored original up to date, and all of its copies with it; return it."""
    before, segments = links.paths_of(source), stored(source)
    take_text(source, original_of(source))
    instance = source.as_instance()
    values = texts_in(instance)
    old = list(map(Text.of_segment, segments))
    own = {n for n, text in enumerate(old) if any(wording.is_own(text) for wording in wordings)}
    new = [Text(value.path, value.string.data, value.attrs or {}, value.order) for value in values]
    pairs = pair_texts(old, new, own)
    keep_segments(source, segments, values, pairs, source.contexts_of(values, instance))
    source.refresh_segments()
    new, after = list(map(Text.of_segment, stored(source))), links.paths_of(source)
    for wording in wordings:
        translation = wording.translation
        translation.source = source
        carrier = Carrier(wording)
        for i, j in pairs:
            carrier.take(None if i is None else old[i], None if j is None else new[j])
        links.carry_links(translation, before, after)
        if translation.enabled:
            refresh_draft(translation)
    return source


def take_text(source, page):
    """Store the text of a page, as wagtail-localize's update_from_db() does with what is live."""
    source.content_json = page.to_json()
    source.object_repr = str(page)[:200]
    source.schema_version = get_schema_version(page._meta.app_label)
    source.last_updated_at = timezone.now()
    source.save()


def stored(source):
    return list(source.stringsegment_set.select_related("string", "context").order_by("order"))
