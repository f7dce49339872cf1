"""The page in the CMS where staff record what an advisor agrees to, or no longer does."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from members import consents
from members.models import Consent, ConsentKind, MemberPage
from members.models.consent import TEXTS


class ConsentsForm(forms.Form):
    """One box for each kind. Only boxes that were changed since the page was loaded count.

    So a page that is sent late does not give again what the advisor revoked meanwhile.
    """

    def __init__(self, *args, current, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in ConsentKind:
            version, text = TEXTS[kind]
            label = gettext("%(text)s (version %(version)s)") % {"text": text, "version": version}
            self.fields[kind.value] = forms.BooleanField(
                label=kind.label,
                help_text=label,
                required=False,
                initial=kind in current,
                show_hidden_initial=True,
            )
        self.fields["evidence"] = Consent._meta.get_field("evidence").formfield()

    @property
    def changes(self):
        return {
            kind: self.cleaned_data[kind] for kind in ConsentKind if kind.value in self.changed_data
        }


class ConsentsView(WagtailAdminTemplateMixin, FormView):
    form_class = ConsentsForm
    template_name = "members/cms/consents.html"
    page_title = _("Consents")
    header_icon = "check"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(MemberPage, pk=pk)

    def dispatch(self, request, *args, **kwargs):
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"current": self.page.consents}

    def form_valid(self, form):
        changed = consents.record(
            self.page, form.changes, self.request.user, form.cleaned_data["evidence"]
        )
        if ConsentKind.WEB in changed and not form.changes[ConsentKind.WEB]:
            messages.warning(self.request, _("The profile is offline now, in all languages."))
        if changed:
            messages.success(self.request, _("The consents are recorded."))
        return super().form_valid(form)

    def get_success_url(self):
        return reverse("member_consents", args=[self.page.pk])

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "consents": Consent.objects.of(self.page).overview(),
            "submit_button_label": _("Save"),
        }
