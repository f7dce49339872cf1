"""The blocks of a start page alone: what it shows of other pages; the steps of a consultation."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from miglobe_site.pages.blocks import AnyBodyBlock
from miglobe_site.pages.link_blocks import PageLinkBlock


class ConsultationStepBlock(blocks.StructBlock):
    """Short enough for a circle; those of a page may be longer."""

    heading = blocks.CharBlock(label=_("Step"), max_length=40)
    text = blocks.TextBlock(label=_("Text"), max_length=200)

    class Meta:
        icon = "arrow-right"
        label = _("Step")


class ConsultationBlock(blocks.StreamBlock):
    step = ConsultationStepBlock()


class PartBlock(blocks.StructBlock):
    """A part of the start page that shows other pages.

    ``parts`` of the page's context renders it, by the block's name: see HomePage.get_context().
    """

    heading = blocks.CharBlock(label=_("Heading"), max_length=100)
    text = blocks.TextBlock(label=_("Text"), max_length=200, required=False, default="")

    class Meta:
        template = "home/parts/part.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        render = context.get("parts", {}).get(self.name)
        context["part"] = render(value) if render else ""
        return context


class AdvisorsBlock(PartBlock):
    class Meta:
        icon = "group"
        label = _("Advisors of the day")
        description = _("Five advisors, those who take requests first; others every day.")
        preview_template = "home/parts/previews/advisors.html"
        preview_value = {"heading": "Wir sind MiGlobe", "text": "Zuhause in Ihren Themen"}


class ExampleBlock(PartBlock):
    page = PageLinkBlock(
        "examples.PracticeExamplePage",
        label=_("Practice example"),
        required=False,
        help_text=_("Left empty, the latest one."),
    )

    class Meta:
        icon = "site"
        label = _("One practice example")
        description = _("A practice example with its town on the map.")
        preview_template = "home/parts/previews/example.html"
        preview_value = {"heading": "Aus der Praxis"}


class FilmBlock(PartBlock):
    page = PageLinkBlock(
        "home.VideoPage",
        label=_("Video page"),
        required=False,
        help_text=_("Left empty, the first one of the edition."),
    )

    class Meta:
        icon = "media"
        label = _("Film with its still picture")
        description = _("The still picture of a film, which leads to its page.")
        preview_template = "home/parts/previews/film.html"
        preview_value = {"heading": "MiGlobe Erklärvideo"}


class TopicsBlock(PartBlock):
    class Meta:
        icon = "tag"
        label = _("Topics with numbers")
        description = _("All topics with the number of those who advise on them.")
        preview_template = "home/parts/previews/topics.html"
        preview_value = {"heading": "Womit können wir helfen?"}


class StartBlock(AnyBodyBlock):
    """The body of a start page: parts of its own instead of what only pages below it need."""

    advisors = AdvisorsBlock()
    example = ExampleBlock()
    film = FilmBlock()
    topics = TopicsBlock()

    class Meta:
        #: Once each: every further one would ask the database again.
        block_counts = {name: {"max_num": 1} for name in "advisors example film topics".split()}
