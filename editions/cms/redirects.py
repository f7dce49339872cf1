"""Redirects in the CMS, at the addresses of Wagtail's own views: each edition keeps its own.

They have no names: what Wagtail calls by name leads here. Importing a file of them, for which
Wagtail asks one right on all redirects, stays with the administration.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import path, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from ..access.administration import administers
from ..access.permissions import editions_to_publish
from ..access.redirects import edition_of, policy
from ..registry import parse_path


class OwnRedirectForm(RedirectForm):
    """A redirect that stays within its edition, which only the administration may let it leave."""

    site = None  # there is one

    class Meta(RedirectForm.Meta):
        fields = ("old_path", "redirect_page", "redirect_link", "is_permanent")
        labels = {
            "old_path": gettext_lazy("Old address"),
            "redirect_page": gettext_lazy("Target: a page"),
            "redirect_link": gettext_lazy("Or an address on another website"),
            "is_permanent": gettext_lazy("For good"),
        }
        help_texts = {
            "old_path": gettext_lazy(
                "What is printed, or was here before, such as /nrw/examples/. It counts while no "
                "page has this address."
            ),
            "redirect_link": gettext_lazy("It begins with https://"),
            "is_permanent": gettext_lazy(
                "Recommended: search engines then forget the old address."
            ),
        }

    def clean_old_path(self):
        old_path = Redirect.normalise_path(self.cleaned_data["old_path"])
        own = editions_to_publish(self.for_user)
        if not administers(self.for_user) and edition_of(old_path) not in own:
            paths = " {} ".format(_("or")).join(sorted(each.path() for each in own))
            message = _("Addresses of your edition begin with %(paths)s")
            raise ValidationError(message % {"paths": paths})
        if Redirect.objects.filter(old_path=old_path).exclude(pk=self.instance.pk).exists():
            raise ValidationError(
                _("This address is redirected already. Please change that redirect.")
            )
        return old_path

    def clean_redirect_link(self):
        link = self.cleaned_data["redirect_link"]
        if link and urlsplit(link).scheme not in {"http", "https"}:
            raise ValidationError(_("Please enter an address that begins with https://"))
        return link

    def clean(self):
        super().clean()
        page = self.cleaned_data.get("redirect_page")
        page_url, link = page and page.url, self.cleaned_data.get("redirect_link")
        faults = {"redirect_page", "redirect_link"} & set(self.errors)
        if not faults and bool(page_url) == bool(link):
            message = _("Please choose a page or enter an address, one of both.")
            self.add_error("redirect_page", message)
        if old_path := self.cleaned_data.get("old_path"):
            self.refuse_target(old_path, "redirect_page", page_url)
            self.refuse_target(old_path, "redirect_link", link)

    def refuse_target(self, old_path, name, url):
        """Say why a redirect may not lead to an address; one that it led to before stays."""
        if not url or not self.is_of_this_site(url):
            return
        may_stay = name not in self.changed_data or administers(self.for_user)
        if Redirect.normalise_path(url) == old_path:
            self.add_error(name, _("This is the address that is redirected."))
        elif not may_stay and parse_path(urlsplit(url).path)[1] not in {None, edition_of(old_path)}:
            message = _(
                "This belongs to another edition. A redirect stays in its own, as the links in "
                "texts do."
            )
            self.add_error(name, message)

    @staticmethod
    def is_of_this_site(url):
        return urlsplit(url).netloc in {"", urlsplit(settings.BASE_URL).netloc}


class OwnFilterSet(RedirectsReportFilterSet):
    site = None

    class Meta(RedirectsReportFilterSet.Meta):
        fields = ["is_permanent"]


class OwnRedirects:
    permission_policy = policy

    def own(self, redirects):
        found = policy.instances_user_has_any_permission_for(self.request.user, {"change"})
        return redirects & found


class IndexView(OwnRedirects, views.IndexView):
    columns = [
        TitleColumn(
            "old_path",
            label=gettext_lazy("Old address"),
            url_name="wagtailredirects:edit",
            sort_key="old_path",
        ),
        views.RedirectTargetColumn("redirect_page", label=gettext_lazy("Leads to"), width="40%"),
        Column(
            "is_permanent",
            label=gettext_lazy("Type"),
            accessor="get_is_permanent_display",
            width="15%",
        ),
    ]
    filterset_class = OwnFilterSet
    list_export = ["old_path", "link", "get_is_permanent_display"]
    export_headings = {
        "old_path": gettext_lazy("Old address"),
        "link": gettext_lazy("Leads to"),
        "get_is_permanent_display": gettext_lazy("Type"),
    }

    def get_base_queryset(self):
        return self.own(super().get_base_queryset())

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if administers(self.request.user):
            return buttons
        address = reverse("wagtailredirects:start_import")
        return [each for each in buttons if each.url != address]


class CreateView(OwnRedirects, views.CreateView):
    form_class = OwnRedirectForm

    def post(self, request, *args, **kwargs):
        """One at a time: two of one address would let every visit of it fail."""
        with transaction.atomic():
            list(Site.objects.select_for_update())
            return super().post(request, *args, **kwargs)


class EditView(OwnRedirects, views.EditView):
    form_class = OwnRedirectForm

    def get_queryset(self):
        return self.own(super().get_queryset())


class DeleteView(OwnRedirects, views.DeleteView):
    def get_queryset(self):
        return self.own(super().get_queryset())


in_place_of_stock = [
    path("redirects/", IndexView.as_view()),
    path("redirects/results/", IndexView.as_view(results_only=True)),
    path("redirects/add/", CreateView.as_view()),
    path("redirects/<int:redirect_id>/", EditView.as_view()),
    path("redirects/<int:redirect_id>/delete/", DeleteView.as_view()),
]
FOR_STAFF = [
    f"editions.cms.redirects.{view.__name__}"
    for view in (IndexView, CreateView, EditView, DeleteView)
]


class RedirectsMenuItem(MenuItem):
    def is_shown(self, request):
        return policy.user_has_permission(request.user, "change")


def menu_item():
    address = reverse_lazy("wagtailredirects:index")
    return RedirectsMenuItem(
        gettext_lazy("Redirects"), address, name="own-redirects", icon_name="redirect", order=800
    )


def leave_out_stock_menu_item(request, items):
    items[:] = [each for each in items if each.name != "redirects"]
