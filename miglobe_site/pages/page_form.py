"""The editor's form of pages: what must be mended is said beside the field."""

import secrets

from django.forms import CharField, HiddenInput
from django.utils.translation import gettext as _
from wagtail.models import Page

from editions.access.administration import administers
from editions.access.foreign_files import files_in, files_of, may_use
from editions.boundaries import EditionCopyForm
from editions.edition_home import EditionHome
from editions.origins.form import OriginForm
from miglobe_site.pages.reserved import OF_VIEW, view_slugs, why_reserved
from miglobe_site.slugs import slug_of

#: Names the form of a new page, so that it makes one page only; see new_page.
KEY_FIELD = "new_page_key"


class EditionPageForm(OriginForm):
    """The editor's form: what keeps a page from going live is said beside the field.

    Files of another edition are refused, as far as the page did not have them before.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.files_before = files_of(self.instance) if self.is_bound else set()
        if "slug" in self.fields and not self.instance.first_published_at:
            self.fields["slug"].required = False  # it is made from the title, see EditionPage
        if not self.instance.pk:
            key = secrets.token_urlsafe(24)
            self.fields[KEY_FIELD] = CharField(initial=key, required=False, widget=HiddenInput)

    def clean(self):
        if "slug" in self.cleaned_data:
            self.cleaned_data["slug"] = self.slug_to_save(self.cleaned_data["slug"])
        cleaned = super().clean()
        self.is_publishing = bool(self.data.get("action-publish"))
        return cleaned

    def slug_to_save(self, typed):
        """Return the address as it can be saved; "" is filled by the page, with a free one.

        While a page is new, its address follows the title: another page of this title is no error.
        """
        field, slug = self.fields["slug"], slug_of(typed)
        if not slug and field.required:
            self.add_error("slug", field.error_messages["required"])
        follows = not field.required and slug == slug_of(self.cleaned_data.get("title", ""))
        free = Page._slug_is_available(slug, self.parent_page, self.instance)
        if follows and (not free or why_reserved(slug, self.parent_page)):
            return ""
        if not self.instance.path and slug in view_slugs(self.parent_page):
            self.add_error("slug", OF_VIEW)  # a page that is nowhere yet does not know
        return slug

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


class PageCopyForm(EditionCopyForm):
    """Refuses the addresses that no page can have: a draft, too, hides what else is shown there."""

    def clean(self):
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        if reason := why_reserved(cleaned.get("new_slug", ""), parent):
            self.add_error("new_slug", reason)
        return cleaned


class EditionHomeForm(EditionPageForm):
    """Only the administration archives an edition: its staff could not open it again."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field, archived = self.fields.get("offer_status"), EditionHome.OfferStatus.ARCHIVED
        if field and self.instance.offer_status != archived and not administers(self.for_user):
            field.choices = [choice for choice in field.choices if choice[0] != archived]
