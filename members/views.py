"""The advisors of all editions, at the address that is printed in the folder."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from members.models import MemberIndexPage
from miglobe_site.editions.homes import below_live_homes
from miglobe_site.editions.registry import GERMAN


def all_members(request):
    """List the directory of each edition, by name of the federal state."""
    indexes = MemberIndexPage.objects.live().public().select_related("locale")
    pages = sorted(
        below_live_homes(indexes.filter(locale__language_code__startswith=GERMAN)),
        key=lambda page: page.edition.state,
    )
    context = {
        "directories": [{"page": page, "url": page.get_url(request)} for page in pages],
        "canonical": settings.BASE_URL + reverse("all_members"),
    }
    return render(request, "members/all_members.html", context)
