"""The page in the CMS where staff record what an advisor agrees to, or no longer does."""

from typing import Any

from django.forms.models import fields_for_model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from members import consents
from members.cms.profile_view import ProfileView
from members.consent_form import ConsentsForm
from members.models import Consent, ConsentKind
from members.models.consent import TEXTS
from miglobe_site import texts

ONLY_THE_PERSON = _(
    "The person has taken back all consents, and nobody else can give them again: it is done in "
    "“Mein Profil”. You can record more here as soon as one is given there."
)


class StaffConsentsForm(ConsentsForm):
    """Staff say how they know of what they record."""

    def __init__(self, *args: Any, in_protection_mode: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.in_protection_mode = in_protection_mode
        self.fields.update(fields_for_model(Consent, ["evidence"]))

    def text_of(self, kind: ConsentKind) -> str:
        version, text = TEXTS[kind]
        return gettext("%(text)s (version %(version)s)") % {"text": text, "version": version}

    def clean_evidence(self) -> str:
        return texts.single_line(self.cleaned_data["evidence"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if any(self.changes.values()):
            if self.in_protection_mode:
                self.add_error(None, ONLY_THE_PERSON)
            elif not self.cleaned_data.get("evidence") and "evidence" not in self.errors:
                message = _("Please enter the evidence: how the person has given the consent.")
                self.add_error("evidence", message)
        return cleaned


class ConsentsView(ProfileView):
    url_name = "member_consents"
    form_class = StaffConsentsForm
    template_name = "members/cms/consents.html"
    page_title = _("Consents")
    header_icon = "check"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "current": self.page.consents,
            "in_protection_mode": consents.in_protection_mode(self.page),
        }

    def form_valid(self, form):
        entered, changes = form.cleaned_data, form.changes
        changed = consents.record(
            self.page, changes, self.request.user, entered["evidence"], entered["shown"]
        )
        if ConsentKind.WEB in changed and not changes[ConsentKind.WEB]:
            messages.warning(self.request, _("The profile is offline now, in all languages."))
        if changed:
            messages.success(self.request, _("The consents are recorded."))
        if (now := consents.current(self.page)) != form.ticked:
            form.show_anew(now, changed)
            return self.form_invalid(form)
        if not changed:
            messages.info(self.request, _("Nothing was changed."))
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "consents": Consent.objects.of(self.page).overview(),
            "in_protection_mode": consents.in_protection_mode(self.page),
            "only_the_person": ONLY_THE_PERSON,
            "submit_button_label": _("Save"),
        }
