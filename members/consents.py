"""Giving and revoking consents: the one way to change them, with all that follows at once."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.actions.unpublish_page import UnpublishPageAction

from members.models import Consent, ConsentKind, MemberPage

#: The words that are agreed to, each with its version: other words need another version.
TEXTS = {
    ConsentKind.WEB: (
        "2026-11",
        _(
            "My profile may be published on the website of MiGlobe, with the data that are marked "
            "as public in it."
        ),
    ),
    ConsentKind.PHOTO: (
        "2026-11",
        _("My portrait may be shown with my profile on the website of MiGlobe."),
    ),
    ConsentKind.VCARD: (
        "2026-11",
        _("My public contact data may be offered as an electronic business card (vCard)."),
    ),
    ConsentKind.PRINT: (
        "2026-11",
        _("My profile may stand in printed lists and leaflets of MiGlobe."),
    ),
    ConsentKind.SEARCH_ENGINES: (
        "2026-11",
        _("Search engines may find my profile and list it."),
    ),
}


@transaction.atomic
def record(page, wanted, user=None, evidence=""):
    """Give and revoke consents so that they are as ``wanted``: {ConsentKind: bool}.

    Revoking takes effect with the end of the transaction: without WEB the pages of the person are
    taken offline in all languages, without PHOTO the copies of the portrait are deleted. Kinds that
    are not named stay as they are. Returns the kinds that have changed.
    """
    list(pages_of(page).select_for_update().order_by("pk"))  # nothing goes live meanwhile
    current = {
        consent.kind: consent for consent in Consent.objects.of(page).current().select_for_update()
    }
    changed = [kind for kind, given in wanted.items() if given is not (kind in current)]
    for kind in changed:
        if wanted[kind]:
            give(page, kind, user, evidence)
        else:
            consent = current[kind]
            consent.revoked_at, consent.revoked_by = timezone.now(), user
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
        page.last_confirmed = timezone.now()
        pages_of(page).update(last_confirmed=page.last_confirmed)


def pages_of(page):
    """The pages of the same person in all languages."""
    return MemberPage.objects.filter(translation_key=page.translation_key)


def take_offline(page, user=None):
    for each in pages_of(page).live():
        # Whoever may record it: a revocation counts without the right to publish.
        UnpublishPageAction(each, user=user).execute(skip_permission_checks=True)
    page.live = False


def delete_copies_of_portrait(page):
    """Delete the files made from the portrait; visitors never get the original."""
    for each in pages_of(page).exclude(photo=None).select_related("photo"):
        each.photo.renditions.all().delete()


def overview(page):
    """Return for each kind its text, state and history, newest first, as staff see them."""
    history = list(Consent.objects.of(page).select_related("given_by", "revoked_by"))
    return [
        {
            "kind": kind,
            "text": TEXTS[kind][1],
            "version": TEXTS[kind][0],
            "current": next((c for c in history if c.kind == kind and not c.revoked_at), None),
            "history": [consent for consent in history if consent.kind == kind],
        }
        for kind in ConsentKind
    ]
