"""Rights of the advisor: a copy of all data, and the wish to be forgotten."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.models import DeletionRequest
from members.my_profile import mails, my_data
from members.my_profile.doors import advisor
from members.my_profile.render import show
from miglobe_site.accounts.throttle import too_often

MOST_DOWNLOADS = 30  # within an hour


@advisor
def data(request, page):
    wish = DeletionRequest.objects.filter(profile=page.translation_key).first()
    return show(request, page, "data", wish=wish)


@require_POST
@advisor
def download(request, page):
    if too_often(request, "download", MOST_DOWNLOADS):
        return show(request, page, "too_often", status=429)
    answer = HttpResponse(my_data.archive(page), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="meine-daten.zip"'
    return answer


@require_POST
@advisor
@transaction.atomic
def request_deletion(request, page):
    """Note the wish, or take it back; the staff are told once."""
    if "back" in request.POST:
        DeletionRequest.objects.filter(profile=page.translation_key).delete()
        messages.success(request, _("Your request is taken back."))
        return redirect("my_profile:data")
    _wish, is_new = DeletionRequest.objects.get_or_create(profile=page.translation_key)
    if is_new:
        mails.tell_editors(page, "deletion")
    messages.success(request, _("Your request has reached the staff."))
    return redirect("my_profile:data")
