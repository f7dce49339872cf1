"""The list of profiles as a spreadsheet."""

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from editions.access.administration import administers
from editions.links import path_of
from members.models import ConsentKind, MemberTopic
from miglobe_site.spreadsheets import cell

#: What else a line is made of, beside the topics.
ROWS = ("member_formats", "member_languages", "member_countries")


def address(page):
    return settings.BASE_URL + path_of(page)


PUBLIC = {
    "edition": (_("Edition"), lambda page: page.locale),
    "name": (_("Name"), lambda page: page.name),
    "pronouns": (_("pronouns"), lambda page: page.pronouns),
    "role": (_("profession or role"), lambda page: page.role),
    "summary": (_("short introduction"), lambda page: page.summary),
    "topics": (_("Topics"), lambda page: page.topics),
    "formats": (_("Formats"), lambda page: page.formats),
    "languages": (_("Advice in"), lambda page: page.advice_languages),
    "other_languages": (_("Other languages"), lambda page: page.other_languages),
    "countries": (_("Regional knowledge"), lambda page: page.countries),
    "town": (_("town"), lambda page: page.town),
    "area": (_("area"), lambda page: page.get_area_display()),
    "place": (_("on site or online"), lambda page: page.get_place_display()),
    "availability": (_("availability"), lambda page: page.availability_text),
    "public_email": (_("E-mail (public)"), lambda page: page.public_email),
    "public_phone": (_("Telephone (public)"), lambda page: page.public_phone),
    "consents": (
        _("Consents"),
        lambda page: [kind.label for kind in ConsentKind if kind in page.consents],
    ),
    "last_confirmed": (
        _("last confirmed"),
        lambda page: page.last_confirmed and timezone.localdate(page.last_confirmed),
    ),
    "member_since": (_("member since"), lambda page: page.member_since),
    "is_live": (_("public"), lambda page: _("yes") if page.live else _("no")),
    "url": (
        _("Address of the page"),
        lambda page: settings.BASE_URL + path_of(page) if page.live else "",
    ),
}
#: What only the administration gets.
INTERNAL = {
    "email": (_("e-mail (internal)"), lambda page: page.email),
    "phone": (_("telephone (internal)"), lambda page: page.phone),
    "account": (_("account (login)"), lambda page: page.account and page.account.email),
    "internal_note": (_("internal note"), lambda page: page.internal_note),
}


class MemberExportMixin:
    def with_rows(self, pages):
        topics = Prefetch("member_topics", MemberTopic.objects.select_related("topic"))
        return pages.prefetch_related(topics, *ROWS)

    @cached_property
    def columns_of_export(self):
        return PUBLIC | (INTERNAL if administers(self.request.user) else {})

    @property
    def list_export(self):
        return list(self.columns_of_export)

    def get_heading(self, queryset, field):
        return str((PUBLIC | INTERNAL)[field][0])

    def to_row_dict(self, item):
        columns = self.columns_of_export.items()
        return {name: cell(value(item)) for name, (_heading, value) in columns}
