"""Whom a page follows, said in lists and at its head."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.widgets.button import Button, HeaderButton

from ..models import Follow, Origin
from ..registry import EDITIONS


def with_origins(pages):
    """Let a list of pages know their origins without a query for each."""
    return pages.annotate(
        origin_edition=F("origin__edition"),
        origin_follow=F("origin__follow"),
        origin_pending=F("origin__pending"),
        origin_source=F("origin__source"),
    )


def state_of(edition, source, follow, pending):
    """Return what is said of a copy in a few words; one whose source is deleted follows nobody."""
    if source is None or follow == Follow.NEVER:
        return _("page of its own")
    if pending:
        text = ngettext("one change waits", "%(count)d changes wait", pending)
        return text % {"count": pending}
    return _("follows %(edition)s") % {"edition": EDITIONS[edition].short_name}


def state_in_list(page, user, next_url=None):
    if edition := getattr(page, "origin_edition", None):
        text = state_of(edition, page.origin_source, page.origin_follow, page.origin_pending)
        yield StateButton(text, reverse("wagtailadmin_pages:edit", args=[page.pk]), priority=1)


class StateButton(Button):
    """Stands beside the title of a page, and is no entry of a menu."""

    allow_in_dropdown = False
    template_name = "editions/origins/state.html"


def state_at_the_head(page, user, view_name=None, next_url=None):
    if view_name != "index" or page.is_root():
        return
    if origin := Origin.objects.filter(page=page.pk).first():
        text = state_of(origin.edition, origin.source_id, origin.follow, origin.pending)
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        yield HeaderButton(text, url, icon_name="resubmit")
