"""What an advisor is told after saving: what the public sees now, and what it does not."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.choices import ConsentKind, ContactWay
from members.models import MemberPage
from members.profile_values import labels

#: In the form these are called internal, which they are no longer where the public sees them.
CONTACTS = {"email": gettext_lazy("E-mail"), "phone": gettext_lazy("Telephone")}


def tell(request: HttpRequest, before: MemberPage, now: set[str], later: set[str]) -> None:
    """Say what became of the fields that were saved at once (``now``) and for approval.

    ``before`` is the page as it was read before saving.
    """
    after = MemberPage.objects.get(pk=before.pk)
    shown, hidden = shown_and_hidden(before, after, now)
    gone = contacts_of(before) - contacts_of(after) if is_public(after) else set()
    if shown:
        success(request, _("Saved and public at once: %(fields)s."), after, shown)
    if hidden and is_public(after):
        text = _("Saved, and not public: %(fields)s. Only the staff see it.")
        success(request, text, after, hidden)
    elif hidden:
        text = _("Saved: %(fields)s. Your profile is not public.")
        success(request, text, after, hidden)
    if gone:
        success(request, _("Not public any more: %(fields)s."), after, gone)
    if later:
        text = _("Saved, and the staff are asked to approve it: %(fields)s.")
        success(request, text, after, later)
    if not now and not later:
        messages.info(request, _("Nothing was changed."))


def shown_and_hidden(before, after, names):
    """Part what was saved into what the public sees now and what it does not."""
    if not is_public(after):
        return set(), names
    contacts = contacts_of(after)
    hidden = {name for name in names & set(CONTACTS) if name not in contacts}
    if "unavailable_until" in names and after.is_available:
        hidden |= {"unavailable_until"}
    # A way of contact that is opened shows an address that was not touched.
    opened = contacts - contacts_of(before) if names else set()
    return names - hidden | opened, hidden


def is_public(page):
    return page.live and ConsentKind.WEB in page.consents


def contacts_of(page):
    """Which of e-mail and telephone the public sees."""
    way = ContactWay(page.contact_way)
    shown = {"email": way.shows_email and page.email, "phone": way.shows_phone and page.phone}
    return {name for name, is_shown in shown.items() if is_shown}


def success(request, text, page, names):
    shown = contacts_of(page) if is_public(page) else set()
    fields = [str(CONTACTS[n] if n in shown else labels.label(page, n)) for n in sorted(names)]
    messages.success(request, text % {"fields": ", ".join(fields)})
