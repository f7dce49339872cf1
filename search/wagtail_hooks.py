"""What the search offers to other apps and adds to the CMS."""

from collections.abc import Sequence

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from editions.registry import parse_code

from . import missed
from .document_texts import read_waiting
from .finding import answer
from .kinds import Kind
from .models import Entry
from .search_admin import SearchAdmin, SynonymViewSet
from .upkeep import catch_up


@hooks.register("search_profiles")
def search_profiles(locale_codes: Sequence[str], query: str) -> list[int]:
    """Return the ids of the public profiles in some locales that fit a query, best first."""
    language = parse_code(locale_codes[0])[0] if locale_codes else "de"
    ids = answer(query, locale_codes, language, [Kind.ADVISOR]).ids
    pages = dict(Entry.objects.filter(pk__in=ids).values_list("pk", "page_id"))
    return [pages[pk] for pk in ids if pk in pages]


@hooks.register("daily")
def follow_what_has_changed() -> str:
    missed.forget_old()
    number = catch_up()
    return f"{number} pages and {read_waiting()} documents read for the search"


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [path("search-desk/", SearchAdmin.as_view(), name="search_desk")]


@hooks.register("register_admin_viewset")
def synonyms() -> SynonymViewSet:
    return SynonymViewSet()


@hooks.register("permissions_for_editors")
def permissions_on_synonyms() -> QuerySet[Permission]:
    """All editions share the synonyms."""
    codenames = ["add_synonym", "change_synonym", "delete_synonym"]
    return Permission.objects.filter(content_type__app_label="search", codename__in=codenames)


hooks.register("views_for_staff", lambda: ["search_desk", "synonyms:*"])


class DeskMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_permission(request.user, "publish")


@hooks.register("register_reports_menu_item")
def desk_menu_item() -> MenuItem:
    url = reverse_lazy("search_desk")
    return DeskMenuItem(_("Search on the website"), url, icon_name="search", order=1200)
