"""The panel "changes from other editions" on the start page of the CMS."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from ..access.permissions import own_editions, own_pages
from ..overview import Overview
from ..registry import parse_code
from .updates import LABELS, in_order

#: How many pages of each group are shown.
SHOWN = {"waiting": 5, "source_changed": 5, "new": 5, "translations": 5, "missing": 3}
#: The groups of which several editions show how much there is.
COUNTED = ("waiting", "source_changed", "new")


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
            "heading": _("Changes from other editions"),
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
        parts = []
        for group, most in SHOWN.items():
            found = list(overview.get(group)[: most + 1])
            if found:
                is_all = len(found) <= most
                parts.append(
                    {
                        "group": group,
                        "label": LABELS[group],
                        "count": len(found) if is_all else overview.get(group).count(),
                        "is_all": is_all,
                        "rows": found[:most],
                    }
                )
        return {"edition": edition, "locale": overview.locale, "parts": parts}

    def of_editions(self):
        """One count for all editions together, so that their number costs no queries."""
        overview = Overview(None, own_pages(self.user))
        counts = {edition: dict.fromkeys(COUNTED, 0) for edition in self.editions}
        for group in COUNTED:
            pages = overview.get(group).order_by().values("locale__language_code")
            for code, count in pages.annotate(count=Count("pk")).values_list(
                "locale__language_code", "count"
            ):
                counts[parse_code(code)[1]][group] += count
        return {
            "labels": [LABELS[group] for group in COUNTED],
            "overviews": [(edition, list(counts[edition].values())) for edition in self.editions],
        }
