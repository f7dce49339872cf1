"""The views of the CMS that staff of an edition may open; all others are the administration's.

An app opens its own ones beside their addresses::

    hooks.register("views_for_staff", lambda: ["member_consents"])

Names as the URL resolver tells them; for a view without one, where it is in the code. "name:*"
opens all views of a namespace, for those that ask for rights by themselves, such as snippets.
"""

from wagtail import hooks

HOME = """
    wagtailadmin_home wagtailadmin_account wagtailadmin_login wagtailadmin_logout
    wagtailadmin_password_reset wagtailadmin_password_reset_done
    wagtailadmin_password_reset_confirm wagtailadmin_password_reset_complete
    wagtailadmin_dismissibles wagtailadmin_sprite wagtailadmin_javascript_catalog
    wagtail.admin.views.home.default component_page miglobe_site.wagtail_hooks.EditorCatalog
"""
PAGES = """
    wagtailadmin_explore_root wagtailadmin_explore wagtailadmin_explore_results
    wagtailadmin_pages:search wagtailadmin_pages:search_results
    wagtailadmin_pages:add_subpage wagtailadmin_pages:preview_on_add
    wagtailadmin_pages:edit wagtailadmin_pages:preview_on_edit wagtailadmin_pages:view_draft
    wagtailadmin_pages:usage wagtailadmin_pages:delete wagtailadmin_pages:unpublish
    wagtailadmin_pages:convert_alias wagtailadmin_pages:copy wagtailadmin_pages:move
    wagtailadmin_pages:move_confirm wagtailadmin_pages:set_page_position
    wagtailadmin_pages:set_privacy wagtailadmin_pages:lock wagtailadmin_pages:unlock
    wagtailadmin_pages:history wagtailadmin_pages:history_results
    wagtailadmin_pages:revisions_index wagtailadmin_pages:revisions_view
    wagtailadmin_pages:revisions_revert wagtailadmin_pages:revisions_unschedule
    wagtailadmin_pages:revisions_compare
    wagtailadmin_pages:workflow_action wagtailadmin_pages:collect_workflow_action_data
    wagtailadmin_pages:confirm_workflow_cancellation wagtailadmin_pages:workflow_preview
    wagtailadmin_pages:workflow_history wagtailadmin_pages:workflow_history_detail
    wagtail_bulk_action wagtailadmin_block_preview
    wagtailadmin_editing_sessions:ping wagtailadmin_editing_sessions:release
"""
CHOOSERS = """
    wagtailadmin_choose_page wagtailadmin_choose_page_child wagtailadmin_choose_page_search
    wagtailadmin_choose_page_chosen_multiple wagtailadmin_choose_page_external_link
    wagtailadmin_choose_page_email_link wagtailadmin_choose_page_phone_link
    wagtailadmin_choose_page_anchor_link
    wagtailadmin_tag_autocomplete wagtailadmin_tag_model_autocomplete
    wagtailadmin_api:pages:listing wagtailadmin_api:pages:detail wagtailadmin_api:pages:find
    wagtailadmin_api:pages:action
    wagtailadmin_api:images:listing wagtailadmin_api:images:detail wagtailadmin_api:images:find
    wagtailadmin_api:documents:listing wagtailadmin_api:documents:detail
    wagtailadmin_api:documents:find
    wagtailimages_chooser:choose wagtailimages_chooser:choose_results wagtailimages_chooser:chosen
    wagtailimages_chooser:chosen_multiple wagtailimages_chooser:create
    wagtailimages_chooser:select_format
    wagtaildocs_chooser:choose wagtaildocs_chooser:choose_results wagtaildocs_chooser:chosen
    wagtaildocs_chooser:chosen_multiple wagtaildocs_chooser:create
"""
FILES = """
    wagtailimages:index wagtailimages:index_results wagtailimages:add
    wagtailimages:delete wagtailimages:preview wagtailimages:image_usage
    wagtailimages:add_multiple wagtailimages:edit_multiple wagtailimages:delete_multiple
    wagtailimages:create_multiple_from_uploaded_image wagtailimages:delete_upload_multiple
    wagtaildocs:index wagtaildocs:index_results wagtaildocs:add wagtaildocs:edit
    wagtaildocs:delete wagtaildocs:document_usage
    wagtaildocs:add_multiple wagtaildocs:edit_multiple wagtaildocs:delete_multiple
    wagtaildocs:create_multiple_from_uploaded_document wagtaildocs:delete_upload_multiple
"""
REPORTS = """
    wagtailadmin_reports:aging_pages wagtailadmin_reports:aging_pages_results
    wagtailadmin_reports:locked_pages wagtailadmin_reports:locked_pages_results
    wagtailadmin_reports:site_history wagtailadmin_reports:site_history_results
    wagtailadmin_reports:workflow wagtailadmin_reports:workflow_results
"""
#: The editor of copies; wagtail-localize's views stand behind our own of the same address.
COPIES = """
    wagtail_localize:preview_translation wagtail_localize:stop_translation
"""
OF_WAGTAIL = frozenset((HOME + PAGES + CHOOSERS + FILES + REPORTS + COPIES).split())


def views_for_staff():
    """Return the names of all views that staff may open."""
    return OF_WAGTAIL.union(*(register() for register in hooks.get_hooks("views_for_staff")))


def is_for_staff(match):
    """Whether staff may open what an address leads to (a ResolverMatch)."""
    names = views_for_staff()
    return match.view_name in names or f"{match.namespace}:*" in names
