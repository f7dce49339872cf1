from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    name = "miglobe_site.editions"
    verbose_name = _("Editions")

    def ready(self):
        from . import archive, checks, mails, opening, signals  # noqa: F401
        from .staff import colleagues, files, titles  # noqa: F401
        from .sync.editor import mark_carried

        mails.connect()
        mark_carried()
        archive.let_rights_rest()
        titles.keep_secret()
        colleagues.name_no_others()
