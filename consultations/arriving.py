"""A request arrives: stored with its mails in one transaction, or not at all."""

from django.http import HttpRequest

from consultations import mails
from consultations.choices import Step
from consultations.models import ConsultationRequest, RequestEvent, RequestPage, WishedAdvisor
from consultations.models.request_form import RequestForm
from consultations.once import once
from consultations.spam import Message, suspicions
from miglobe_site.accounts.throttle import too_often
from miglobe_site.municipalities.finding import find
from miglobe_site.municipalities.models import Municipality

#: Requests from one address within an hour, after which the next wait in quarantine.
MOST_BEFORE_QUARANTINE = 20


def arrive(form: RequestForm, page: RequestPage, request: HttpRequest) -> ConsultationRequest:
    """Store what a valid form holds; what was sent before by the same form is found again."""
    town = find(form.cleaned_data["municipality"], page.edition.key)
    return once(
        ConsultationRequest,
        form.digest,
        lambda: store(form, page, town, why_suspicious(form, request)),
    )


def why_suspicious(form: RequestForm, request: HttpRequest) -> list[str]:
    typed = {name: form.cleaned_data[name] for name in ("municipality", "name", "email", "phone",
                                                        "period", "concern")}  # fmt: skip
    message = Message(
        **typed,
        function=form.cleaned_data["role"],
        seconds=form.seconds,
        trap=form.cleaned_data["website"],
    )
    many = too_often(request, "request", MOST_BEFORE_QUARANTINE)
    return [*suspicions(message), *(["many"] if many else [])]


def store(
    form: RequestForm, page: RequestPage, town: Municipality | None, reasons: list[str]
) -> ConsultationRequest:
    sent = form.save(commit=False)
    sent.edition = page.edition.key
    sent.locale_code = page.locale.language_code
    sent.sent_digest = form.digest
    sent.promised_for = page.promised_for
    sent.suspicions = ",".join(reasons)[:200]
    sent.town = town
    if example := form.chosen_example:
        sent.example = example.translation_key
    sent.save()
    form.save_m2m()
    WishedAdvisor.objects.bulk_create(
        WishedAdvisor(request=sent, profile=person.translation_key, name=person.name)
        for person in form.wished
    )
    RequestEvent.objects.create(request=sent, step=Step.ARRIVED)
    if not reasons:
        mails.tell_both(sent)
    return sent
