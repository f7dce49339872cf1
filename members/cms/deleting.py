"""“Löschen” of a profile leaves the person in other places: staff are told, and may forget all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from members.models import MemberPage


def say_what_stays(request: HttpRequest, page: Page) -> None:
    """On the page that asks whether to delete a profile, or a page with profiles below it."""
    if request.method != "GET":
        return
    profile = MemberPage.objects.filter(pk=page.pk).first()
    if profile:
        text = _(
            "Deleting removes this page alone. The account with its login and pages in other "
            "languages stay. If the person is to be removed, please use “Forget this "
            "person” instead: afterwards that is not possible any more."
        )
        url = reverse("member_forget", args=[page.pk])
        messages.warning(request, text, buttons=[messages.button(url, _("Forget this person"))])
    elif number := MemberPage.objects.descendant_of(page).count():
        text = ngettext(
            "Below this page is %(number)d profile. Its account stays.",
            "Below this page are %(number)d profiles. Their accounts stay.",
            number,
        )
        messages.warning(request, text % {"number": number})


def one_by_one(
    request: HttpRequest, action: str, objects: list, view: object
) -> HttpResponse | None:
    """Refuse to delete profiles in bulk, where nothing can be said of each."""
    if action != "delete" or not any(isinstance(each, Page) for each in objects):
        return None
    if not MemberPage.objects.filter(pk__in=[each.pk for each in objects]).exists():
        return None
    messages.error(request, _("Please delete profiles one by one: each leaves an account behind."))
    return redirect("members:index")
