"""Municipalities in the CMS, under the settings."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from miglobe_site.municipalities.models import Municipality


class MunicipalityViewSet(SnippetViewSet):
    model = Municipality
    icon = "site"
    menu_label = _("Municipalities")
    add_to_settings_menu = True
    list_display = ["name", "kind", "size_class", "state"]
    list_filter = ["state", "kind", "size_class"]
    ordering = ["name"]
    list_per_page = 50


register_snippet(MunicipalityViewSet)
CHOOSER = "wagtailsnippetchoosers_municipalities_municipality"
hooks.register(
    "views_for_staff",
    lambda: [
        "wagtailsnippets_municipalities_municipality:*",
        *(
            f"{CHOOSER}:{name}"
            for name in ("choose", "choose_results", "chosen", "chosen_multiple")
        ),
    ],
)
