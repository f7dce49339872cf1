"""The one gate before a page goes live: what its type demands, however it is published."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm


class PublishingBlocked(ValidationError):
    """Raised where a page would go live though something that its type demands is missing.

    miglobe_site.middleware.PublishingBlockedMiddleware shows it to staff as a message.
    """


def check(page):
    """Raise PublishingBlocked with a message for each field that keeps a page from going live."""
    errors = page.publish_errors()
    if errors:
        raise PublishingBlocked(errors)


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
        from editions.access.foreign_files import files_in, may_use

        rows = [each for name, each in self.formsets.items() if name != "comments"]
        new = (files_of(self.instance) | files_in(rows)) - self.files_before
        if not all(may_use(self.for_user, model, pk) for model, pk in new):
            message = _(
                "A picture, document or video belongs to another edition. Please choose your own."
            )
            self.add_error(None, message)


def files_of(page):
    from editions.access import foreign_files  # which needs all models

    return foreign_files.files_of(page)
