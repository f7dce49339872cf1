"""The panel "changes in other editions" on the start page of the CMS."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from ..access.permissions import own_editions, own_pages
from ..registry import parse_code
from ..sync.overview import Overview
from ..sync.rows import Changes
from .updates import LABELS, in_order, rows_of

#: How many pages of each group are shown.
SHOWN = {"outdated": 5, "check": 5, "missing": 3}


class UpdatesPanel(Component):
    """What is to be done in the edition of the user; for several editions, how much in each."""

    name = "edition_updates"
    order = 150  # before what somebody has worked on lately
    template_name = "editions/updates/panel.html"

    def __init__(self, user):
        self.user = user
        self.editions = in_order(own_editions(user))

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        context = {
            "heading": _("Changes in other editions"),
            "url": reverse("edition_updates"),
            "request": request,
            "csrf_token": parent_context["csrf_token"],
            "next": request.path,
            "heading_tag": "h4",
        }
        if len(self.editions) == 1:
            return context | self.of_edition(self.editions[0])
        return context | self.of_editions()

    def of_edition(self, edition):
        overview = Overview(edition, own_pages(self.user))
        pages = {group: list(overview.get(group)[: number + 1]) for group, number in SHOWN.items()}
        changes = Changes([*pages["outdated"], *pages["check"]])
        parts = []
        for group, found in pages.items():
            shown = found[: SHOWN[group]]
            if found:
                is_all = len(shown) == len(found)
                parts.append(
                    {
                        "group": group,
                        "label": LABELS[group],
                        "count": len(found) if is_all else overview.get(group).count(),
                        "is_all": is_all,
                        "rows": rows_of(group, shown, self.user, changes),
                    }
                )
        return {"edition": edition, "locale": overview.locale, "parts": parts}

    def of_editions(self):
        """One count for all editions together, so that their number costs no queries."""
        overview = Overview(None, own_pages(self.user))
        groups = ("outdated", "check")
        counts = {edition: dict.fromkeys(groups, 0) for edition in self.editions}
        for group in groups:
            pages = overview.get(group).order_by().values("locale__language_code")
            for code, count in pages.annotate(count=Count("pk")).values_list(
                "locale__language_code", "count"
            ):
                counts[parse_code(code)[1]][group] += count
        return {
            "labels": [LABELS[group] for group in groups],
            "overviews": [(edition, list(counts[edition].values())) for edition in self.editions],
        }
