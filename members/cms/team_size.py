"""Tells staff where a text names another number of advisors than there are profiles."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from editions.access.visibility import own_locales
from members import team_size
from miglobe_site.pages.edition_page import EditionPage


class TeamSizePanel(Component):
    """On the start page of the CMS: the public pages of the user's editions."""

    name = "team_size"
    order = 140  # before the changes in other editions
    template_name = "members/cms/team_size_panel.html"

    def __init__(self, user):
        found = list(team_size.differing_pages(own_locales(user)))
        self.rows = [
            {"page": page, "text": sentence(phrases, number)} for page, phrases, number in found
        ]

    def get_context_data(self, parent_context):
        heading = gettext_lazy("Number of advisors in your texts")
        return {"heading": heading, "rows": self.rows}


def sentence(phrases, number):
    return _("The text says %(phrases)s; public profiles in this edition: %(number)d.") % {
        "phrases": ", ".join(f"„{phrase}“" for phrase in phrases),
        "number": number,
    }


def warn_in_editor(request, page):
    """Tell the editor of a page what differs in its newest draft."""
    if request.method == "GET" and isinstance(page, EditionPage) and page.edition:
        claims = team_size.claims_of(page)
        number = team_size.number_of_advisors(page.edition) if claims else 0
        if phrases := [phrase for phrase, size in claims.items() if size != number]:
            messages.warning(request, sentence(phrases, number))
