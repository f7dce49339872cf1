"""What staff see of another edition in the CMS: what is public there, never a draft."""

from django.db.models import Q
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.views.report import TranslationsReportView

from ..registry import parse_code


def own_pages(user):
    """Return the pages that a user may change in some way."""
    actions = {"add", "change", "publish", "lock", "unlock"}
    return PagePermissionPolicy().instances_user_has_any_permission_for(user, actions)


def own_locales(user):
    """Return the locales of the editions whose pages a user may change."""
    homes = own_pages(user) & Page.objects.filter(depth=2)
    return Locale.objects.filter(pk__in=homes.values("locale_id"))


def own_editions(user):
    """Return the set of Editions whose pages a user may change."""
    codes = own_locales(user).values_list("language_code", flat=True)
    return {parse_code(code)[1] for code in codes}


def visible_pages(user, pages):
    """Return those of a queryset of pages that are live or the user's own."""
    return pages.filter(Q(live=True) | Q(pk__in=own_pages(user).values("pk")))


class OwnTranslationsReport(TranslationsReportView):
    """The report of pages taken over, into the editions of the user alone.

    Wagtail-localize lists the titles of all pages, drafts too, to everybody in the CMS.
    """

    def get_queryset(self):
        locales = own_locales(self.request.user)
        return super().get_queryset().filter(target_locale__in=locales).order_by("pk")
