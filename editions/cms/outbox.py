"""The outbox in the CMS: what became of the mails of the user's editions, and sending again."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from miglobe_site.outbox.bell import bell
from miglobe_site.outbox.models import Mail, MailQuerySet

from ..access.administration import administers
from ..access.permissions import editions_to_publish
from ..registry import EDITIONS

PER_PAGE = 50
State = Mail.State
#: What the list shows together: {name in the address: (label, states)}.
GROUPS = {
    "open": (gettext_lazy("Not delivered yet"), [State.WAITING, State.FAILED]),
    "sent": (gettext_lazy("Delivered"), [State.SENT]),
    "given-up": (gettext_lazy("Given up"), [State.GIVEN_UP]),
}


def may_see_outbox(user) -> bool:
    return administers(user) or bool(editions_to_publish(user))


def mails_of(user) -> MailQuerySet:
    """The mails of the editions that a user publishes; administrators see all.

    Mails that are about no edition, such as for a password, are seen by administrators alone.
    """
    if administers(user):
        return Mail.objects.all()
    keys = [edition.key for edition in editions_to_publish(user)]
    if not keys:
        raise PermissionDenied
    return Mail.objects.filter(edition__in=keys)


class OutboxView(WagtailAdminTemplateMixin, TemplateView):
    """The mails of one group (?group=), the newest first."""

    template_name = "editions/outbox/list.html"
    page_title = gettext_lazy("Outbox")
    header_icon = "mail"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        mails = mails_of(self.request.user)
        group = self.request.GET.get("group")
        group = group if group in GROUPS else "open"
        # Failed ones first, since people must look after them.
        wanted = mails.filter(state__in=GROUPS[group][1]).order_by("state", "-made_at", "-pk")
        page_obj = Paginator(wanted, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "group": group,
            "groups": [(name, label) for name, (label, _states) in GROUPS.items()],
            "rows": [(mail, EDITIONS.get(mail.edition)) for mail in page_obj],
            "page_obj": page_obj,
            "may_send": group == "open" and bool(page_obj.paginator.count),
        }


def mail_of(request: HttpRequest, mail_id: int) -> MailQuerySet:
    """One mail of the user's, as a queryset; 404 where it is not."""
    mail = get_object_or_404(mails_of(request.user), pk=mail_id)
    return Mail.objects.filter(pk=mail.pk)


@require_POST
def send_again(request: HttpRequest, mail_id: int) -> HttpResponse:
    return again(request, mail_of(request, mail_id))


@require_POST
def send_all_again(request: HttpRequest) -> HttpResponse:
    return again(request, mails_of(request.user))


@transaction.atomic
def again(request: HttpRequest, mails: MailQuerySet) -> HttpResponse:
    """Tell the sender, which is at work after the answer; a server may take its time."""
    if count := mails.send_again():
        transaction.on_commit(bell.set, robust=True)
        text = ngettext(
            "One mail is being sent. Look here again in a minute.",
            "%(count)d mails are being sent. Look here again in a minute.",
            count,
        )
        messages.success(request, text % {"count": count})
    else:
        messages.warning(request, _("Nothing is to be sent here, or it is being sent already."))
    return redirect("outbox")


@require_POST
def give_up(request: HttpRequest, mail_id: int) -> HttpResponse:
    if mail_of(request, mail_id).give_up():
        messages.success(request, _("This mail is not sent any more."))
    else:
        messages.warning(request, _("Only a mail that could not be delivered is given up."))
    return redirect("outbox")


class OutboxPanel(Component):
    """On the start page of the CMS, while mails do not get out: a mail could not tell of it."""

    name = "outbox"
    order = 50  # above all others
    template_name = "editions/outbox/panel.html"

    def __init__(self, user):
        mails = mails_of(user) if may_see_outbox(user) else Mail.objects.none()
        self.failed, self.late = mails.failed().count(), mails.late().count()
        self.is_shown = bool(self.failed or self.late)

    def get_context_data(self, parent_context):
        return {"failed": self.failed, "late": self.late}


class OutboxMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_outbox(request.user)


def menu_item() -> MenuItem:
    return OutboxMenuItem(_("Outbox"), reverse_lazy("outbox"), icon_name="mail", order=1200)


addresses = [
    path("outbox/", OutboxView.as_view(), name="outbox"),
    path("outbox/again/", send_all_again, name="outbox_send_all_again"),
    path("outbox/<int:mail_id>/again/", send_again, name="outbox_send_again"),
    path("outbox/<int:mail_id>/give-up/", give_up, name="outbox_give_up"),
]
FOR_STAFF = ["outbox", "outbox_send_all_again", "outbox_send_again", "outbox_give_up"]
