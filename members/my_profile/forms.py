"""The form of a profile, in sections."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from members import rules
from members.choices import Area, Availability, ContactWay, Place
from members.models import MemberPage
from members.my_profile.section_form import SectionForm, field_of
from members.my_profile.topics_form import TopicsForm
from members.profile_values import labels
from miglobe_site import texts

LONGEST_ABOUT = 1500


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

    def clean_about(self):
        return texts.running_text(self.cleaned_data["about"])

    def model_field(self, name):
        """What is typed for “About me” is no rich text yet."""
        return None if name == "about" else super().model_field(name)

    def value(self, name):
        return super().value(name).strip()


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
            return forms.ChoiceField(
                choices=self.choices[name].choices,
                label=labels.label(MemberPage, name),
                widget=forms.RadioSelect,
            )
        if name == "unavailable_until":
            date = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
            return field_of(name, widget=date)
        return field_of(name)

    def clean_unavailable_until(self):
        before = self.shown.get("unavailable_until")
        return rules.pause(
            self.cleaned_data["unavailable_until"], date.fromisoformat(before) if before else None
        )

    def clean(self):
        cleaned = super().clean()
        entered = [cleaned.get(name) for name in ("contact_way", "email", "phone")]
        for name, message in rules.contact(*entered).items():
            self.add_error(name, message)
        return cleaned

    def value(self, name):
        value = super().value(name)
        return value.isoformat() if isinstance(value, date) else value


FORMS = {form.section: form for form in (AboutForm, TopicsForm, ContactForm)}
