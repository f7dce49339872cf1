from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Members")

    def ready(self):
        from . import signals  # noqa: F401
        from .my_profile import answers, approvals  # noqa: F401

        answers.connect()
