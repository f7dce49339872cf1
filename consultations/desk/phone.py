"""A request that staff take on the telephone."""

import secrets
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from consultations import mails
from consultations.choices import Step
from consultations.desk.rights import editions_to_change
from consultations.models import ConsultationRequest, RequestEvent, RequestPage
from consultations.models.request_form import LONGEST_CONCERN, KnownRows
from consultations.once import once
from consultations.sent_form import digest_of
from members.models import Topic
from miglobe_site.form_fields import ParagraphsField
from miglobe_site.municipalities.finding import find
from miglobe_site.municipalities.models import Municipality


class PhoneForm(forms.ModelForm):
    """``user``: who is on the telephone, and asks for one of the own editions."""

    edition = forms.ChoiceField(label=_("Edition"))
    concern = ParagraphsField(
        label=_("Concern"),
        max_length=LONGEST_CONCERN,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": _("Please say in a few words what it is about.")},
    )
    topics = KnownRows(
        Topic.objects.all(),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    #: The same for both presses of the button.
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    class Meta:
        model = ConsultationRequest
        fields = (
            "municipality", "name", "phone", "email", "concern", "role", "asking",
            "topics", "format", "period",
        )  # fmt: skip

        error_messages = {
            "municipality": {"required": _("Please enter the municipality.")},
            "name": {"required": _("Please enter the name.")},
        }

    def __init__(self, data: Any = None, *, user: Any, **kwargs: Any) -> None:
        super().__init__(data, initial={"key": secrets.token_urlsafe(16)}, **kwargs)
        self.user = user
        editions = editions_to_change(user)
        field: Any = self.fields["edition"]
        field.choices = [(edition.key, edition.short_name) for edition in editions]
        if len(editions) == 1:
            field.widget, field.initial = forms.HiddenInput(), editions[0].key
        self.order_fields(["edition", *self.Meta.fields])
        self.fields["municipality"].widget.attrs["list"] = "municipalities"
        states = [edition.key for edition in editions]
        self.municipalities = Municipality.objects.filter(state__in=states).values_list(
            "name", flat=True
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("phone") or cleaned.get("email") or self.errors):
            text = _("Please enter a telephone number or an e-mail address for the answer.")
            self.add_error("phone", text)
        return cleaned


def store(form: PhoneForm) -> ConsultationRequest:
    sent = form.save(commit=False)
    sent.edition = form.cleaned_data["edition"]
    sent.locale_code = sent.of_edition.locale_code()
    sent.sent_digest = digest_of(form)
    sent.promised_for = RequestPage.promise_of(sent.of_edition)
    sent.town = find(sent.municipality, sent.edition)
    sent.save()
    form.save_m2m()
    RequestEvent.objects.create(request=sent, step=Step.ARRIVED, user=form.user)
    mails.tell_official("arrived", sent, by_phone=True)
    return sent


class PhoneView(WagtailAdminTemplateMixin, FormView):
    template_name = "consultations/desk/phone.html"
    form_class = PhoneForm
    page_title = _("Take a request on the telephone")
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not editions_to_change(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("desk"), "label": _("Requests")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"data": self.request.POST or None, "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        sent = once(ConsultationRequest, digest_of(form), lambda: store(form))
        done = _("The request is stored. Its reference is %(reference)s.")
        messages.success(self.request, done % {"reference": sent.spelled_reference})
        return HttpResponseRedirect(reverse("desk_request", args=[sent.pk]))

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
