"""The section “Topics and formats”: boxes to tick, and fields in numbered rows."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from members import rules
from members.choices import Format, LinkKind, country_choices, language_choices
from members.models import MemberPage, Topic
from members.my_profile.section_form import SectionForm
from members.profile_values.values import row_model
from miglobe_site.addresses import check_link
from miglobe_site.form_fields import RowsField

LINKS, MOST_ROWS = 5, 20


class RowsMixin:
    """Fields in numbered rows, since a page without JavaScript cannot add any."""

    def row_fields(self, prefix, number, make):
        for place in range(number):
            for name, field in make().items():
                self.fields[f"{prefix}-{place}-{name}"] = field

    def sent(self, prefix, name):
        """How many rows came with the form, or were typed before."""
        names = {*self.data, *self.typed}
        return len(
            [key for key in names if key.startswith(f"{prefix}-") and key.endswith(f"-{name}")]
        )

    def rows_of(self, prefix):
        """The fields of each row, for the template."""
        rows = {}
        for bound in self.visible_fields():
            if bound.name.startswith(f"{prefix}-"):
                rows.setdefault(int(bound.name.split("-")[1]), []).append(bound)
        return list(rows.values())

    def entered(self, prefix, *names):
        """The rows that are filled in, each as a list of the named fields."""
        rows, place = [], 0
        while f"{prefix}-{place}-{names[0]}" in self.fields:
            row = [self.cleaned_data.get(f"{prefix}-{place}-{name}") for name in names]
            if row[0]:
                rows.append(row)
            place += 1
        return rows

    @staticmethod
    def spread_rows(prefix, rows, *names):
        return {
            f"{prefix}-{place}-{name}": part
            for place, row in enumerate(rows)
            for name, part in zip(names, row, strict=True)
        }


class TopicsForm(RowsMixin, SectionForm):
    section, title = "themen", _("Topics and formats")
    names = "member_topics member_formats member_languages member_countries member_links".split()

    def build(self, shown):
        self.fields["topics"] = RowsField(
            Topic.objects.all(),
            label=_("Topics"),
            help_text=_("One to five."),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["formats"] = forms.MultipleChoiceField(
            choices=Format.choices, label=_("Formats"), widget=forms.CheckboxSelectMultiple
        )
        languages = max(len(shown.get("member_languages", [])), self.sent("languages", "code"))
        self.row_fields("languages", min(languages + 3, MOST_ROWS), self.language)
        self.row_fields("countries", rules.MOST_COUNTRIES, self.country)
        links = max(LINKS, len(shown.get("member_links", [])), self.sent("links", "url"))
        self.row_fields("links", min(links, MOST_ROWS), self.link)

    @property
    def language_rows(self):
        return self.rows_of("languages")

    @property
    def country_rows(self):
        return self.rows_of("countries")

    @property
    def link_rows(self):
        return self.rows_of("links")

    def language(self):
        code = forms.ChoiceField(
            choices=[("", "–"), *language_choices()], label=_("Language"), required=False
        )
        can = forms.BooleanField(
            label=_("can advise in this language"), required=False, initial=True
        )
        return {"code": code, "can": can}

    def country(self):
        return {
            "code": forms.ChoiceField(
                choices=[("", "–"), *country_choices()], label=_("Country"), required=False
            )
        }

    def link(self):
        title = forms.CharField(label=_("Text of the link"), max_length=80, required=False)
        url = forms.URLField(
            label=_("Address of the link"),
            max_length=500,
            required=False,
            assume_scheme="https",
            validators=[check_link],
        )
        kind = forms.ChoiceField(
            choices=LinkKind.choices,
            label=_("Kind of the link"),
            initial=LinkKind.PAGE,
            required=False,
        )
        return {"title": title, "url": url, "kind": kind}

    def spread(self, values):
        if not values:
            return {}
        return {
            "topics": values["member_topics"],
            "formats": values["member_formats"],
            **self.spread_rows("languages", values["member_languages"], "code", "can"),
            **self.spread_rows("countries", [[v] for v in values["member_countries"]], "code"),
            **self.spread_rows("links", values["member_links"], "title", "url", "kind"),
        }

    def clean_topics(self):
        topics = self.cleaned_data["topics"]
        if len(topics) > rules.MOST_TOPICS:
            raise forms.ValidationError(_("Please choose one to five topics."))
        return topics

    def clean(self):
        cleaned = super().clean()
        languages = [code for code, _can in self.entered("languages", "code", "can")]
        countries = [code for [code] in self.entered("countries", "code")]
        if not languages:
            self.add_error("languages-0-code", _("Please name at least one language."))
        for prefix, codes in (("languages", languages), ("countries", countries)):
            if len(set(codes)) < len(codes):
                self.add_error(f"{prefix}-0-code", _("Please name each only once."))
        for place, row in enumerate(self.entered_links()):
            if bool(row[0]) != bool(row[1]):
                self.add_error(f"links-{place}-url", _("A link needs both text and address."))
        return cleaned

    def entered_links(self):
        number = len([name for name in self.fields if re.fullmatch(r"links-\d+-url", name)])
        get = self.cleaned_data.get
        return [
            [
                get(f"links-{n}-title") or "",
                get(f"links-{n}-url") or "",
                get(f"links-{n}-kind") or LinkKind.PAGE.value,
            ]
            for n in range(number)
        ]

    def inputs(self, name):
        """Boxes have one name, rows one for each of their fields."""
        start = name.removeprefix("member_")
        return [each for each in self.fields if each == start or each.startswith(f"{start}-")]

    def model_field(self, name):
        """Rows are models of their own; boxes are held against their choices alone."""
        relation, *number, field = name.split("-") if "-" in name else (name, "")
        if not number or field == "can":
            return None
        return row_model(MemberPage, f"member_{relation}")._meta.get_field(field)

    def value(self, name):
        # Those that stay keep their order, so that opening and saving changes nothing.
        if name == "member_topics":
            topics = [topic.pk for topic in self.cleaned_data["topics"]]
            return in_order(topics, self.shown.get(name, []))
        if name == "member_formats":
            return in_order(self.cleaned_data["formats"], self.shown.get(name, []))
        if name == "member_languages":
            return self.entered("languages", "code", "can")
        if name == "member_countries":
            return [code for [code] in self.entered("countries", "code")]
        return [row for row in self.entered_links() if row[0]]


def in_order(values, before):
    places = {value: place for place, value in enumerate(before)}
    return sorted(values, key=lambda value: places.get(value, len(places)))
