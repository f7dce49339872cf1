"""What staff do about the source of a copy outside its editor: compare, decide when it is gone."""

from copy import copy

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from miglobe_site.merge import Decision

from ..models import Follow, Origin
from ..origins.comparison import Comparison


class OriginView(WagtailAdminTemplateMixin, TemplateView):
    """A view about one copy, for whoever may change it."""

    header_icon = "resubmit"

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.origin = get_object_or_404(Origin, page=self.page.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        editor = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.page.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, editor, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "origin": self.origin,
            "edition": self.origin.edition_name,
        }


class CompareWithSourceView(OriginView):
    """The draft beside itself with all changes of the source taken, as Wagtail compares versions.

    Nothing is stored: the second version is in memory alone.
    """

    template_name = "wagtailadmin/generic/revisions/compare.html"
    page_title = gettext_lazy("All changes in the page")

    def get_context_data(self, **kwargs):
        draft = self.page.get_latest_revision_as_object()
        taken = copy(draft)
        Comparison(self.origin, taken).preview(
            lambda change: Decision.TAKE if Decision.TAKE in change.offers else Decision.REPLACE
        )
        panel = draft.get_edit_handler().get_bound_panel(
            instance=draft, request=self.request, form=None
        )
        compared = (compare(draft, taken) for compare in panel.get_comparison())
        return super().get_context_data(**kwargs) | {
            "comparison": [each for each in compared if each.has_changed()]
        }


class SourceIsGoneView(OriginView):
    """The source is offline, in another place or deleted: the copy stays until its staff decide."""

    template_name = "editions/origins/gone.html"
    page_title = gettext_lazy("What becomes of this page?")

    def get(self, request, *args, **kwargs):
        if not self.origin.event:  # decided already, by an old link or in another window
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        return super().get(request, *args, **kwargs)

    def post(self, request, page_id):
        decision = request.POST.get("decision")
        if decision == "keep":
            Origin.objects.filter(pk=self.origin.pk).update(event="")
            text = _("“%(title)s” stays as it is.")
        elif decision == "unlink":
            Origin.objects.filter(pk=self.origin.pk).update(
                follow=Follow.NEVER, source=None, event="", pending=0, note=""
            )
            text = _("“%(title)s” is a page of your own now.")
        elif decision == "offline":
            if not self.page.permissions_for_user(request.user).can_unpublish():
                raise PermissionDenied
            self.page.unpublish(user=request.user)
            Origin.objects.filter(pk=self.origin.pk).update(event="")
            text = _("“%(title)s” is offline now.")
        else:
            return self.get(request)
        messages.success(request, text % {"title": self.page.get_admin_display_title()})
        back = get_valid_next_url_from_request(request)
        return redirect(back or reverse("wagtailadmin_pages:edit", args=[self.page.pk]))

    def get_context_data(self, **kwargs):
        rights = self.page.permissions_for_user(self.request.user)
        return super().get_context_data(**kwargs) | {
            "may_unpublish": self.page.live and rights.can_unpublish(),
            "next": get_valid_next_url_from_request(self.request) or "",
        }


def say_what_was_decided(request, page):
    """After the editor has saved: how many changes of the source were taken or refused."""
    number, refused = getattr(page, "decided", (0, False))
    if not number:
        return
    if refused:
        text = _("Changes not taken over: %(number)d. They are not offered again.")
    else:
        text = _("Changes taken over into the draft: %(number)d. Publish the page to show them.")
    messages.success(request, text % {"number": number})
