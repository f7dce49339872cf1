"""The CMS in the look of MiGlobe, in German, with the menu items that its staff need."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.i18n import JavaScriptCatalog
from wagtail import hooks

from miglobe_site.files import renditions, uploads
from miglobe_site.names import KEYS
from miglobe_site.outbox import sender
from miglobe_site.pages import menu_notice, new_page


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def date_picker_js():
    return format_html('<script src="{}"></script>', static("js/date-picker.js"))


@hooks.register("insert_editor_js")
def typed_address_js():
    return format_html('<script type="module" src="{}"></script>', static("js/typed-address.js"))


@hooks.register("insert_editor_js")
def translation_editor_js():
    url = static("js/translation-editor.js")
    return format_html('<script type="module" src="{}"></script>', url)


@hooks.register("insert_editor_js")
def key_names_js():
    return format_html(
        '<script type="module" src="{}" data-key-names data-control="{}"></script>',
        static("js/key-names.js"),
        KEYS["Ctrl"],
    )


@hooks.register("insert_editor_js")
def table_paste_js():
    """A pasted table becomes a block; the editor of texts would glue its cells together."""
    return format_html(
        '<script type="module" src="{}" data-table-paste data-taken="{}" data-parted="{}">'
        "</script>",
        static("js/table-paste.js"),
        _(
            "The table now stands below as a block of its own, its first row as headings. "
            "Please give it a title."
        ),
        _(
            "There can be no table here. Its cells are now text: a paragraph for each row, parted "
            "by “|”."
        ),
    )


@hooks.register("register_admin_urls")
def menu_urls():
    return [path("pages/<int:page_id>/menu/", menu_notice.put_into_menu, name="put_into_menu")]


hooks.register("after_create_page", new_page.note)
hooks.register("daily", renditions.tidy)
hooks.register("daily", uploads.forget_abandoned)
hooks.register("daily", sender.tidy)
hooks.register("views_for_staff", lambda: ["add_page_once", "put_into_menu"])


@hooks.register("construct_main_menu")
def hide_help(request, menu_items):
    """Wagtail's help is in English: its guide and its news."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("construct_settings_menu")
def hide_locales(request, menu_items):
    """A locale alone is no edition: it has no home page, staff or collection."""
    menu_items[:] = [item for item in menu_items if item.name != "locales"]


@hooks.register("construct_reports_menu")
def hide_reports(request, menu_items):
    """Page types are named as in the code, for developers; an approval has one step only."""
    hidden = {"page-types-usage", "workflow-tasks"}
    menu_items[:] = [item for item in menu_items if item.name not in hidden]


class EditorCatalog(JavaScriptCatalog):
    """The texts of wagtail-localize's editor, with ours last, so that they win."""

    def get_paths(self, packages):
        return [*super().get_paths(packages), *reversed(settings.LOCALE_PATHS)]


@hooks.register("register_admin_urls", order=-10)
def own_texts_for_editor():
    """Stand before wagtail-localize's own catalog, which leaves LOCALE_PATHS out."""
    return [path("localize/jsi18n/", EditorCatalog.as_view(packages=["wagtail_localize"]))]
