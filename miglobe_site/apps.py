from django.apps import AppConfig
from django.db.models.signals import pre_migrate
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "miglobe_site"
    verbose_name = _("Website")

    def ready(self):
        from . import link_chooser, names, spreadsheets
        from .files import choosing, renditions  # noqa: F401
        from .pages import saves

        names.load_hooks()
        names.name_models()
        names.name_fields()
        names.name_keys()
        names.write_dates_in_figures()
        link_chooser.check_links_in_chooser()
        spreadsheets.export_for_german_excel()
        choosing.allow_damaged_pictures()
        saves.keep_saves_apart()
        pre_migrate.connect(names.name_rights_after_migration, dispatch_uid="name_rights")
