"""The editor's form of a practice example."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Topic
from miglobe_site.form_fields import RowsField
from miglobe_site.pages.page_form import EditionPageForm


class PracticeExampleForm(EditionPageForm):
    """Topics as boxes to tick."""

    topics = RowsField(
        Topic.objects.all(),
        label=_("Topics"),
        help_text=_("One to three."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["topics"] = [row.topic_id for row in self.instance.example_topics.all()]

    def _post_clean(self):
        if "topics" in set(self.changed_data) & set(self.cleaned_data):
            rows = self.instance._meta.get_field("example_topics").related_model
            topics = enumerate(self.cleaned_data["topics"])
            self.instance.example_topics = [
                rows(topic=topic, sort_order=number) for number, topic in topics
            ]
        super()._post_clean()
