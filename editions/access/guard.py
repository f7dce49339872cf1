"""What staff of an edition may open in the CMS: views made for them, about what is theirs.

Wagtail is made for one staff that trusts each other: some of its views ask for no right at all, and
some name a draft when they refuse it. So two questions come before every view. The view still asks
for the rights that it needs itself.
"""

from django.http import Http404
from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from . import draft_titles, ownership
from .administration import administers
from .broken_views import breaks_its_view
from .view_allowlist import is_for_staff

ADMIN = "/admin/"
#: Views of our own that show what is public in other editions, and ask for the rights themselves.
ACROSS_EDITIONS = {
    "editions.cms.take_over.TakeOverView",
    "leave_out_page",
}


class StaffMiddleware:
    """Refuses, to all but administrators, what is not for staff or not theirs."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(ADMIN):
            return self.get_response(request)
        with draft_titles.read_by(request.user):
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match, user = request.resolver_match, request.user
        if not request.path_info.startswith(ADMIN):
            return None
        if breaks_its_view(request, match):
            raise Http404
        if not user.has_perm("wagtailadmin.access_admin") or administers(user):
            return None
        if is_for_staff(match) and is_about_theirs(request, match):
            return None
        return permission_denied(request)


def is_about_theirs(request, match):
    """Whether what an address names by its id is the user's, as far as it names something."""
    user = request.user
    if match.view_name in ACROSS_EDITIONS:
        return True
    if match.view_name == "wagtail_bulk_action":
        model = f"{match.kwargs['app_label']}.{match.kwargs['model_name']}"
        return ownership.may_act_on(
            user, model, request.GET.getlist("id"), request.GET.get("childOf")
        )
    if match.view_name == "wagtailadmin_choose_page_child":
        return ownership.may_choose_below(user, match.kwargs["parent_page_id"])
    if match.view_name == "wagtailadmin_choose_page_chosen_multiple":
        return ownership.may_choose(user, request.GET.getlist("id"))
    if match.view_name == "wagtailadmin_pages:revisions_compare":
        return ownership.is_theirs(user, Page, match.args[0])
    return all(ownership.is_named(user, name, value) for name, value in match.kwargs.items())
