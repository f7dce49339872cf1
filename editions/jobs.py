"""Plans of taking many pages over, carried out step by step: one transaction for each page."""

import logging
import time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from .homes import HOME_DEPTH
from .models import Follow, TakeOverJob, TakeOverStep
from .takeover import AlreadyThere, TakeOver

logger = logging.getLogger(__name__)


@transaction.atomic
def plan(pages, locale, follow=Follow.ON_DECISION, user=None):
    """Return a TakeOverJob for pages, in the order of the tree, and the missing ones above them.

    Nothing is copied before step() or run(). With a user, the rights on each page are checked
    in its step; without one, none are.
    """
    pages = {page.pk: page for page in [*pages, *missing_above(pages, locale)]}
    job = TakeOverJob.objects.create(user=user, locale=locale, follow=follow)
    TakeOverStep.objects.bulk_create(
        TakeOverStep(job=job, position=position, source=page, title=page.title)
        for position, page in enumerate(sorted(pages.values(), key=lambda page: page.path))
    )
    return job


def missing_above(pages, locale):
    """Return the pages above some that have no counterpart in a locale, start pages included."""
    paths = {
        page.path[: depth * Page.steplen]
        for page in pages
        for depth in range(HOME_DEPTH, page.depth)
    }
    above = Page.objects.filter(path__in=paths).exclude(pk__in=[page.pk for page in pages])
    there = Page.objects.filter(locale=locale).values("translation_key")
    return list(above.exclude(translation_key__in=there).order_by("path"))


def step(job, seconds=1.0):
    """Take over the pages of a job one by one until the time is over; at least one."""
    end = time.monotonic() + seconds
    while take_over_next(job) and time.monotonic() < end:
        pass


def run(job):
    """Take over all pages of a job that are waiting."""
    while take_over_next(job):
        pass


def take_over_next(job):
    """Take over the next page; return whether there was one."""
    step = job.waiting.select_related("source__locale", "locale").first()
    if step is None:
        return False
    take_over(step, job)
    return True


def take_over(step, job):
    """Take the page of a step over, or note why not; what fails leaves nothing behind."""
    try:
        copy(step, job)
    except AlreadyThere as error:
        step.copy = error.counterpart
        step.note(step.Status.SKIPPED, error.message)
    except ValidationError as error:
        step.note(step.Status.FAILED, " ".join(error.messages))
    except PermissionDenied:
        step.note(step.Status.FAILED, _("You do not have the right to do this."))
    except Exception:  # one page must not keep all others from being taken over
        logger.exception("Page %s could not be taken over.", step.source_id)
        step.note(step.Status.FAILED, _("An unexpected error; it has been recorded."))


def copy(step, job):
    if step.source is None:
        raise ValidationError(_("The page has been deleted."))
    prepared = TakeOver(step.source, step.locale or job.locale, job.user, job.follow)
    with transaction.atomic():
        # The lock keeps two browsers from copying a page twice, or before its parent; on SQLite the
        # transaction alone is such a lock.
        TakeOverJob.objects.select_for_update().get(pk=job.pk)
        if job.waiting.filter(pk=step.pk).exists():
            step.copy = prepared.save()
            step.note(step.Status.DONE)
