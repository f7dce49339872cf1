"""What staff do with a question to an advisor, from the screen of its request."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from consultations import assigning
from consultations.desk import assignments
from consultations.desk.views import TOO_LATE, ConfirmView, OneRequest, RequestView


class OneAssignment(OneRequest):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        number = kwargs.pop("assignment_id")
        super().setup(request, *args, **kwargs)
        rows = self.sent.assignments.exclude(profile=None)
        self.assignment = get_object_or_404(rows, pk=number)
        self.assignment.request = self.sent


class AssignmentView(OneAssignment, RequestView):
    """``action``: one of assignments.FORMS."""

    def form(self, action: str, data: Any = None) -> Any:
        if action in assignments.FORMS:
            return assignments.form(action, self.assignment, data)
        return super().form(action, data)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_change:
            raise PermissionDenied
        form = self.form(self.action, request.POST)
        is_there = assigning.is_open(self.sent) and self.assignment.is_accepted
        if is_there and not form.is_valid():
            context = self.get_context_data(**{f"{self.action}_form": form})
            return self.render_to_response(context, status=422)
        if form.is_valid() and form.save(request.user):
            messages.success(request, form.done)
        else:  # a colleague, the advisor or the official was faster
            messages.warning(request, getattr(form, "problem", "") or TOO_LATE)
        return HttpResponseRedirect(self.url)


class RecallView(OneAssignment, ConfirmView):
    """Takes a question back, at once where no talk is to come."""

    question = gettext_lazy("Take the question to the advisor back?")
    button = gettext_lazy("Take the question back")
    done = gettext_lazy("The question is taken back; the advisor gets a mail.")

    @property
    def explanation(self) -> str:
        row = self.assignment
        if not row.is_to_come:
            return _("%(name)s gets a mail and has nothing to do any more.") % {"name": row.name}
        moment = date_format(localtime(row.meeting_at), "l, j. F Y, H:i")
        text = (
            _(
                "A talk is agreed: %(name)s, %(moment)s. If you take the question back, it does "
                "not take place, and both get a mail."
            )
            if self.sent.email
            else _(
                "A talk is agreed: %(name)s, %(moment)s. If you take the question back, it does "
                "not take place. The advisor gets a mail; please tell the municipality yourself."
            )
        )
        return text % {"name": row.name, "moment": moment}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.assignment.is_to_come and "sure" not in request.POST:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def act(self) -> bool:
        return assigning.recall(self.assignment, self.request.user)
