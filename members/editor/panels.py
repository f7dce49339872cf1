"""The editor of a profile: its tabs, and two kinds of panels that Wagtail does not have."""

from functools import partial

from django.forms import TextInput
from django.utils.translation import gettext_lazy as _
from wagtail.admin import compare
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from miglobe_site.pages.edition_page import EditionPage

#: static/js/length-counter.js shows how much is written of what fits.
COUNTED = {"data-length-counter": _("{count} of {most} characters")}


class ChecklistPanel(FieldPanel):
    """Boxes to tick that the form saves as rows of a relation, compared as these rows."""

    def __init__(self, field_name, relation_name, row_field, **kwargs):
        super().__init__(field_name, **kwargs)
        self.relation_name, self.row_field = relation_name, row_field

    def clone_kwargs(self):
        own = {"relation_name": self.relation_name, "row_field": self.row_field}
        return super().clone_kwargs() | own

    class BoundPanel(FieldPanel.BoundPanel):
        def get_comparison(self):
            relation = getattr(self.panel.model, self.panel.relation_name).rel
            field = relation.related_model._meta.get_field(self.panel.row_field)
            kind = compare.ChoiceFieldComparison if field.choices else None
            compared = [partial(kind or compare.ForeignObjectComparison, field)]
            label = self.heading or self.panel.field_name
            return [partial(compare.ChildRelationComparison, relation, compared, label=label)]


class ConsentPanel(Panel):
    """Which consents are given, with a link to where they are given and revoked.

    No fields: the editor saves by itself while one types, and a consent must never change so.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "members/cms/consent_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            page = self.instance
            return context | {
                "page": page,
                "consents": page.consent_overview,
                "may_change": page.permissions_for_user(self.request.user).can_publish(),
            }


class AccountPanel(Panel):
    """Whose account the profile is, with a link to where invitations are sent."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "members/cms/account_panel.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | {"page": self.instance}


def text(name, rows=3):
    return FieldPanel(name, widget=AdminAutoHeightTextInput({"rows": rows, **COUNTED}))


def line(name):
    return FieldPanel(name, widget=TextInput(COUNTED))


def edit_handler():
    return TabbedInterface(
        [
            ObjectList(PROFILE, heading=_("Profile")),
            ObjectList(CONTACT, heading=_("Contact and availability")),
            ObjectList(INTERNAL, heading=_("Consents and internal data")),
            ObjectList(PROMOTE, heading=_("Promote")),
        ]
    )


PROFILE = [
    MultiFieldPanel(
        [
            line("academic_title"),
            line("first_name"),
            line("last_name"),
            line("pronouns"),
            line("role"),
        ],
        _("Person"),
    ),
    MultiFieldPanel([FieldPanel("photo"), line("photo_credit")], _("Portrait")),
    text("summary", rows=2),
    FieldPanel("about"),
    ChecklistPanel("topics", "member_topics", "topic"),
    ChecklistPanel("formats", "member_formats", "format"),
    InlinePanel("member_languages", heading=_("Languages"), label=_("Language")),
    InlinePanel(
        "member_countries",
        heading=_("Regional knowledge"),
        label=_("Country"),
        help_text=_("Up to five countries: what the person knows of, not where they come from."),
    ),
    text("qualifications"),
    text("references"),
    text("organisations"),
    InlinePanel("member_links", heading=_("Links"), label=_("Link")),
]
CONTACT = [
    MultiFieldPanel([line("town"), FieldPanel("area"), FieldPanel("place")], _("Place of work")),
    MultiFieldPanel([FieldPanel("availability"), FieldPanel("unavailable_until")], _("Requests")),
    MultiFieldPanel(
        [FieldPanel("email"), FieldPanel("phone"), FieldPanel("contact_way")], _("Contact")
    ),
]
INTERNAL = [
    ConsentPanel(heading=_("Consents")),
    AccountPanel(heading=_("Account (login)")),
    FieldPanel("member_since"),
    text("internal_note"),
]
PROMOTE = [
    MultiFieldPanel(
        [
            FieldPanel(
                "title",
                heading=_("Title of the page"),
                help_text=_("Left empty, it is made from the name."),
                required_on_save=False,
            ),
            FieldPanel("slug"),
        ],
        _("On this website"),
    ),
    EditionPage.promote_panels[-1],
]
