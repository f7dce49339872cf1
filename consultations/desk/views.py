"""One request in the CMS: all that is known of it on one screen, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from consultations import profiles, retention
from consultations.answers import answers, example_of, typed
from consultations.choices import State
from consultations.desk import acting, answering, assignments, queue
from consultations.desk.forms import FORMS, AnswerForm, DeskForm
from consultations.desk.rights import may_change, may_note, requests_of
from consultations.mails import home_of
from consultations.matching import Wish, propose
from consultations.models import ConsultationRequest, WishedAdvisor
from editions.links import path_of

TOO_LATE = _("A colleague was faster: nothing was changed.")


def request_of(user: Any, pk: int) -> ConsultationRequest:
    """One request of the user's editions; 404 where it is not."""
    return get_object_or_404(requests_of(user).select_related("in_charge", "town"), pk=pk)


class OneRequest(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "mail"

    def setup(self, request: HttpRequest, *args: Any, request_id: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sent = request_of(request.user, request_id)
        self.may_change = may_change(request.user, self.sent)

    @property
    def url(self) -> str:
        return reverse("desk_request", args=[self.sent.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        label = f"{self.sent.municipality} · {self.sent.spelled_reference}"
        here = [{"url": self.url, "label": label}]
        above = [*self.breadcrumbs_items, {"url": reverse("desk"), "label": _("Requests")}]
        return [*above, *here]


class RequestView(OneRequest):
    """The screen; ``action`` is the form that is sent to its address, "" for the screen itself."""

    template_name = "consultations/desk/request.html"
    action = ""

    def get_page_title(self) -> str:
        return self.sent.municipality

    def get_page_subtitle(self) -> str:
        return self.sent.spelled_reference

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action:
            return HttpResponseRedirect(self.url)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.action:
            return self.http_method_not_allowed(request)
        may_send = self.may_note if self.action == "note" else self.may_change
        if not may_send:
            raise PermissionDenied
        form = self.form(self.action, request.POST)
        if "insert" in request.POST and isinstance(form, AnswerForm):
            inserted = form.with_template(request.user)
            return self.render_to_response(self.get_context_data(answer_form=inserted))
        if form.is_valid() and form.save(request.user):
            messages.success(request, form.done)
            return HttpResponseRedirect(self.url)
        context = self.get_context_data(**{f"{self.action}_form": form})
        return self.render_to_response(context, status=422)

    @property
    def may_note(self) -> bool:
        return may_note(self.request.user, self.sent)

    def form(self, action: str, data: Any = None) -> DeskForm:
        return FORMS[action](data, sent=self.sent, auto_id=f"{action}_%s")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent, is_kept = self.sent, self.sent.forgotten_at is None
        at_work = is_kept and self.may_change and not sent.is_in_quarantine
        is_withdrawn = sent.state == State.WITHDRAWN  # which cannot be undone
        names = {
            "answer": at_work and bool(sent.email),
            "note": is_kept and self.may_note,
            "state": at_work and not is_withdrawn,
            "charge": at_work,
            "ask": at_work and not sent.is_over,
        }
        forms = {f"{name}_form": self.form(name) for name, is_there in names.items() if is_there}
        asked = assignments.rows(sent, forms.get("ask_form"), kwargs.values())
        keys = [each.profile for each in self.wished] + [row.profile for row in asked]
        profile_of = profiles.addresses(sent, keys)
        return super().get_context_data(**(forms | kwargs)) | {
            "asked": asked,
            "profile_of": profile_of,
            "sent": sent,
            "light": queue.light(sent),
            "answers": typed(sent) if is_kept else [],
            "people": [(each, profile_of.get(each.profile, "")) for each in self.wished],
            "example": self.example(),
            "proposals": self.proposals() if at_work and not sent.is_over else [],
            "may_tell_answered": at_work and sent.awaits_answer,
            "may_hand_over": at_work,
            "events": sent.events.select_related("user", "assignment"),
            "may_deliver": is_kept and self.may_change and sent.is_in_quarantine,
            "may_forget": at_work,
        }

    @cached_property
    def wished(self) -> list[WishedAdvisor]:
        return list(self.sent.wished_advisors.all())

    def proposals(self) -> list[tuple[str, str, str, Any]]:
        """[(name, address, why, key), …] of up to three who fit and are not asked yet."""
        sent = self.sent
        wish = Wish(
            edition=sent.edition,
            text=sent.concern,
            topics=tuple(sent.topics.values_list("slug", flat=True)),
            format=sent.format,
            municipality=sent.town,
            municipality_name=sent.municipality,
            wanted=[each.profile for each in self.wished],
            refused=list(sent.assignments.values_list("profile", flat=True)),
        )
        return [
            (
                each.member.name,
                path_of(each.member),
                " · ".join(map(str, each.reasons)),
                each.member.translation_key,
            )
            for each in propose(wish)
        ]

    def example(self) -> tuple[str, str] | None:
        """The title and the address of the example that led to the request, while it is public."""
        page = example_of(self.sent)
        return (page.title, path_of(page)) if page else None


def act(
    request: HttpRequest, request_id: int, work: Callable[..., bool], done: Any
) -> HttpResponse:
    """Do what a button without a form of its own is for."""
    sent = request_of(request.user, request_id)
    if not may_change(request.user, sent):
        raise PermissionDenied
    if work(sent, request.user):
        messages.success(request, done)
    else:
        messages.warning(request, TOO_LATE)
    return HttpResponseRedirect(reverse("desk_request", args=[sent.pk]))


@require_POST
def deliver(request: HttpRequest, request_id: int) -> HttpResponse:
    """No spam: the mails to both go out."""
    done = _("Delivered: the municipality and you get the mails now.")
    return act(request, request_id, acting.deliver, done)


@require_POST
def answered(request: HttpRequest, request_id: int) -> HttpResponse:
    """Somebody has answered on the telephone or from the own mailbox."""
    done = _("It is noted that the municipality has its answer.")
    return act(request, request_id, answering.answered_elsewhere, done)


class HandOverView(OneRequest):
    """A sheet for those who pay for the advice, to print or to send on."""

    template_name = "consultations/desk/hand_over.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may_change:
            raise PermissionDenied
        if self.sent.is_in_quarantine or self.sent.forgotten_at:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """In German, whatever language somebody has chosen for the CMS."""
        with override("de"):
            return super().get(request, *args, **kwargs).render()  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "sent": self.sent,
            "answers": answers(self.sent),
            "advisors": self.sent.assignments.advising(),
            "events": self.sent.events.public(),
            "home": home_of(self.sent),
            "back_url": self.url,
        }


class ConfirmView(OneRequest):
    """Asks before something is gone for good."""

    template_name = "consultations/desk/confirm.html"
    question: Any = ""
    explanation: Any = ""
    button: Any = ""
    done: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.may_change:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.question)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.question}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.act():
            messages.success(request, self.done)
            return HttpResponseRedirect(self.next_url)
        messages.warning(request, TOO_LATE)
        return HttpResponseRedirect(self.url)

    @property
    def next_url(self) -> str:
        return self.url

    act: Callable[[], bool]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sent": self.sent, "back_url": self.url}


class DeleteView(ConfirmView):
    question = _("Delete as spam?")
    explanation = _(
        "The request is deleted for good. Nobody gets a mail. In doubt, please deliver it: an "
        "answer too many does no harm, a request that is lost does."
    )
    button = _("Spam: delete")
    done = _("The request is deleted.")

    def act(self) -> bool:
        return retention.delete_spam(self.sent)

    @property
    def next_url(self) -> str:
        return f"{reverse('desk')}?quarantine=only"


class ForgetView(ConfirmView):
    question = _("Delete the personal data?")
    explanation = _(
        "Name, e-mail, telephone, function, the text, the wished advisors, all notes and the mails "
        "about this request are deleted for good. Municipality, topics, state and dates stay for "
        "the statistics. A request that is still open ends with it."
    )
    button = _("Delete the personal data")
    done = _("The personal data are deleted.")

    def act(self) -> bool:
        return retention.forget_at_once(self.sent, self.request.user)
