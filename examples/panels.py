"""The editor of a practice example: its tabs, and the panel of the release."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from members.editor.panels import COUNTED, ChecklistPanel
from miglobe_site.pages.edition_page import EditionPage


class ReleasePanel(Panel):
    """Whether the municipality has released the example, with a link to where that is recorded.

    No fields: the editor saves by itself while one types, and a release must never change so.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "examples/cms/release_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return context | self.instance.release_overview | {"page": self.instance}


def text(name, **options):
    return FieldPanel(name, widget=AdminAutoHeightTextInput({"rows": 3, **COUNTED}), **options)


def edit_handler():
    return TabbedInterface(
        [
            ObjectList(STORY, heading=_("Story")),
            ObjectList(MORE, heading=_("Pictures, downloads, contact")),
            ObjectList(RELEASE, heading=_("Release by the municipality")),
            ObjectList(EditionPage.promote_panels, heading=_("Promote")),
        ]
    )


STORY = [
    TitleFieldPanel(
        "title",
        help_text=_(
            "What came of it, without the town, which stands above: “From 0 to 80 % reusable "
            "dishes”. At most 100 characters."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("municipality"),
            FieldPanel("status"),
            FieldRowPanel([FieldPanel("start_year"), FieldPanel("end_year")]),
        ],
        _("Municipality and period"),
    ),
    ChecklistPanel("topics", "example_topics", "topic"),
    text(
        "summary",
        heading=_("In brief"),
        help_text=_("Two or three sentences: what was done, and what came of it."),
    ),
    FieldPanel("situation"),
    FieldPanel("approach"),
    FieldPanel("results"),
    FieldPanel("lessons"),
    text("transferable_to"),
    InlinePanel(
        "example_advisors",
        heading=_("Advisors"),
        label=_("Advisor"),
        help_text=_("Their profiles show this example as well. Only published profiles are named."),
    ),
]
MORE = [
    MultiFieldPanel(
        [
            text("quote_text"),
            FieldPanel("quote_name"),
            FieldPanel("quote_role"),
            FieldPanel("quote_released"),
        ],
        _("Quote"),
    ),
    FieldPanel("images"),
    InlinePanel("example_downloads", heading=_("Downloads"), label=_("Document")),
    MultiFieldPanel(
        [
            FieldPanel("contact_name"),
            FieldPanel("contact_role"),
            FieldPanel("contact_email"),
            FieldPanel("contact_phone"),
        ],
        _("Contact in the municipality"),
        help_text=_("Shown on the website: please only with the agreement of the person."),
    ),
]
RELEASE = [ReleasePanel(heading=_("Release by the municipality")), FieldPanel("is_sample")]
