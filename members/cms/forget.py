"""The page in the CMS where staff remove a person for good, and read what was removed."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from members.forgetting import forget, plan
from members.models import DeletionRequest, MemberPage


class ForgetForm(forms.Form):
    name = forms.CharField(
        label=_("Last name"), help_text=_("To be sure, please enter the last name of the person.")
    )

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page

    def clean_name(self):
        name = self.cleaned_data["name"]
        if name.strip().casefold() != self.page.last_name.strip().casefold():
            raise forms.ValidationError(_("This is not the last name of the person."))
        return name


class ForgetView(WagtailAdminTemplateMixin, FormView):
    form_class = ForgetForm
    template_name = "members/cms/forget.html"
    page_title = _("Forget this person")
    header_icon = "bin"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(MemberPage, pk=pk)

    def dispatch(self, request, *args, **kwargs):
        rights = self.page.permissions_for_user(request.user)
        if not (rights.can_publish() and rights.can_delete()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.page}

    def form_valid(self, form):
        self.page_title = _("The person is forgotten")
        self.report = forget(self.page, self.request.user)
        context = self.get_context_data(report=self.report)
        return TemplateResponse(self.request, "members/cms/forgotten.html", context)

    def get_breadcrumbs_items(self):
        if hasattr(self, "report"):
            return [{"url": reverse("members:index"), "label": _("MiGlobe members")}]
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]

    def get_page_subtitle(self):
        return "" if hasattr(self, "report") else self.page.get_admin_display_title()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if hasattr(self, "report"):
            return context
        wish = DeletionRequest.objects.filter(profile=self.page.translation_key).first()
        return context | {
            "page": self.page,
            "plan": plan(self.page),
            "wish": wish,
            "submit_button_label": _("Remove for good"),
        }
