"""wagtail-localize's way from an adapted page back to a mirrored one, with the checks it lacks."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.convert import convert_to_alias as stock_convert_to_alias

from ..access.visibility import can_read
from ..takeover import check_mirror, check_route


def convert_to_alias(request, page_id):
    """Ask, then make a page follow its original word for word: what is live changes at once."""
    page = get_object_or_404(Page, pk=page_id, alias_of=None)
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id
    ).first()
    if translation is None:
        raise Http404
    original = translation.source.get_source_instance()
    tester = page.permissions_for_user(request.user)
    if not tester.can_edit() or not tester.can_publish() or tester.page_locked():
        raise PermissionDenied
    if not can_read(request.user, original):
        raise PermissionDenied
    try:
        check_route(original, page.locale)
        check_mirror(original, page.locale)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return stock_convert_to_alias(request, page_id)
