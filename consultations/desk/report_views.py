"""One barrier, feedback or interest in the CMS: what was written, and what is done with it."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from consultations import report_retention
from consultations.desk import queue, report_acting
from consultations.desk.report_rights import may_answer, reports_of
from consultations.desk.views import TOO_LATE
from consultations.models import Interest, Report
from consultations.models.sent import LONGEST_TEXT
from editions.access.administration import administers
from miglobe_site.form_fields import ParagraphsField


class DoneForm(forms.Form):
    note = ParagraphsField(
        label=_("What was done? (voluntary)"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For colleagues. The answer itself goes by mail."),
    )


class OneSent(WagtailAdminTemplateMixin, TemplateView):
    """Something that has arrived; POST does what the pressed button says.

    Each action is a method that says whether it was done; TOO_LATE tells of a faster colleague.
    """

    template_name = "consultations/desk/one_sent.html"
    header_icon = "comment"
    list_name = ""
    list_title: Any = ""
    parameter = "report_id"
    actions: dict[str, Any] = {"deliver": _("Delivered."), "delete": _("Deleted for good.")}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sent: Any = self.find(kwargs[self.parameter])

    def find(self, pk: int) -> Report | Interest:
        raise NotImplementedError

    @property
    def may_change(self) -> bool:
        return may_answer(self.request.user, self.sent)

    def get_page_title(self) -> str:
        return str(self.sent)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse(self.list_name), "label": self.list_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": str(self.sent)}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_change:
            raise PermissionDenied
        action = next((name for name in self.actions if name in request.POST), None)
        if action is None:
            return HttpResponseRedirect(request.path)
        if getattr(self, action)():
            messages.success(request, self.actions[action])
        elif self.form.errors:
            return self.render_to_response(self.get_context_data(), status=422)
        else:
            messages.warning(request, TOO_LATE)
            if any(self.form.data.get(name) for name in self.form.fields):
                self.sent = self.find(self.sent.pk)  # as the colleague has left it
                return self.render_to_response(self.get_context_data(), status=409)
        return HttpResponseRedirect(reverse(self.list_name) if action == "delete" else request.path)

    @property
    def form(self) -> forms.Form:
        return forms.Form()

    def deliver(self) -> bool:
        return report_acting.deliver(self.sent)

    def delete(self) -> bool:
        return report_retention.delete_at_once(self.sent)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "sent": self.sent,
            "form": self.form,
            "may_change": self.may_change,
            "list_url": reverse(self.list_name),
            "asks": "delete" in self.request.GET,
        }


class BarrierView(OneSent):
    list_name = "desk_barriers"
    list_title = _("Barriers reported")
    actions = {
        **OneSent.actions,
        "finish": _("Noted as done."),
        "reopen": _("The barrier is open again."),
    }

    def find(self, pk: int) -> Report:
        return get_object_or_404(reports_of(self.request.user).barriers(), pk=pk)

    @property
    def form(self) -> forms.Form:
        if not hasattr(self, "_form"):
            sent = self.request.POST if "finish" in self.request.POST else None
            self._form = DoneForm(sent, initial={"note": self.sent.note})
        return self._form

    def finish(self) -> bool:
        form, user = self.form, self.request.user
        return form.is_valid() and report_acting.finish(self.sent, form.cleaned_data["note"], user)

    def reopen(self) -> bool:
        return report_acting.reopen(self.sent)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"light": queue.light(self.sent)}


class FeedbackView(OneSent):
    list_name = "desk_feedback"
    list_title = _("Feedback on pages")

    def find(self, pk: int) -> Report:
        return get_object_or_404(reports_of(self.request.user).feedback(), pk=pk)


class InterestView(OneSent):
    """For administrators alone."""

    list_name = "desk_interests"
    list_title = _("Interest without an edition")
    header_icon = "globe"
    parameter = "interest_id"

    def find(self, pk: int) -> Interest:
        if not administers(self.request.user):
            raise PermissionDenied
        return get_object_or_404(Interest, pk=pk)

    @property
    def may_change(self) -> bool:
        return administers(self.request.user)
