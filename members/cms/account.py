"""The page in the CMS where staff give an advisor the account of a profile."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from members.models import MemberPage, OneTimeLink
from members.my_profile import accounts


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The advisor logs in with it. It is not shown on the website."),
    )
    latest = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page

    def clean_email(self):
        email = self.cleaned_data["email"]
        accounts.check_invitation(self.page, email)
        return email


class AccountView(WagtailAdminTemplateMixin, FormView):
    form_class = InvitationForm
    template_name = "members/cms/account.html"
    page_title = _("Account of the advisor")
    header_icon = "user"

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(MemberPage, pk=pk)

    def dispatch(self, request, *args, **kwargs):
        """An account may change what is public at once: only who publishes may give one."""
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "withdraw" in request.POST:
            accounts.withdraw_invitations(self.page, request.user)
            messages.success(request, _("The invitation is withdrawn."))
        elif "unlink" in request.POST:
            accounts.unlink(self.page, request.user)
            messages.success(request, _("The account does not belong to this profile any more."))
        else:
            return super().post(request, *args, **kwargs)
        return redirect(self.get_success_url())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.page}

    def get_initial(self):
        last = OneTimeLink.objects.invitations_to(self.page).first()
        email = last.email if last else self.page.email
        return {"email": email, "latest": last.pk if last else 0}

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        try:
            accounts.invite(self.page, email, self.request.user, form.cleaned_data["latest"])
        except ValidationError as error:
            form.add_error("email", error)
            return self.form_invalid(form)
        except OSError:  # smtplib's exceptions are of this kind
            form.add_error("email", _("The mail could not be sent. Please try again later."))
            return self.form_invalid(form)
        messages.success(
            self.request, _("The invitation is on its way to %(email)s.") % {"email": email}
        )
        return super().form_valid(form)

    def get_success_url(self):
        return reverse("member_account", args=[self.page.pk])

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "invitations": OneTimeLink.objects.invitations_to(self.page),
            "submit_button_label": _("Send invitation"),
        }
