"""The form of a profile, in sections, each of which turns its fields into values and back."""

import json

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from members import rules
from members.choices import (
    Area,
    Availability,
    ContactWay,
    Format,
    Place,
    country_choices,
    language_choices,
)
from members.models import MemberPage, Topic
from members.profile_values.versions import digest

LONGEST_ABOUT = 1500
LINKS, MOST_ROWS = 5, 20


def field_of(name, **kwargs):
    """The form field of a field of the page, with a counter where its length is limited."""
    field = MemberPage._meta.get_field(name).formfield(**kwargs)
    if getattr(field, "max_length", None):
        field.widget.attrs["data-count"] = field.max_length
    return field


class SectionForm(forms.Form):
    """A section: ``values()`` says what was entered, as in members.profile_values.values."""

    section = title = ""
    names = ()

    def __init__(self, *args, shown=None, **kwargs):
        """``shown``: the values on show; their digests go along in the hidden field ``base``."""
        super().__init__(*args, **kwargs)
        self.build(shown or {})
        for name, value in self.spread(shown or {}).items():
            if name in self.fields:
                self.initial.setdefault(name, value)
        digests = {name: digest(value) for name, value in (shown or {}).items()}
        self.fields["base"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial["base"] = json.dumps(digests)

    def rebase(self, shown):
        """Let the next save of what was entered count as one that knows these values."""
        self.data = self.data.copy()
        self.data["base"] = json.dumps({name: digest(value) for name, value in shown.items()})

    def build(self, shown):
        """Add the fields."""
        for name in self.names:
            self.fields[name] = self.make_field(name)

    def make_field(self, name):
        return field_of(name)

    def spread(self, values):
        """{name of a form field: what it shows} of values."""
        return dict(values)

    def values(self):
        return {name: self.cleaned_data[name] or "" for name in self.names}

    @property
    def base(self):
        """The digests that came with the form; {} if there are none that can be read."""
        try:
            base = json.loads(self.data.get("base") or "{}")
        except ValueError:
            return {}
        return base if isinstance(base, dict) else {}

    def typed(self):
        """What was typed, for a SectionDraft; pictures are no part of it."""
        names = [name for name in self.fields if name != "base"]
        return {name: self.data.getlist(name) for name in names if name in self.data}

    def restore(self, data):
        """Show what was typed before instead of the saved values."""
        typed = QueryDict(mutable=True)
        for name, values in data.items():
            typed.setlist(name, values)
        for name, field in self.fields.items():
            if name != "base":
                self.initial[name] = field.widget.value_from_datadict(typed, {}, name)


class AboutForm(SectionForm):
    section, title = "ueber-mich", _("About me")
    names = """
        academic_title first_name last_name pronouns role summary about qualifications references
        organisations
    """.split()
    rows = {"summary": 3, "about": 10, "qualifications": 4, "references": 4, "organisations": 4}

    def make_field(self, name):
        if name == "about":
            return forms.CharField(
                label=_("About me"),
                max_length=LONGEST_ABOUT,
                help_text=_(
                    "An empty line begins a paragraph, “- ” a point of a list; **bold**, *italic*."
                ),
                widget=forms.Textarea({"rows": 10, "data-count": LONGEST_ABOUT}),
            )
        if name in self.rows:
            field = field_of(name, widget=forms.Textarea({"rows": self.rows[name]}))
            field.widget.attrs["maxlength"] = field.max_length
            return field
        return field_of(name)

    def clean_summary(self):
        return " ".join(self.cleaned_data["summary"].split())

    def clean_about(self):
        return self.cleaned_data["about"].replace("\r\n", "\n").strip()

    def values(self):
        values = super().values()
        return {name: text.replace("\r\n", "\n").strip() for name, text in values.items()}


class RowsMixin:
    """Fields in numbered rows, since a page without JavaScript cannot add any."""

    def row_fields(self, prefix, number, make):
        for place in range(number):
            for name, field in make().items():
                self.fields[f"{prefix}-{place}-{name}"] = field

    def sent(self, prefix, name):
        """How many rows came with the form."""
        return len(
            [key for key in self.data if key.startswith(f"{prefix}-") and key.endswith(name)]
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
        self.fields["topics"] = forms.ModelMultipleChoiceField(
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
            label=_("Address of the link"), max_length=500, required=False, assume_scheme="https"
        )
        return {"title": title, "url": url}

    def spread(self, values):
        if not values:
            return {}
        return {
            "topics": values["member_topics"],
            "formats": values["member_formats"],
            **self.spread_rows("languages", values["member_languages"], "code", "can"),
            **self.spread_rows("countries", [[v] for v in values["member_countries"]], "code"),
            **self.spread_rows("links", values["member_links"], "title", "url"),
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
        number = len([name for name in self.fields if name.startswith("links-")]) // 2
        get = self.cleaned_data.get
        return [[get(f"links-{n}-title") or "", get(f"links-{n}-url") or ""] for n in range(number)]

    def values(self):
        # Those that stay keep their order, so that opening and saving changes nothing.
        before = self.initial.get("topics", []), self.initial.get("formats", [])
        topics = [topic.pk for topic in self.cleaned_data["topics"]]
        return {
            "member_topics": in_order(topics, before[0]),
            "member_formats": in_order(self.cleaned_data["formats"], before[1]),
            "member_languages": self.entered("languages", "code", "can"),
            "member_countries": [code for [code] in self.entered("countries", "code")],
            "member_links": [row for row in self.entered_links() if row[0]],
        }


def in_order(values, before):
    places = {value: place for place, value in enumerate(before)}
    return sorted(values, key=lambda value: places.get(value, len(places)))


class ContactForm(SectionForm):
    section, title = "erreichbarkeit", _("How to reach me")
    names = "availability unavailable_until contact_way email phone town area place".split()
    choices = {
        "availability": Availability,
        "contact_way": ContactWay,
        "area": Area,
        "place": Place,
    }

    def make_field(self, name):
        if name in self.choices:
            label = MemberPage._meta.get_field(name).verbose_name
            return forms.ChoiceField(
                choices=self.choices[name].choices,
                label=label[:1].upper() + label[1:],
                widget=forms.RadioSelect,
            )
        if name == "unavailable_until":
            date = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            return field_of(name, widget=date)
        return field_of(name)

    def clean(self):
        cleaned = super().clean()
        way = ContactWay(cleaned.get("contact_way") or ContactWay.FORM)
        if way.shows_email and not cleaned.get("email"):
            self.add_error("email", _("The way of contact includes the e-mail: please enter it."))
        if way.shows_phone and not cleaned.get("phone"):
            message = _("The way of contact includes the telephone: please enter it.")
            self.add_error("phone", message)
        return cleaned

    def values(self):
        values = super().values()
        day = self.cleaned_data["unavailable_until"]
        return values | {"unavailable_until": day.isoformat() if day else ""}


FORMS = {form.section: form for form in (AboutForm, TopicsForm, ContactForm)}
