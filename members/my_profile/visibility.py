"""Consents of the advisor's own, protection mode, and the way back online."""

from django.db import transaction
from wagtail.models import PageLogEntry

from members import consents
from members.models import Consent, ConsentKind, MemberPage
from members.models.consent import TEXTS
from members.my_profile import mails
from members.my_profile.saving import keeping_what_waits, locked, locked_pages, publish, submit
from members.profile_values.versions import draft_of

EVIDENCE = "Mein Profil"


@transaction.atomic
def record(page, wanted, user, shown=None):
    """Give and revoke consents, {kind: bool}; with all that follows, offline or online, at once.

    ``shown``: see members.consents.record.
    """
    page = locked(page)
    changed = consents.record(page, wanted, user, EVIDENCE, shown)
    if ConsentKind.WEB in changed:
        if wanted[ConsentKind.WEB]:
            back_online(page, user)
        else:
            tell_staff(page)
    return changed


def protect(page, user):
    """Take everything offline at once: revoke every consent."""
    return record(page, dict.fromkeys(ConsentKind, False), user)


def former(page, user):
    """The kinds that this person revoked together last, while none is given; in the same words."""
    revoked = Consent.objects.of(page).exclude(revoked_at=None)
    last = revoked.order_by("-revoked_at").first()
    if last is None or Consent.objects.of(page).current().exists():
        return []
    together = revoked.filter(revoked_at=last.revoked_at, revoked_by=user)
    versions = dict(together.values_list("kind", "text_version"))
    return [kind for kind in ConsentKind if versions.get(kind) == TEXTS[kind][0]]


def tell_staff(page):
    mails.tell_editors(MemberPage.objects.get(pk=page.pk), "offline")


def back_online(page, user):
    """Publish what was public before, if it was this person who took it offline.

    What was never public, or what the staff took offline, goes to them instead.
    """
    for each in locked_pages(page):
        if each.live:
            continue
        if each.first_published_at and taken_offline_by(each) == user.pk:
            with keeping_what_waits(each, user):
                publish(each, user)
        elif each.latest_revision_id:
            draft = draft_of(each)
            if each.get_workflow() and not each.current_workflow_state:
                submit(draft, user)


def taken_offline_by(page):
    entries = PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish")
    last = entries.order_by("-timestamp", "-pk").first()
    return last and last.user_id
