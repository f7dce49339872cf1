from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from . import signals, upkeep  # noqa: F401

        post_migrate.connect(upkeep.rebuild_missing, sender=self, dispatch_uid="rebuild_missing")
