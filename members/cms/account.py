"""The page in the CMS where staff give an advisor the account of a profile."""

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from members.cms.profile_view import ProfileView
from members.models import OneTimeLink
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


class AccountView(ProfileView):
    url_name = "member_account"
    form_class = InvitationForm
    template_name = "members/cms/account.html"
    page_title = _("Account of the advisor")
    header_icon = "user"

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
        messages.success(
            self.request, _("The invitation is on its way to %(email)s.") % {"email": email}
        )
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "invitations": OneTimeLink.objects.invitations_to(self.page),
            "submit_button_label": _("Send invitation"),
        }
