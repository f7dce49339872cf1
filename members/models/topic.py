"""The topics on which advice is given."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.search import index

from members.choices import interface_language
from miglobe_site.slugs import FORMATTERS
from miglobe_site.texts import CleanTexts


class TopicQuerySet(models.QuerySet):
    def with_counts(self, profiles):
        """Those that any of the profiles names, with their number as ``count``."""
        counts = models.Count("member_topics__page", distinct=True)
        return self.filter(member_topics__page__in=profiles.values("pk")).annotate(count=counts)


class Topic(index.Indexed, CleanTexts):
    """A topic, shared by all editions, named in both languages.

    A plain model: a translatable snippet would be copied for each edition and language.
    """

    name_de = models.CharField(_("name"), max_length=60, unique=True)
    name_en = models.CharField(
        _("English name"),
        max_length=60,
        blank=True,
        help_text=_("Left empty, English pages show the German name."),
    )
    slug = models.SlugField(
        _("name in addresses"),
        max_length=60,
        unique=True,
        help_text=_("Links to lists of this topic contain it; better not change it later."),
    )
    description = models.TextField(_("description"), max_length=300, blank=True)
    sort_order = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Small numbers first; the same number: by name.")
    )
    changed_at = models.DateTimeField(auto_now=True, editable=False)

    objects = TopicQuerySet.as_manager()

    panels = [
        FieldPanel("name_de"),
        FieldPanel("name_en"),
        FieldPanel("slug", widget=SlugInput(formatters=FORMATTERS)),
        FieldPanel("description"),
        FieldPanel("sort_order"),
    ]
    search_fields = [index.AutocompleteField("name_de"), index.SearchField("name_de")]

    class Meta:
        ordering = ["sort_order", "name_de"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self):
        return self.name

    @property
    def is_used(self):
        """Whether any profile or other page, live or draft, names the topic."""
        return any(
            relation.related_model.objects.filter(**{relation.field.name: self}).exists()
            for relation in self._meta.related_objects
        )

    @property
    def name(self):
        """The name in the language on show."""
        return (interface_language() == "en" and self.name_en) or self.name_de
