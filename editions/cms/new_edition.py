"""The form "New edition", for the administration alone."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..access.administration import administers
from ..opening.new_edition import closed_editions, open_edition, source_editions
from ..registry import EDITIONS


class NewEditionForm(forms.Form):
    edition = forms.TypedChoiceField(label=_("Federal state"), coerce=EDITIONS.get)
    source = forms.TypedChoiceField(
        label=_("Take the pages over from"), coerce=EDITIONS.get, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sources = [(edition.key, edition.state) for edition in source_editions()]
        self.fields["source"].choices = sources
        # open_edition() judges what is open already: a second click leads to the same edition.
        self.fields["edition"].choices = [(key, each.state) for key, each in EDITIONS.items()]
        self.fields["edition"].widget.choices = [
            ("", _("Please choose")),
            *((edition.key, edition.state) for edition in closed_editions()),
        ]


class NewEditionView(WagtailAdminTemplateMixin, FormView):
    form_class = NewEditionForm
    template_name = "editions/opening/form.html"
    page_title = _("New edition")
    header_icon = "globe"

    def dispatch(self, request, *args, **kwargs):
        if not administers(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def form_valid(self, form):
        try:
            opening = open_edition(**form.cleaned_data, user=self.request.user)
        except ValidationError as error:
            form.add_error("edition", error)
            return self.form_invalid(form)
        return redirect("take_over_job", opening.job_id)


class NewEditionMenuItem(MenuItem):
    def is_shown(self, request):
        return administers(request.user)
