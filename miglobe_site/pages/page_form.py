"""The editor's form of pages: what must be mended is said beside the field."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from editions.access.administration import administers
from editions.access.foreign_files import files_in, files_of, may_use
from editions.edition_home import EditionHome


class EditionPageForm(WagtailAdminPageForm):
    """The editor's form: what keeps a page from going live is said beside the field.

    Files of another edition are refused, as far as the page did not have them before.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.files_before = files_of(self.instance) if self.is_bound else set()

    def clean(self):
        cleaned = super().clean()
        self.is_publishing = bool(self.data.get("action-publish"))
        return cleaned

    def _post_clean(self):
        super()._post_clean()  # writes the values into the instance
        self.refuse_foreign_files()
        if not self.is_publishing or self.errors:
            return
        rows = {name: each for name, each in self.formsets.items() if name != "comments"}
        for formset in rows.values():
            if formset.is_valid():
                formset.save(commit=False)  # else the instance would show the rows before
        for name, message in self.instance.publish_errors().items():
            if name in rows:
                rows[name].non_form_errors().append(message)
            else:
                self.add_error(name if name in self.fields else None, message)

    def refuse_foreign_files(self):
        rows = [each for name, each in self.formsets.items() if name != "comments"]
        new = (files_of(self.instance) | files_in(rows)) - self.files_before
        if not all(may_use(self.for_user, model, pk) for model, pk in new):
            message = _(
                "A picture, document or video belongs to another edition. Please choose your own."
            )
            self.add_error(None, message)


class EditionHomeForm(EditionPageForm):
    """Only the administration archives an edition: its staff could not open it again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, archived = self.fields.get("offer_status"), EditionHome.OfferStatus.ARCHIVED
        if field and self.instance.offer_status != archived and not administers(self.for_user):
            field.choices = [choice for choice in field.choices if choice[0] != archived]
