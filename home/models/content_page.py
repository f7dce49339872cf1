"""Pages of running text: topics, and the legal pages of the footer."""

from django import forms
from django.db import models
from django.utils.choices import CallableChoiceIterator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home import legal_rules
from miglobe_site.fields import StreamField
from miglobe_site.pages.blocks import BodyBlock
from miglobe_site.pages.edition_page import EditionPage

#: Advisors of whatever topic.
ANY_TOPIC = "alle"


def topic_choices():
    """Whom a page can show beside its text; the app with the topics names them by a hook."""
    topics = [pair for name in hooks.get_hooks("content_page_topics") for pair in name()]
    return [(ANY_TOPIC, _("those of all topics")), *topics, ("", _("nobody"))]


class Reading(models.Model):
    """A page of running text: a quote that begins it stands large above the text."""

    class Meta:
        abstract = True

    @property
    def opening(self):
        """The quote with which the body begins, or None."""
        first = next(iter(self.body), None)
        return first if first and first.block_type == "quote" else None

    @property
    def text_blocks(self):
        """The blocks of the body below the opening quote."""
        return list(self.body)[1 if self.opening else 0 :]


class ContentPage(Reading, EditionPage):
    """A page of the edition with a body of blocks."""

    parent_page_types = ["home.HomePage", "home.ContentPage"]
    subpage_types = ["home.ContentPage", "home.VideoPage"]

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    advisors_topic = models.SlugField(
        _("advisors beside the text"),
        max_length=60,
        blank=True,
        default=ANY_TOPIC,
        help_text=_("Up to three, those first who take requests. Not on the page for requests."),
    )

    content_panels = [
        *EditionPage.content_panels,
        FieldPanel("body"),
        FieldPanel(
            "advisors_topic", widget=forms.Select(choices=CallableChoiceIterator(topic_choices))
        ),
    ]
    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        TranslatableField("body"),
        SynchronizedField("advisors_topic", overridable=False),
    ]
    search_fields = [*EditionPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["aside"] = mark_safe(self.aside(request))
        return context

    def aside(self, request):
        """What other apps show beside the text, as safe HTML, through their hooks."""
        return "".join(show(self, request) for show in hooks.get_hooks("content_page_aside"))


class LegalPage(Reading, EditionPage):
    """Imprint, privacy, accessibility and easy language: one each, always in the footer."""

    class Kind(models.TextChoices):
        IMPRINT = "imprint", _("Imprint")
        PRIVACY = "privacy", _("Privacy notice")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        EASY_LANGUAGE = "easy-language", _("Easy language")

    bound_to_edition = True
    menu_place = "footer"
    parent_page_types = ["home.HomePage"]
    subpage_types = []

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*EditionPage.content_panels, FieldPanel("kind"), FieldPanel("body")]
    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        SynchronizedField("kind", overridable=False),
        TranslatableField("body"),
    ]
    search_fields = [*EditionPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("legal page")
        verbose_name_plural = _("legal pages")

    def publish_errors(self):
        return super().publish_errors() | legal_rules.publish_errors(self)
