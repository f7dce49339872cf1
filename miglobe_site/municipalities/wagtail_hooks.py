"""Municipalities in the CMS, under the settings."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Municipality


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
