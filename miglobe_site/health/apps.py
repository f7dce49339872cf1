from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HealthConfig(AppConfig):
    name = "miglobe_site.health"
    verbose_name = _("State of the website")
