from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "miglobe_site.accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from wagtail.admin.views.account import ChangePasswordPanel

        from . import changes  # noqa: F401
        from .login_limits import OldPasswordForm

        ChangePasswordPanel.form_class = OldPasswordForm
