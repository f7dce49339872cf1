"""A selection of advisors by staff, as a page of its own: "Fairer Handel im Einkauf"."""

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from editions.links import path_above
from members.directory.listing import Directory
from members.directory.shortlist import PARAMETER, SHORTLIST_SLUG
from miglobe_site.fields import StreamField
from miglobe_site.pages.blocks import BodyBlock
from miglobe_site.pages.edition_page import EditionPage

from .member_page import MemberPage

#: Fewer people are no selection.
LEAST = 2


class SelectedMember(Orderable):
    page = ParentalKey(
        "members.MemberSelectionPage", on_delete=models.CASCADE, related_name="selected_members"
    )
    member = models.ForeignKey(
        MemberPage, verbose_name=_("advisor"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("member")]

    class Meta(Orderable.Meta):
        verbose_name = _("advisor of a selection")
        verbose_name_plural = _("advisors of a selection")

    def __str__(self):
        return str(self.member)


class MemberSelectionPage(EditionPage):
    """People that staff recommend for an occasion, shown as cards.

    Staff choose whom, not in which order: as in the directory, those who take requests come first.
    """

    bound_to_edition = True
    menu_place = "list"
    show_in_menus_default = True  # of the directory, which leads to its selections
    parent_page_types = ["members.MemberIndexPage"]
    subpage_types = []

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    content_panels = [
        *EditionPage.content_panels,
        InlinePanel(
            "selected_members",
            heading=_("Advisors"),
            label=_("Advisor"),
            help_text=_(
                "At least two. As in the list of all, those who take requests come first. Who is "
                "not public any more is left out by itself."
            ),
        ),
        FieldPanel("body", help_text=_("Shown below the profiles.")),
    ]
    override_translatable_fields = [
        *EditionPage.override_translatable_fields,
        SynchronizedField("selected_members", overridable=False),
        TranslatableField("body"),
    ]
    search_fields = [*EditionPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("selection of advisors")
        verbose_name_plural = _("selections of advisors")

    def publish_errors(self):
        errors = super().publish_errors()
        chosen = [row.member_id for row in self.selected_members.all() if row.member_id]
        members = list(MemberPage.objects.filter(pk__in=chosen).select_related("locale"))
        people = {member.translation_key for member in members}
        if len(people) < max(LEAST, len(chosen)):
            errors["selected_members"] = _("Please choose at least two people, each once.")
        elif any(member.edition != self.edition for member in members):
            errors["selected_members"] = _("Please choose people of your own edition.")
        return errors

    def label_of(self, name):
        return str(_("Advisors")) if name == "selected_members" else super().label_of(name)

    @property
    def profiles(self):
        """The chosen people whose profile is published in the language of this page."""
        members = self.selected_members.values_list("member_id", flat=True)
        chosen = MemberPage.objects.filter(pk__in=members)
        here = MemberPage.objects.filter(
            locale=self.locale_id, translation_key__in=chosen.values("translation_key")
        )
        return here.published()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        query = QueryDict(mutable=True)
        query.update(
            {name: request.GET[name] for name in (PARAMETER, "page") if name in request.GET}
        )
        context["listing"] = Directory(self.profiles, query)
        directory = path_above(self, request)
        context["list_url"] = directory
        context["shortlist_url"] = f"{directory}{SHORTLIST_SLUG}/"
        return context
