"""The report of what an edition has to do about changes in other editions and languages."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page

from ..access import permissions
from ..access.permissions import own_editions, own_pages
from ..access.visibility import can_read
from ..models import UnwantedPage
from ..overview import GROUPS, Overview

PER_PAGE = 10
LABELS = {
    "waiting": gettext_lazy("Changes wait"),
    "source_changed": gettext_lazy("Source gone or moved"),
    "new": gettext_lazy("Never published"),
    "translations": gettext_lazy("Translations to check"),
    "missing": gettext_lazy("Missing"),
    "left_out": gettext_lazy("Left out"),
}


def in_order(editions):
    return sorted(editions - {None}, key=lambda edition: edition.state)


class UpdatesView(WagtailAdminTemplateMixin, TemplateView):
    """The report of one edition (?edition=), one group of pages at a time (?group=)."""

    template_name = "editions/updates/report.html"
    page_title = gettext_lazy("Changes from other editions")
    header_icon = "resubmit"

    def dispatch(self, request, *args, **kwargs):
        self.editions = in_order(own_editions(request.user))
        if not self.editions:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        wanted = self.request.GET.get("edition")
        edition = next((e for e in self.editions if e.key == wanted), self.editions[0])
        overview = Overview(edition, own_pages(self.request.user))
        counts = overview.counts()
        group = self.request.GET.get("group")
        if group not in GROUPS:
            group = next((name for name in counts if counts[name]), GROUPS[0])
        page_obj = Paginator(overview.get(group), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "edition": edition,
            "editions": self.editions,
            "group": group,
            "groups": [(name, LABELS[name], counts.get(name)) for name in GROUPS],
            "rows": list(page_obj),
            "page_obj": page_obj,
            "locale": overview.locale,
            "next": self.request.get_full_path(),
        }


@require_POST
def leave_out(request, page_id):
    """Let an edition go without a page of another one, or ask for it again."""
    locale = get_object_or_404(Locale, language_code=request.POST.get("locale"))
    if locale not in permissions.locales_to_add_in(request.user):
        raise PermissionDenied
    page = get_object_or_404(Page, pk=page_id)
    if not can_read(request.user, page):
        raise PermissionDenied
    if "restore" in request.POST:
        UnwantedPage.objects.filter(locale=locale, translation_key=page.translation_key).delete()
        text = _("“%(title)s” is listed again.")
    else:
        UnwantedPage.objects.get_or_create(
            locale=locale,
            translation_key=page.translation_key,
            defaults={"decided_by": request.user},
        )
        text = _("“%(title)s” is left out.")
    messages.success(request, text % {"title": page.title})
    return back(request)


def back(request):
    return redirect(get_valid_next_url_from_request(request) or reverse("edition_updates"))
