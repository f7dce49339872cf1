"""Municipality: towns and districts, shared by practice examples, requests and maps."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from miglobe_site.slugs import slug_of
from miglobe_site.texts import CleanTexts

from .germany import is_near, project
from .states import STATES


class Municipality(index.Indexed, CleanTexts):
    """A town, a municipality or a district with its place on the map.

    A plain model, the same in all editions and languages: it is a fact, and its name is not
    translated. ``state`` is a key of STATES.
    """

    class Kind(models.TextChoices):
        TOWN = "town", _("Town")
        MUNICIPALITY = "municipality", _("Municipality")
        DISTRICT = "district", _("District")
        BOROUGH = "borough", _("Borough")
        ASSOCIATION = "association", _("Association of municipalities")

    class SizeClass(models.TextChoices):
        """By inhabitants, in the classes of the Federal Statistical Office (Destatis)."""

        UNDER_5000 = "0", _("under 5,000 people")
        UNDER_20000 = "5000", _("5,000 to under 20,000 people")
        UNDER_100000 = "20000", _("20,000 to under 100,000 people")
        UNDER_500000 = "100000", _("100,000 to under 500,000 people")
        FROM_500000 = "500000", _("500,000 people and more")

    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("Without “Stadt” or “Gemeinde”; districts in full, such as “Kreis Unna”."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.TOWN)
    size_class = models.CharField(_("size class"), max_length=10, choices=SizeClass.choices)
    state = models.CharField(
        _("federal state"),
        max_length=8,
        choices=list(STATES.items()),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(47), MaxValueValidator(56)],
        help_text=_("Degrees north with two decimals; for Köln 50.94."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(16)],
        help_text=_("Degrees east with two decimals; for Köln 6.96."),
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("size_class")]),
        FieldPanel("state"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
            _("Place on the map"),
            help_text=_("Without both numbers it stands in lists, but on no map."),
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("state"),
        index.FilterField("kind"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        constraints = [
            models.UniqueConstraint(
                fields=["state", "name"],
                name="unique_municipality",
                violation_error_message=_("This municipality is there already."),
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            raise ValidationError({missing: _("Please give both numbers, or none.")})
        if self.state and self.place and not is_near(self.state, self.place):
            message = _("This place is not in %(state)s. Please check both numbers.")
            raise ValidationError({"latitude": message % {"state": self.get_state_display()}})

    @property
    def place(self) -> tuple[float, float] | None:
        """(x, y) on the map of Germany, or None: invented towns, for one, are on no map."""
        if self.latitude is None or self.longitude is None:
            return None
        return project(float(self.longitude), float(self.latitude))

    @property
    def slug(self):
        """The name in addresses, for example of lists that are narrowed to it."""
        return slug_of(self.name)
