"""When a source is published, its copies keep up: what waits is counted, some take it at once."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.models import EditingSession
from wagtail.fields import StreamField
from wagtail.models import Page

from ..models import Event, Follow, Origin, OriginBase
from .comparison import Comparison
from .content import too_long

logger = logging.getLogger(__name__)


class HeldBack(Exception):
    """Raised with the reason why a copy does not take changes by itself."""


def follow_source(source: Page) -> None:
    """Let all copies of a page that was just published keep up, after the publication is stored."""
    numbers = list(Origin.objects.filter(source=source.pk).values_list("pk", flat=True))
    if numbers:
        transaction.on_commit(lambda: [keep_up(number) for number in numbers], robust=True)


def keep_up(origin_pk: int) -> bool:
    """Count what waits for a copy and take it where it is to be taken at once; never raises.

    All of one copy is one transaction. What fails is tried again by ``keep_up_all``.
    """
    try:
        with transaction.atomic():
            # Whoever saves the page in the editor meanwhile waits, and has the last word. The page
            # is locked first, as when it is saved: else both would wait for each other.
            copy = Origin.objects.get(pk=origin_pk).page_id
            page = Page.objects.select_for_update().get(pk=copy).specific
            origin = Origin.objects.select_for_update().get(pk=origin_pk)
            origin.note, origin.checked_at = "", timezone.now()
            origin.save(update_fields=["checked_at"])
            if origin.follow == Follow.AT_ONCE:
                try:
                    with transaction.atomic():
                        take_at_once(origin, page)
                except HeldBack as error:
                    origin.note = str(error)
            count(origin, type(page).objects.get(pk=page.pk).get_latest_revision_as_object())
    except Exception:
        logger.exception("The copy of origin %s could not be brought up to date.", origin_pk)
        return False
    return True


def keep_up_all() -> int:
    """Let the copies keep up whose source is newer than the last look, or that were held back."""
    newer = Q(source__last_published_at__gt=F("checked_at")) | Q(checked_at=None)
    waiting = Origin.objects.following().filter(newer | ~Q(note=""))
    return sum(keep_up(pk) for pk in waiting.values_list("pk", flat=True))


def note_event(source: Page, event: Event) -> None:
    """Remember for the copies of a page what happened to it; nothing happens to them."""
    copies = Origin.objects.filter(source=source.pk).following()
    if event == Event.MOVED:
        copies.update(event=event)
    else:  # what is not there says nothing; what is deleted goes offline, too
        copies.exclude(event=Event.DELETED).update(event=event, pending=0, note="")


def delete_unused_bases() -> int:
    """Delete the states of sources that no page and no version of a page names any more."""
    kept: set[int] = set()
    for origin in Origin.objects.select_related("page"):
        revisions = origin.page.specific_class and origin.page.revisions.all()
        named = revisions.values_list("content__base", flat=True) if revisions is not None else ()
        kept |= {pk for pk in [*named, origin.page.specific.base_id] if pk}
    # What was made just now may belong to a form that is being saved.
    old = OriginBase.objects.filter(created_at__lt=timezone.now() - timedelta(hours=1))
    return old.exclude(pk__in=kept).delete()[0]


def count(origin: Origin, draft: Any) -> None:
    """Store how much waits for the newest version of a copy, and how much is own in it.

    Nothing else is stored: somebody may choose how to follow in between.
    """
    comparison = Comparison(origin, draft)
    following = origin.follow != Follow.NEVER
    origin.pending = len(comparison.changes) if following else 0
    origin.own = len(comparison.own_places)
    if not origin.pending:
        origin.note = ""
    counted = ["pending", "own", "note"]
    if comparison.source:
        origin.source_title = comparison.source.title
        counted.append("source_title")
        if origin.event == Event.OFFLINE:  # it is there again
            origin.event = ""
            counted.append("event")
    origin.save(update_fields=counted)


@transaction.atomic
def count_version(page: Any) -> None:
    """The same for a version that was just made, if the page is a copy at all.

    How it follows may have been chosen with it; a preview makes no version and stores nothing.
    """
    # Locked, because a source that is published meanwhile counts, too.
    if origin := Origin.objects.select_for_update().filter(page=page.pk).first():
        if follow := getattr(page, "follow", ""):
            origin.follow, origin.note = follow, ""
            origin.save(update_fields=["follow"])
        count(origin, page)


def take_at_once(origin: Origin, page: Any) -> None:
    """Take all that waits into what is live and into the draft, each with a base of its own.

    What is live must not get what only a draft has. Raises HeldBack; nothing is changed then.
    """
    versions = [page] if page.live else []
    if page.has_unpublished_changes or not page.live:
        versions.append(page.get_latest_revision_as_object())
    comparisons = [Comparison(origin, version) for version in versions]
    if not any(comparison.changes for comparison in comparisons):
        return
    refuse_if_busy(page)
    for comparison in comparisons:
        refuse_if_own(comparison)
    for comparison in comparisons:
        comparison.take_all_clean()
        refuse_if_faulty(comparison)
    for version in versions:
        if version is page:
            version.save_revision(clean=False).publish()
        else:
            version.save_revision(clean=False)


def refuse_if_busy(page: Any) -> None:
    """Raise HeldBack where somebody is at work on a page."""
    if page.workflow_in_progress:
        raise HeldBack(_("The page waits for approval."))
    if page.locked:
        raise HeldBack(_("The page is locked."))
    if page.scheduled_revision:
        raise HeldBack(_("A publication is planned."))
    sessions = EditingSession.objects.filter(
        content_type=page.get_base_content_type(), object_id=str(page.pk)
    )
    if sessions.filter(last_seen_at__gte=timezone.now() - EditingSession.IDLE_TIMEOUT).exists():
        raise HeldBack(_("Somebody has the page open in the editor."))


def refuse_if_own(comparison: Comparison) -> None:
    if len(comparison.clean) < len(comparison.changes):
        raise HeldBack(_("Your own text stands in a place that has changed."))
    if comparison.left:
        words = ", ".join(dict.fromkeys(left.finding.text for left in comparison.left))
        raise HeldBack(_("Words of the other region are left: %(words)s") % {"words": words})


def refuse_if_faulty(comparison: Comparison) -> None:
    if comparison.changes:
        raise HeldBack(_("Not all changes could be taken over."))
    if faults := faults_of(comparison.page):
        raise HeldBack(" ".join(faults))


def faults_of(page: Any) -> list[str]:
    """Return what the editor would find wrong with a version of a page, as sentences."""
    long = too_long(page).items()
    found = [page.label_of(name) + ": " + " ".join(error.messages) for name, error in long]
    try:
        page.full_clean(exclude=["base"])
    except ValidationError as error:
        found += [page.label_of(name) + ": " + text for name, texts in
                  error.message_dict.items() for text in texts]  # fmt: skip
    for field in page._meta.fields:
        if isinstance(field, StreamField):
            try:
                field.stream_block.clean(getattr(page, field.name))
            except ValidationError:
                text = _("%(field)s: a block is longer than it may be, or something is missing.")
                found.append(text % {"field": page.label_of(field.name)})
    if page.live:
        found += page.publish_errors().values()
    return found
