"""Opening an edition: from nothing to drafts, staff groups and a plan for its pages."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from .. import drafts
from ..homes import home_type
from ..jobs import plan
from ..models import Opening
from ..origins.comparison import in_words_for
from ..origins.content import read, write
from ..registry import EDITIONS, LANGUAGES
from ..takeover import taken_over
from ..targets import found, placeable


def closed_editions():
    """Return the Editions that can be opened: those without a German start page, by state."""
    return in_order(set(EDITIONS.values()) - {home.edition for home in german_homes()})


def source_editions():
    """Return the Editions whose pages can be taken over: those on show, by state."""
    homes = german_homes().filter(live=True)
    return in_order({home.edition for home in homes if not home.is_archived})


def german_homes():
    codes = [edition.locale_code() for edition in EDITIONS.values()]
    return home_type().objects.filter(locale__language_code__in=codes).select_related("locale")


def in_order(editions):
    return sorted(editions, key=lambda edition: edition.state)


def open_edition(edition, source, user=None):
    """Open an Edition with the pages of another one; return its Opening.

    When this returns, the edition has its locales, a start page and legal pages as drafts, groups,
    collection and workflow; ``opening.job`` takes over the rest, step by step. All of that is one
    transaction. Called again, it finds what is there. Raises ValidationError.
    """
    with transaction.atomic():
        root = Page.objects.select_for_update().get(depth=1)  # one opening at a time
        opening = Opening.objects.filter(key=edition.key).first()
        if edition not in closed_editions():
            if opening is None or opening.source != source.key:
                raise ValidationError(_("%(edition)s is open already.") % {"edition": edition})
            return opening
        if source not in source_editions():
            raise ValidationError(
                _("Nothing can be taken over from %(edition)s: it is not on show.")
                % {"edition": source}
            )
        for language in LANGUAGES:
            Locale.objects.get_or_create(language_code=edition.locale_code(language))
        original = german_homes().get(locale__language_code=source.locale_code())
        home = add_home(edition, original, root, user)
        values = {"source": source.key, "job": plan_pages(original, home, user)}
        return Opening.objects.update_or_create(key=edition.key, defaults=values)[0]


def add_home(edition, original, root, user):
    """Add the start page of an edition as a draft, and what it needs right below; return it.

    It has the words of another edition's and none of its settings, such as contact and partners.
    """
    locale = Locale.objects.get(language_code=edition.locale_code())
    home = drafts.blank_copy(original, locale, user)
    write(home, in_words_for(home, original, read(original)).content)
    home.forget_settings()
    home.slug, home.draft_title = edition.slug, home.title
    root.add_child(instance=home)  # its groups follow: home/signals.py
    log(instance=home, action="wagtail.create", user=user)
    for prepare in hooks.get_hooks("prepare_edition"):
        prepare(home)
    home = home_type().objects.get(pk=home.pk)  # with the number of its children
    drafts.add_first_revision(home, user)
    return home


def plan_pages(original, home, user):
    """Plan the public pages below another start page, then the start pages in other languages."""
    below = original.get_descendants().live().public().select_related("locale").order_by("path")
    known = found([home.locale], below)[home.locale_id]
    job = plan(placeable(below, home.locale, known, original), home.locale, user=user)
    for language in LANGUAGES:
        if language != "de":
            code = home.edition.locale_code(language)
            job.add(home, Locale.objects.get(language_code=code))
    return job


@receiver(taken_over)
def find_request_page(original, copy, user, **kwargs):
    """Name the page for requests on a new start page as soon as it has been taken over."""
    opening = Opening.objects.filter(key=copy.edition.key).first()
    code = opening and EDITIONS[opening.source].locale_code()
    if original.locale.language_code != code:
        return
    homes = german_homes()
    home = homes.filter(locale=copy.locale_id, first_published_at=None, request_page=None).first()
    if home and homes.filter(locale=original.locale_id, request_page=original.pk).exists():
        draft = home.get_latest_revision_as_object()
        draft.request_page_id = copy.pk
        draft.save_revision(user=user, clean=False)
        type(home).objects.filter(pk=home.pk).update(request_page=copy.pk)
