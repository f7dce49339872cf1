"""Plans of taking many pages over; a plan is carried out step by step."""

from django.db import transaction
from wagtail.models import Page

from .homes import HOME_DEPTH
from .models import TakeOverJob, TakeOverStep
from .takeover import Mode


@transaction.atomic
def plan(pages, locale, mode=Mode.ADAPTED, user=None):
    """Return a TakeOverJob for pages, in the order of the tree, and the missing ones above them.

    Nothing is copied before its step() or run(). With a user, the rights on each page are checked
    in its step; without one, none are.
    """
    pages = {page.pk: page for page in [*pages, *missing_above(pages, locale)]}
    job = TakeOverJob.objects.create(user=user, locale=locale, mode=mode)
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
