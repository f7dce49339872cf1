from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    name = "editions"
    verbose_name = _("Editions")

    def ready(self):
        from . import checks, mails, signals  # noqa: F401
        from .access import (  # noqa: F401
            archive,
            colleagues,
            draft_titles,
            foreign_files,
            history,
            redirects,
        )
        from .cms import few_queries
        from .opening import new_edition  # noqa: F401
        from .phrases import keep_phrases
        from .sync.editor import mark_carried

        mails.connect()
        mark_carried()
        keep_phrases()
        archive.install_archive_permissions()
        draft_titles.install_draft_titles()
        colleagues.install_colleague_filters()
        few_queries.install_few_queries()
        history.install_history()
        redirects.connect()
