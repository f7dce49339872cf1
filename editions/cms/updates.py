"""What has changed in the originals of an edition's pages: the report, and what staff decide."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponseBadRequest
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
from wagtail_localize.models import Translation

from ..access import permissions
from ..access.permissions import own_editions, own_pages
from ..access.visibility import can_read
from ..models.source_change import SourceChange
from ..models.unwanted_page import UnwantedPage
from ..sync import copies, editor
from ..sync.decide import Outdated, decide, take_all
from ..sync.overview import GROUPS, Overview
from ..sync.rows import Changes, version_of

State = SourceChange.State
DECISIONS = {"take": State.TAKEN, "keep": State.KEPT, "ignore": State.IGNORED}
DONE = {
    State.TAKEN: gettext_lazy("Taken over into the draft."),
    State.KEPT: gettext_lazy("Your text stays."),
    State.IGNORED: gettext_lazy("The notice is gone; the draft stays as it is."),
}
PER_PAGE = 10
LABELS = {
    "outdated": gettext_lazy("Outdated"),
    "check": gettext_lazy("To check"),
    "missing": gettext_lazy("Missing"),
    "left_out": gettext_lazy("Left out"),
}


def rows_of(group, pages, user, changes=None):
    """Return what a template shows of some pages of a group."""
    if group in {"outdated", "check"}:
        return (changes or Changes(pages)).rows(pages, user, carried=group == "check")
    return pages


def in_order(editions):
    return sorted(editions - {None}, key=lambda edition: edition.state)


class UpdatesView(WagtailAdminTemplateMixin, TemplateView):
    """The report of one edition (?edition=), one group of pages at a time (?group=)."""

    template_name = "editions/updates/report.html"
    page_title = gettext_lazy("Changes in other editions")
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
            "rows": rows_of(group, list(page_obj), self.request.user),
            "page_obj": page_obj,
            "locale": overview.locale,
            "next": self.request.get_full_path(),
        }


@require_POST
def decide_change(request, change_id):
    """Take a changed sentence over, keep the own text, or ignore it."""
    change = get_object_or_404(
        SourceChange.objects.select_related("translation__source"), pk=change_id
    )
    check_rights(request.user, change.translation)
    state = DECISIONS.get(request.POST.get("decision"))
    number = request.POST.get("sentence", "")
    if state is None or (number and not number.isdecimal()):
        return HttpResponseBadRequest()
    try:
        decide(
            change.pk,
            state,
            request.user,
            int(number) if number else None,
            request.POST.get("version", ""),
        )
    except (Outdated, SourceChange.DoesNotExist):
        refuse(request)
    else:
        messages.success(request, DONE[state])
    return back(request)


@require_POST
def publish_changes(request, translation_id):
    """Publish a copy with all changes of its original; without that right, settle the draft."""
    translation = get_object_or_404(
        Translation.objects.select_related("source"), pk=translation_id, enabled=True
    )
    tester = check_rights(request.user, translation)
    with transaction.atomic():
        translation.source = copies.lock(translation.source_id)
        shown = translation.source_changes.open().filter(carried=False)
        if request.POST.get("version") != version_of(shown):
            refuse(request)
        elif tester.can_publish():
            editor.publish(request, translation)
        else:
            take_all(translation, request.user)
            messages.success(request, _("All changes are taken over into the draft."))
    return back(request)


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


def check_rights(user, translation):
    """Return the user's rights on a copy. Raises PermissionDenied, Http404."""
    copy = get_object_or_404(
        Page,
        translation_key=translation.source.object_id,
        locale=translation.target_locale_id,
    )
    tester = copy.permissions_for_user(user)
    if not tester.can_edit() or tester.page_locked():
        raise PermissionDenied
    return tester


def refuse(request):
    messages.warning(
        request, _("The original has changed meanwhile, so nothing was done. Please look again.")
    )


def back(request):
    return redirect(get_valid_next_url_from_request(request) or reverse("edition_updates"))
