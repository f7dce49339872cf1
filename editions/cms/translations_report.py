"""The report of pages taken over, as each staff may see it."""

from wagtail_localize.views.report import TranslationsReportView

from ..access.permissions import own_locales


class OwnTranslationsReport(TranslationsReportView):
    """The report of pages taken over, into the editions of the user alone.

    Wagtail-localize lists the titles of all pages, drafts too, to everybody in the CMS.
    """

    def get_queryset(self):
        locales = own_locales(self.request.user)
        return super().get_queryset().filter(target_locale__in=locales).order_by("pk")
