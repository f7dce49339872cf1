"""The organisations behind an edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable

from miglobe_site.fields import WebField
from miglobe_site.texts import CleanTexts


class Partner(CleanTexts, Orderable):
    """An organisation that carries, commissions or funds the edition."""

    class Role(models.TextChoices):
        COOPERATION = "cooperation", _("Cooperation")
        COMMISSION = "commission", _("On behalf of")
        FUNDING = "funding", _("Funded by")

    running_lines = ("logo_alt_text",)

    page = ParentalKey("home.HomePage", on_delete=models.CASCADE, related_name="partners")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    name = models.CharField(_("name"), max_length=200)
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    logo_alt_text = models.CharField(
        _("alternative text of the logo"),
        max_length=255,
        blank=True,
        help_text=_("Left empty, the name is read out."),
    )
    link = WebField(_("website"), blank=True)

    panels = [
        FieldPanel("role"),
        FieldPanel("name"),
        FieldPanel("logo"),
        FieldPanel("logo_alt_text"),
        FieldPanel("link"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("partner or funder")
        verbose_name_plural = _("partners and funders")

    def __str__(self):
        return self.name
