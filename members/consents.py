"""Giving and revoking consents: the one way to change them, with all that follows at once."""

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from members import confirming
from members.choices import ConsentKind
from members.models import Consent, MemberPage
from members.models.consent import TEXTS


@transaction.atomic
def record(page, wanted, user=None, evidence="", shown=None):
    """Give and revoke consents so that they are as ``wanted``: {ConsentKind: bool}.

    Revoking takes effect with the end of the transaction: without WEB the pages of the person are
    taken offline in all languages, without PHOTO the copies of the portrait are deleted. Kinds that
    are not named stay as they are. ``shown``: the kinds that were given as far as whoever decides
    could see; where that is not so any more, nothing is given. Returns the kinds that have changed.
    """
    MemberPage.objects.of_person(page.translation_key).lock()  # nothing goes live meanwhile
    current = {
        consent.kind: consent for consent in Consent.objects.of(page).current().select_for_update()
    }
    if shown is not None and shown != set(current):
        wanted = {kind: given for kind, given in wanted.items() if not given}
    changed = [kind for kind, given in wanted.items() if given is not (kind in current)]
    now = timezone.now()  # one moment for all, which tells what was revoked together
    for kind in changed:
        if wanted[kind]:
            give(page, kind, user, evidence)
        else:
            consent = current[kind]
            consent.revoked_at, consent.revoked_by = now, user
            consent.save(update_fields=["revoked_at", "revoked_by"])
    revoked = {kind for kind in changed if not wanted[kind]}
    if ConsentKind.WEB in revoked:
        take_offline(page, user)
    if revoked & {ConsentKind.WEB, ConsentKind.PHOTO}:
        delete_copies_of_portrait(page)
    page.__dict__.pop("consents", None)
    return changed


def give(page, kind, user, evidence):
    Consent.objects.create(
        profile=page.translation_key,
        kind=kind,
        text_version=TEXTS[kind][0],
        evidence=evidence,
        given_at=timezone.now(),
        given_by=user,
    )
    if kind == ConsentKind.WEB:
        confirming.confirm(page)


def current(page):
    """The kinds that are given this moment, whatever the page knew before."""
    kinds = Consent.objects.of(page).current().values_list("kind", flat=True)
    return {ConsentKind(kind) for kind in kinds}


def in_protection_mode(page):
    """Whether the person has taken back everything, which nobody else may undo."""
    history = list(Consent.objects.of(page).order_by("-revoked_at"))
    if not history or page.account_id is None or any(not each.revoked_at for each in history):
        return False
    return history[0].revoked_by_id == page.account_id


def take_offline(page, user=None):
    for each in MemberPage.objects.of_person(page.translation_key).live():
        # Whoever may record it: a revocation counts without the right to publish.
        UnpublishPageAction(each, user=user).execute(skip_permission_checks=True)
    page.live = False


def delete_copies_of_portrait(page):
    """Delete the files made from the portrait; visitors never get the original."""
    pages = MemberPage.objects.of_person(page.translation_key).exclude(photo=None)
    for each in pages.select_related("photo"):
        each.photo.renditions.all().delete()
