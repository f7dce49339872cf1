"""What the profiles add to the checklist of a new edition."""

from django.urls import reverse
from django.utils.translation import gettext as _

from editions.opening.checklist import Item
from members.models import ConsentKind, MemberIndexPage, MemberPage
from members.models.querysets import has_consent


def items(home):
    """The first profiles: without one, nobody could advise."""
    index = MemberIndexPage.objects.child_of(home).first()
    is_done = False
    if index is None:
        url = reverse("wagtailadmin_pages:add", args=["members", "memberindexpage", home.pk])
    elif not index.live:
        url = reverse("wagtailadmin_pages:edit", args=[index.pk])
    else:
        url = reverse("wagtailadmin_pages:add", args=["members", "memberpage", index.pk])
        profiles = MemberPage.objects.child_of(index).live().filter(is_sample=False)
        is_done = profiles.filter(has_consent(ConsentKind.WEB)).exists()
    text = _("The list of advisors and at least one profile in it are published.")
    return [Item(_("First advisors"), text, url, is_done)]
