"""The page in the CMS where staff make private links and record what a municipality releases."""

import re
import secrets

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, TimestampSigner
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from examples import releases
from examples.models import PracticeExamplePage, Release, ReleaseLink
from miglobe_site.accounts.secret_links import KEEP
from miglobe_site.pages.structured_data import absolute

SALT = "examples.releases.key"
DAYS = [(7, _("7 days")), (14, _("14 days")), (30, _("30 days"))]


def new_key():
    """Random characters by which a second click of the same form is known."""
    return TimestampSigner(salt=SALT).sign(secrets.token_urlsafe())


class LinkForm(forms.ModelForm):
    days = forms.TypedChoiceField(label=_("Valid for"), choices=DAYS, coerce=int, initial=14)
    key = forms.CharField(widget=forms.HiddenInput, initial=new_key, max_length=200, required=False)

    class Meta:
        model = ReleaseLink
        fields = ["recipient"]

    def clean_key(self):
        """Take only a key that this site has made while withdrawn links are remembered."""
        try:
            return TimestampSigner(salt=SALT).unsign(self.cleaned_data["key"], max_age=KEEP)
        except BadSignature:
            return ""


class ReleaseForm(forms.ModelForm):
    latest = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = Release
        fields = ["name", "role", "evidence"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].required = True


class ReleaseView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "examples/cms/release.html"
    page_title = _("Release by the municipality")
    header_icon = "check"
    #: What the buttons of the page send as "action", and the methods that answer.
    actions = ("make_link", "record", "withdraw", "withdraw_link")

    def setup(self, request, *args, pk, **kwargs):
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(PracticeExamplePage, pk=pk)
        self.new_url = ""

    def dispatch(self, request, *args, **kwargs):
        self.may = self.page.permissions_for_user(request.user)
        if not self.may.can_edit():
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)  # the page may show a new link
        return response

    def post(self, request, *args, **kwargs):
        action = request.POST.get("action")
        done = getattr(self, action)() if action in self.actions else False
        if done:
            return HttpResponseRedirect(reverse("example_release_cms", args=[self.page.pk]))
        return self.render_to_response(self.get_context_data())

    def form(self, form_class, action):
        """The form of an action, with what was sent for it."""
        sent = self.request.POST if self.request.POST.get("action") == action else None
        return form_class(sent, auto_id=f"{action}_%s", initial={"latest": self.latest()})

    def latest(self):
        """The id of the release that was recorded last, 0 for none."""
        return Release.objects.of(self.page).aggregate(latest=Max("pk", default=0))["latest"]

    def make_link(self):
        """Make a link and show it at once; it is not kept anywhere."""
        form = self.form(LinkForm, "make_link")
        if form.is_valid():
            days, key = form.cleaned_data["days"], form.cleaned_data["key"]
            _link, token = releases.make_link(
                self.page, self.request.user, days, form.instance.recipient, key
            )
            self.new_url = absolute(reverse("example_release", args=[token]))
        return False

    def record(self):
        form = self.form(ReleaseForm, "record")
        if not form.is_valid():
            return False
        entered = {name: getattr(form.instance, name) for name in form.Meta.fields}
        releases.record(self.page, self.request.user, form.cleaned_data["latest"], **entered)
        messages.success(self.request, _("The release is recorded."))
        return True

    def withdraw(self):
        if self.page.live and not self.may.can_unpublish():
            raise PermissionDenied
        if releases.withdraw(self.page, self.request.user):
            messages.warning(self.request, _("The example is offline now, in all languages."))
        messages.success(self.request, _("The release is withdrawn."))
        return True

    def withdraw_link(self):
        pk = self.request.POST.get("link", "")
        links = self.page.release_links.filter(pk=pk if re.fullmatch(r"[0-9]{1,18}", pk) else 0)
        get_object_or_404(links)
        links.withdraw(self.request.user)
        messages.success(self.request, _("The private link is withdrawn."))
        return True

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return (
            super().get_context_data(**kwargs)
            | self.page.release_overview
            | {
                "page": self.page,
                "new_url": self.new_url,
                "can_withdraw": self.may.can_unpublish() or not self.page.live,
                "link_form": LinkForm(auto_id="make_link_%s")
                if self.new_url
                else self.form(LinkForm, "make_link"),
                "release_form": self.form(ReleaseForm, "record"),
            }
        )
