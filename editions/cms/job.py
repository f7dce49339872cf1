"""The progress of a take-over of many pages; each POST does about a second of the work."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic.detail import DetailView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .. import jobs
from ..access.administration import administers
from ..models import TakeOverJob

#: How long one POST works: for the script, and where somebody presses the button again and again.
SECONDS, SECONDS_BY_HAND = 1, 5


@method_decorator(never_cache, name="dispatch")
class TakeOverJobView(WagtailAdminTemplateMixin, DetailView):
    """Shown to whoever started it, and to the administration; rights are checked page by page."""

    context_object_name = "job"
    template_name = "editions/take_over_job.html"
    header_icon = "wagtail-localize-language"

    def get_object(self, queryset=None):
        job = get_object_or_404(TakeOverJob.objects.select_related("locale"), pk=self.kwargs["pk"])
        user = self.request.user
        if user.pk != job.user_id and not administers(user):
            raise PermissionDenied
        return job

    def get_page_title(self):
        return _("Take-over into %(locale)s") % {"locale": self.object.locale}

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def post(self, request, *args, **kwargs):
        job = self.get_object()
        if "retry" in request.POST:
            job.retry()
        by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest"
        jobs.step(job, SECONDS if by_script else SECONDS_BY_HAND)
        if by_script:
            return render(request, "editions/take_over_progress.html", {"job": job})
        return redirect("take_over_job", job.pk)
