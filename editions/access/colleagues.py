"""Lists in the CMS in which staff choose somebody name the staff of their own editions alone.

Wagtail's filters name everybody who has ever changed anything. Deletable once those ask a project
whom to name.
"""

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.reports.locked_pages import (
    LockedPagesReportFilterSet,
    LockedPagesView,
    get_users_for_filter,
)

from ..homes import HOME_DEPTH
from .administration import administers
from .permissions import own_locales

stock_queryset = MultipleUserFilter.get_queryset


def colleagues(user, users):
    """Return those of a queryset of users who work in the editions of a user."""
    if administers(user):
        return users
    in_edition = Q(
        groups__page_permissions__page__depth__gte=HOME_DEPTH,
        groups__page_permissions__page__locale__in=own_locales(user),
    )
    found = get_user_model().objects.filter(in_edition | Q(pk=user.pk))
    return users.filter(pk__in=found.values("pk"))


def queryset_of_colleagues(self, request):
    users = stock_queryset(self, request)
    if users is None:  # the history of a page sets it later
        users = self.extra.get("queryset")
    return None if users is None else colleagues(request.user, users)


class LockedByColleagues(LockedPagesReportFilterSet):
    locked_by = django_filters.ModelChoiceFilter(
        field_name="locked_by",
        queryset=lambda request: colleagues(request.user, get_users_for_filter()),
    )


def install_colleague_filters():
    MultipleUserFilter.get_queryset = queryset_of_colleagues
    LockedPagesView.filterset_class = LockedByColleagues
