"""What staff do with a question to an advisor, from the screen of its request."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from wagtail.admin import messages

from consultations import assigning
from consultations.desk import assignments
from consultations.desk.views import TOO_LATE, RequestView


class AssignmentView(RequestView):
    """``action``: one of assignments.FORMS."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        number = kwargs.pop("assignment_id")
        super().setup(request, *args, **kwargs)
        rows = self.sent.assignments.exclude(profile=None)
        self.assignment = get_object_or_404(rows, pk=number)
        self.assignment.request = self.sent

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
