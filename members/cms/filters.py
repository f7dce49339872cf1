"""By what the list of profiles in the CMS can be narrowed."""

from datetime import timedelta

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from editions.access.permissions import own_locales
from members.choices import Availability
from members.models import ConsentKind, MemberPage, MemberTopic, Topic
from members.models.querysets import has_consent

#: After how long an advisor should look at the profile again.
STALE = timedelta(days=365)


def one_of(label, choices, method):
    return django_filters.ChoiceFilter(
        label=label, choices=choices, method=method, widget=forms.RadioSelect, empty_label=_("All")
    )


class MemberFilterSet(WagtailFilterSet):
    edition = django_filters.ModelChoiceFilter(  # "locale" is taken: Wagtail wants a code there
        label=_("Edition"),
        field_name="locale",
        queryset=lambda request: own_locales(request.user),
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    status = one_of(_("Status"), [("live", _("public")), ("draft", _("not public"))], "by_status")
    freshness = one_of(
        _("Last confirmed"),
        [("stale", _("over a year ago or never")), ("never", _("never"))],
        "by_freshness",
    )
    without = one_of(_("Consent missing"), ConsentKind.choices, "by_missing_consent")
    availability = one_of(_("Availability"), Availability.choices, "by_availability")
    account = one_of(
        _("Login account"), [("yes", _("has one")), ("no", _("has none"))], "by_account"
    )
    topic = django_filters.ModelMultipleChoiceFilter(
        label=_("Topics"),
        queryset=Topic.objects.all(),
        method="by_topics",
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = MemberPage
        fields = []

    def _add_locale_filter(self):
        """Not Wagtail's own: it names the editions of others too."""

    def by_topics(self, pages, name, value):
        rows = MemberTopic.objects.filter(topic__in=value)
        return pages.filter(pk__in=rows.values("page")) if value else pages

    def by_status(self, pages, name, value):
        return pages.filter(live=value == "live")

    def by_freshness(self, pages, name, value):
        never = Q(last_confirmed=None)
        stale = Q(last_confirmed__lt=timezone.now() - STALE)
        return pages.filter(never if value == "never" else never | stale)

    def by_missing_consent(self, pages, name, value):
        return pages.exclude(has_consent(value))

    def by_availability(self, pages, name, value):
        """As the column shows it: who paused until a day that is over is free again."""
        rank = Availability.values.index(value)
        return pages.by_availability(timezone.localdate()).filter(rank=rank)

    def by_account(self, pages, name, value):
        return pages.filter(account__isnull=value == "no")
