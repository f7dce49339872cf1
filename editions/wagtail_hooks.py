"""Hooks that keep the editions apart; home.views.serve does so for whole pages."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import RecentEditsPanel, WorkflowObjectsToModeratePanel
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet

from .access import permissions
from .access.visibility import visible_pages
from .cms import buttons, municipalities, outbox, redirects, urls
from .cms.checklist_panels import ChecklistMenuItem, OpeningsPanel
from .cms.editor_api import construct_api
from .cms.few_queries import read_workflow_states_once
from .cms.following import (
    state_at_the_head,
    state_in_list,
    with_origins,
)
from .cms.new_edition import NewEditionMenuItem
from .cms.origins import say_what_was_decided
from .cms.phrases import register_phrases
from .cms.recent_edits import OwnRecentEditsPanel
from .cms.returned_pages import say_why_it_came_back
from .cms.summary import count_own_pages
from .cms.translation_actions import construct_page_action_menu
from .cms.translations_report import OwnTranslationsReport
from .cms.updates_panel import UpdatesPanel
from .cms.waiting import WaitingPanel, say_what_waits
from .links import EditionLinkHandler
from .sync.actions import before_edit_page
from .sync.editor import edit_override, edit_string

buttons.remove_stock_buttons()
for name in buttons.BUTTON_HOOKS:
    hooks.register(name, buttons.take_over_button)
hooks.register("register_page_header_buttons", buttons.missing_pages_button)
hooks.register("register_admin_urls", lambda: urls.in_place_of_stock, order=-10)
hooks.register("register_admin_urls", lambda: urls.own)
hooks.register("views_for_staff", lambda: urls.FOR_STAFF)
hooks.register("views_for_staff", lambda: municipalities.FOR_STAFF)
hooks.register("register_admin_urls", lambda: outbox.addresses)
hooks.register("views_for_staff", lambda: outbox.FOR_STAFF)
hooks.register("register_reports_menu_item", outbox.menu_item)
hooks.register("register_admin_urls", lambda: redirects.in_place_of_stock, order=-10)
hooks.register("views_for_staff", lambda: redirects.FOR_STAFF)
hooks.register("register_settings_menu_item", redirects.menu_item)
hooks.register("construct_settings_menu", redirects.leave_out_stock_menu_item)
register_snippet(municipalities.MunicipalityViewSet)


@hooks.register("register_reports_menu_item")
def texts_for_translators():
    return MenuItem(
        _("Texts for translators"), reverse_lazy("edition_texts"), icon_name="download", order=1100
    )


@hooks.register("register_rich_text_features", order=10)
def lead_links_to_the_edition_on_show(features):
    features.register_link_type(EditionLinkHandler)


hooks.register("register_rich_text_features", register_phrases)


@hooks.register("construct_explorer_page_queryset")
def know_origins(parent_page, pages, request):
    return with_origins(pages)


@hooks.register("construct_page_chooser_queryset")
def hide_drafts_of_other_editions(pages, request):
    return visible_pages(request.user, pages)


@hooks.register("register_admin_urls", order=-10)  # before wagtail-localize's own
def own_translations_report():
    return [
        path("localize/reports/translations/", OwnTranslationsReport.as_view()),
        path(
            "localize/reports/translations/results/",
            OwnTranslationsReport.as_view(results_only=True),
        ),
    ]


hooks.register("construct_homepage_summary_items", count_own_pages, order=100)  # after Wagtail's
hooks.register("before_edit_page", read_workflow_states_once, order=-30)
hooks.register("before_edit_page", say_why_it_came_back, order=-20)
hooks.register("before_edit_page", say_what_waits, order=-20)
hooks.register("after_edit_page", say_what_was_decided)
hooks.register("register_page_listing_buttons", state_in_list)
hooks.register("register_page_header_buttons", state_at_the_head)
hooks.register("before_edit_page", before_edit_page, order=-10)  # before wagtail-localize's own
hooks.register("construct_page_action_menu", construct_page_action_menu)


@hooks.register("register_admin_urls", order=-10)
def own_saving_of_texts():
    start = "localize/translate/<int:translation_id>"
    return [
        path(f"{start}/strings/<int:string_segment_id>/edit/", edit_string),
        path(f"{start}/overrides/<int:overridable_segment_id>/edit/", edit_override),
    ]


@hooks.register("construct_homepage_panels")
def show_what_waits(request, panels):
    """Ours in place of Wagtail's, which does not say what a page is, and compares out of sight."""
    panels[:] = [each for each in panels if not isinstance(each, WorkflowObjectsToModeratePanel)]
    panels.append(WaitingPanel(request.user))


@hooks.register("construct_homepage_panels")
def show_own_edits(request, panels):
    panels[:] = [
        OwnRecentEditsPanel() if type(each) is RecentEditsPanel else each for each in panels
    ]


@hooks.register("construct_homepage_panels")
def show_mails_that_do_not_get_out(request, panels):
    panel = outbox.OutboxPanel(request.user)
    if panel.is_shown:
        panels.append(panel)


@hooks.register("construct_homepage_panels")
def show_updates(request, panels):
    panel = UpdatesPanel(request.user)
    if panel.editions:
        panels.append(panel)


@hooks.register("construct_homepage_panels")
def show_openings(request, panels):
    panel = OpeningsPanel(request.user)
    if panel.homes:
        panels.append(panel)


@hooks.register("register_page_action_menu_item")
def checklist_beside_publishing():
    return ChecklistMenuItem(order=5)


@hooks.register("register_settings_menu_item")
def new_edition_menu_item():
    return NewEditionMenuItem(_("New edition"), reverse_lazy("new_edition"), icon_name="globe")


class UpdatesMenuItem(MenuItem):
    def is_shown(self, request):
        return PagePermissionPolicy().user_has_any_permission(request.user, permissions.OWN)


@hooks.register("register_reports_menu_item")
def updates_menu_item():
    url = reverse_lazy("edition_updates")
    return UpdatesMenuItem(_("Changes from other editions"), url, icon_name="resubmit", order=100)


hooks.register("construct_admin_api", construct_api, order=10)  # after Wagtail's own
