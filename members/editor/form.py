"""The editor's form of a profile."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from members import rules
from members.choices import Format
from members.editor import late_forms
from members.profile_values.values import row_model, topic_model
from miglobe_site.form_fields import RowsField
from miglobe_site.pages.page_form import EditionPageForm

NEW_PROFILE = _("New profile")


class MemberPageForm(EditionPageForm):
    """Topics and formats as boxes to tick, the title from the name."""

    topics = RowsField(
        None,  # the topics: set for each form
        label=_("Topics"),
        help_text=_("One to five."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    formats = forms.MultipleChoiceField(
        choices=Format.choices,
        label=_("Formats"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data=None, *args, **kwargs):
        page, self.late_errors = kwargs.get("instance"), {}
        if data and page and page.pk:
            data, errors = late_forms.catch_up(data, page)
            self.late_errors = errors
        super().__init__(data, *args, **kwargs)
        page = self.instance
        self.fields["topics"].queryset = topic_model(page).objects.all()
        self.name_before, self.slug_before = page.name, page.slug_of_name
        self.initial["topics"] = [row.topic_id for row in page.member_topics.all()]
        self.initial["formats"] = [row.format for row in page.member_formats.all()]
        for name in {"title", "slug"} & set(self.fields):
            self.fields[name].required = False

    def clean(self):
        cleaned = super().clean()
        for name, message in self.late_errors.items():
            self.add_error(*late_forms.error_of(self, name, message))
        if cleaned.get("summary"):
            cleaned["summary"] = " ".join(cleaned["summary"].split())
        # Emptied, title and address are made from the name; the address only until it is known.
        if cleaned.get("title") in {self.name_before, str(NEW_PROFILE)}:
            cleaned["title"] = ""
        automatic = rf"{re.escape(self.slug_before)}(-\d+)?"
        if not self.instance.first_published_at and re.fullmatch(
            automatic, cleaned.get("slug", "")
        ):
            cleaned["slug"] = ""
        return cleaned

    def clean_unavailable_until(self):
        return rules.pause(self.cleaned_data["unavailable_until"], self.instance.unavailable_until)

    def _post_clean(self):
        changed = set(self.changed_data) & set(self.cleaned_data)
        if "topics" in changed:
            self.put_rows("member_topics", "topic", self.cleaned_data["topics"])
        if "formats" in changed:
            self.put_rows("member_formats", "format", self.cleaned_data["formats"])
        super()._post_clean()

    def put_rows(self, relation, field, values):
        model = row_model(self.instance, relation)
        rows = [model(**{field: value}, sort_order=n) for n, value in enumerate(values)]
        setattr(self.instance, relation, rows)
