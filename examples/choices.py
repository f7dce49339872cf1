"""What can be chosen in a practice example."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    PLANNED = "planned", _("planned")
    ONGOING = "ongoing", _("under way")
    COMPLETED = "completed", _("completed")
