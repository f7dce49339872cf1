"""The list of the pages that a locale does not have yet, to be taken over into it."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import DateColumn, LocaleColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.models import Locale

from ..access import permissions
from ..missing import missing_pages
from ..models import TakeOverJob, TakeOverStep


class MissingPagesView(BaseListingView):
    """The list "take a page over" of one locale, for whoever may add pages there."""

    template_name = "editions/missing_pages.html"
    header_icon = "wagtail-localize-language"
    no_results_message = gettext_lazy("No page is missing here.")
    index_url_name = "take_over_missing"
    index_results_url_name = "take_over_missing_results"
    is_searchable = True
    search_backend_name = None
    search_fields = ["title"]
    paginate_by = 50

    def dispatch(self, request, *args, **kwargs):
        self.locale = get_object_or_404(Locale, language_code=kwargs["code"])
        if self.locale not in permissions.locales_to_add_in(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return missing_pages(self.locale)

    def get_page_title(self):
        return _("Take a page over into %(locale)s") % {"locale": self.locale}

    @property
    def columns(self):
        return [
            TitleColumn("title", label=_("Page"), get_url=self.submit_url),
            LocaleColumn(label=_("From")),
            DateColumn("last_published_at", label=_("Published")),
        ]

    def submit_url(self, page):
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        query = {"select_locale": self.locale.language_code, "next": self.index_url}
        return f"{url}?{urlencode(query)}"

    def get_index_url(self):
        return reverse(self.index_url_name, args=[self.locale.language_code])

    def get_index_results_url(self):
        return reverse(self.index_results_url_name, args=[self.locale.language_code])

    def get_context_data(self, **kwargs):
        jobs = TakeOverJob.objects.filter(user=self.request.user, locale=self.locale)
        unfinished = jobs.filter(steps__status=TakeOverStep.Status.WAITING).distinct()
        return super().get_context_data(**kwargs) | {"unfinished": unfinished}
