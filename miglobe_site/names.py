"""German for what Wagtail and wagtail-localize name in English only, outside their catalogs.

Models and fields get their names as the site starts; migrations never see them, because they read
what a model declares. Names of rights are data, and are written after each migration.
"""

from types import SimpleNamespace

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models.signals import post_migrate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy
from wagtail import hooks
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.forms.choosers import EmailLinkChooserForm, PhoneLinkChooserForm
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.admin.utils import get_keyboard_key_labels_from_request
from wagtail.admin.views.account import LocaleSettingsPanel
from wagtail.sites.views import IndexView as SiteList
from wagtail.users.forms import PagePermissionsForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm
from wagtail_localize import models as localize_models
from wagtail_localize.views import edit_translation
from wagtail_localize.views.report import TranslationsReportFilterSet

MODELS = {
    "wagtailcore.Locale": (_("edition and language"), _("editions and languages")),
    "wagtail_localize.Translation": (_("page taken over"), _("pages taken over")),
    "wagtailadmin.Admin": (_("editorial system"), _("editorial systems")),
}
RIGHTS = {
    "access": pgettext_lazy("right", "use"),
    "add": pgettext_lazy("right", "create"),
    "bulk": pgettext_lazy("right", "delete with subpages"),
    "change": pgettext_lazy("right", "change"),
    "choose": pgettext_lazy("right", "choose"),
    "delete": pgettext_lazy("right", "delete"),
    "lock": pgettext_lazy("right", "lock"),
    "publish": pgettext_lazy("right", "publish"),
    "submit": pgettext_lazy("right", "take over"),
    "unlock": pgettext_lazy("right", "unlock"),
    "view": pgettext_lazy("right", "view"),
}
#: What stands on the keys of a German keyboard.
KEYS = {
    "Ctrl": pgettext_lazy("key", "Ctrl"),
    "Shift": pgettext_lazy("key", "Shift"),
    "Delete": pgettext_lazy("key", "Delete"),
    "Enter": pgettext_lazy("key", "Enter"),
}


def load_hooks():
    """Import all hooks now: some translate as they are imported, once and for all.

    The language is the site's then, not that of whoever comes first.
    """
    hooks.search_for_hooks()


def name_models():
    for label, names in MODELS.items():
        options = apps.get_model(label)._meta
        options.verbose_name, options.verbose_name_plural = names


def write_dates_in_figures():
    """wagtail-localize's editor names the months in English, whatever the language."""
    localize_models.DATE_FORMAT = edit_translation.DATE_FORMAT = "%d.%m.%Y"


def name_fields():
    """Label the fields and columns whose label is only made from their name in the code."""
    LoginForm.base_fields["password"].label = _("password")
    EmailLinkChooserForm.base_fields["email_address"].label = _("email address")
    PhoneLinkChooserForm.base_fields["phone_number"].label = _("telephone number")
    PagePermissionsForm.base_fields["page"].label = _("Page")
    RoleForm.base_fields["role"].label = _("Group")
    WorkflowPageForm.base_fields["page"].label = _("Page")
    LocaleSettingsPanel.title = _("Language")  # elsewhere, a locale is an edition
    filters = TranslationsReportFilterSet.base_filters
    filters["source_locale"].label = _("Edition of the original")
    filters["target_locale"].label = _("Edition of the copy")
    labels = {"site_name": _("Name of the website"), "root_page": _("Start page")}
    for column in SiteList.columns:
        column.label = labels.get(column.name, column.label)


def key_labels(request: HttpRequest) -> SimpleNamespace:
    """Return Wagtail's names of keys as they stand on the keyboards of its users."""
    labels = vars(get_keyboard_key_labels_from_request(request))
    return SimpleNamespace(**{name: str(KEYS.get(label, label)) for name, label in labels.items()})


def name_keys():
    """Wagtail leaves the names of keys untranslated on purpose; a German keyboard has "Strg"."""
    wagtailadmin_tags.get_keyboard_key_labels_from_request = key_labels


def name_rights_after_migration(**kwargs):
    """Connect name_rights now, so that it comes after the handler that makes the rights."""
    post_migrate.connect(name_rights, dispatch_uid="name_rights")


def name_rights(app_config, using, **kwargs):
    """Name the rights on an app's models: "Seite: veröffentlichen"."""
    rights = Permission.objects.using(using).filter(content_type__app_label=app_config.label)
    renamed = []
    with override(settings.LANGUAGE_CODE):
        for right in rights.select_related("content_type"):
            action = RIGHTS.get(right.codename.partition("_")[0])
            model = right.content_type.model_class()
            name = model and action and f"{model._meta.verbose_name}: {action}"
            if name and name != right.name:
                right.name = name
                renamed.append(right)
    Permission.objects.using(using).bulk_update(renamed, ["name"])


class AdminWordsMiddleware:
    """Translate the words that Wagtail 7.4's templates hold in English, outside its catalogs.

    Deletable once ``value="Search"`` and ``aria-label="Actions"`` are translatable there.
    """

    words = {'value="Search"': _("Search"), 'aria-label="Actions"': _("Actions")}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        kind = response.get("Content-Type", "").partition(";")[0]
        if not request.path_info.startswith("/admin/") or response.streaming:
            return response
        if kind in {"text/html", "application/json"}:
            quote = '"' if kind == "text/html" else '\\"'  # choosers are HTML inside JSON
            for english, word in self.words.items():
                attribute = english.partition("=")[0]
                old = english.replace('"', quote).encode()
                response.content = response.content.replace(
                    old, f"{attribute}={quote}{word}{quote}".encode()
                )
        return response
