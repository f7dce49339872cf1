"""The advisors of all editions, at the address that is printed in the folder."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from editions.homes import archived_homes
from editions.registry import EDITIONS
from members.directory import shortlist_page
from members.directory.facets import STATE
from members.directory.listing import Directory
from members.models import MemberPage


def all_members(request):
    """List the profiles of all editions that are on show and not archived, in German."""
    codes = [edition.locale_code() for edition in EDITIONS.values()]
    archived = archived_homes().values("locale")
    german = MemberPage.objects.filter(locale__language_code__in=codes)
    profiles = german.exclude(locale__in=archived).published()
    context = {
        "listing": Directory(profiles, request.GET, codes, facets=[STATE]),
        "shortlist_url": reverse("all_shortlist"),
        "canonical": settings.BASE_URL + reverse("all_members"),
    }
    return render(request, "members/all_members.html", context)


def all_shortlist(request):
    """Show the profiles of a shortlist side by side."""
    context = shortlist_page.context(
        request, reverse("all_shortlist"), MemberPage.objects.published()
    )
    context["list_url"] = reverse("all_members")
    return render(request, "members/all_shortlist.html", context)
