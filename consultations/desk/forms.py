"""The forms beside a request. Each knows what it was shown with, and changes nothing else."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations import advisor_mails, assigning
from consultations.choices import State
from consultations.desk import acting, answering
from consultations.desk.assignments import NO_MAIL, available
from consultations.desk.rights import editors_of
from consultations.models import ConsultationRequest
from consultations.models.answer_templates import open_places
from consultations.models.request import LONGEST_ANSWER
from miglobe_site.form_fields import ParagraphsField
from miglobe_site.texts import running_text

FORGOTTEN = gettext_lazy("This is not possible any more: the request is no longer being worked on.")
#: WITHDRAWN is what the official does.
STATES = [(state.value, state.label) for state in State if state != State.WITHDRAWN]


class DeskForm(forms.Form):
    """``done``: what is said when it has worked."""

    done: Any = ""

    def __init__(self, data: Any = None, *, sent: ConsultationRequest, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.sent = sent

    def save(self, user: Any) -> bool:
        """Do what is asked for; where that cannot be, say so at a field."""
        raise NotImplementedError

    def meanwhile(self) -> str:
        """What another has done."""
        return str(FORGOTTEN)

    def refuse(self, name: str) -> bool:
        self.sent.refresh_from_db()
        is_over = self.sent.is_in_quarantine or self.sent.forgotten_at
        self.add_error(name, str(FORGOTTEN) if is_over else self.meanwhile())
        return False


class StateForm(DeskForm):
    """``seen``: the state that stood on the page."""

    state = forms.ChoiceField(
        label=gettext_lazy("New state"),
        choices=STATES,
        help_text=gettext_lazy(
            "The municipality reads it on its page “Where your request stands”."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Message to the municipality (voluntary)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Stands on the same page. It is not sent by mail."),
    )
    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    done = gettext_lazy("The new state is saved.")

    def __init__(self, data: Any = None, *, sent: ConsultationRequest, **kwargs: Any) -> None:
        super().__init__(data, sent=sent, initial={"state": sent.state}, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("state") == cleaned.get("seen") == self.sent.state:
            self.add_error("state", _("The request has this state already."))
        return cleaned

    def save(self, user: Any) -> bool:
        new = self.cleaned_data
        return acting.change_state(
            self.sent, new["seen"], new["state"], new["text"], user
        ) or self.refuse("state")

    def meanwhile(self) -> str:
        if self.sent.state == State.WITHDRAWN:
            return _("Meanwhile the municipality has withdrawn the request. Nothing was saved.")
        return _(
            "Meanwhile somebody else has changed the state to “%(state)s”. Nothing was saved. "
            "Please look at the history; save again if yours is still right."
        ) % {"state": self.sent.get_state_display()}


class ChargeForm(DeskForm):
    """``seen``: who was in charge when the page was shown; ``mine``: the button "I take it"."""

    in_charge = forms.ModelChoiceField(
        label=gettext_lazy("In charge"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("nobody"),
        help_text=gettext_lazy("The municipality reads the name."),
    )
    mine = forms.BooleanField(required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    done = gettext_lazy("It is noted who is in charge.")

    def __init__(self, data: Any = None, *, sent: ConsultationRequest, **kwargs: Any) -> None:
        super().__init__(data, sent=sent, initial={"in_charge": sent.in_charge_id}, **kwargs)
        people = get_user_model().objects.filter(
            Q(pk__in=editors_of(sent.of_edition).values("pk")) | Q(pk=sent.in_charge_id)
        )
        field: Any = self.fields["in_charge"]
        field.queryset = people

    def save(self, user: Any) -> bool:
        new = self.cleaned_data
        person = user if new["mine"] else new["in_charge"]
        seen = self.sent.in_charge_id
        is_same = new["seen"] == ("" if seen is None else str(seen))
        done = is_same and acting.put_in_charge(self.sent, seen, person, user)
        return done or self.refuse("in_charge")

    def meanwhile(self) -> str:
        name = self.sent.in_charge or _("nobody")
        return _("Meanwhile %(name)s is in charge. Nothing was saved.") % {"name": name}


class NoteForm(DeskForm):
    text = forms.CharField(
        label=gettext_lazy("Internal note"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The municipality never sees it."),
        error_messages={"required": gettext_lazy("Please write something.")},
    )
    done = gettext_lazy("The note is saved.")

    def save(self, user: Any) -> bool:
        return acting.note(self.sent, self.cleaned_data["text"], user) or self.refuse("text")


class AnswerForm(DeskForm):
    """``seen``: the id of the last answer that stood on the page, "" where there was none."""

    template = forms.ChoiceField(label=gettext_lazy("Template"), required=False)
    text = ParagraphsField(
        label=gettext_lazy("Your answer"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea({"rows": 10}),
        help_text=gettext_lazy(
            "The municipality gets it by mail and reads it on its page “Where your request "
            "stands”. Its reply goes to the address of your edition."
        ),
        error_messages={"required": gettext_lazy("Please write your answer.")},
    )
    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    done = gettext_lazy("Your answer is on its way.")

    def __init__(self, data: Any = None, *, sent: ConsultationRequest, **kwargs: Any) -> None:
        super().__init__(data, sent=sent, **kwargs)
        self.templates = answering.templates_of(sent)
        field: Any = self.fields["template"]
        titles = [(str(place), title) for place, (title, _text) in enumerate(self.templates)]
        field.choices = [("", _("no template")), *titles]
        #: What stands in the page: as it was posted, until it is said that another has answered.
        self.shown = self.data["seen"] if "seen" in self.data else answering.newest_answer(sent)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if places := open_places(text):
            message = _("Please fill in %(places)s, or take it out.")
            raise forms.ValidationError(message % {"places": ", ".join(places)})
        return text

    def with_template(self, user: Any) -> "AnswerForm":
        """The form with the chosen template below what was typed; nothing is sent."""
        data: Any = self.data  # a QueryDict
        known = {str(place): text for place, (_title, text) in enumerate(self.templates)}
        text = known.get(data.get("template", ""), "")
        parts = [
            running_text(data.get("text", "")).strip(),
            answering.filled(self.sent, text, user),
        ]
        initial = {"text": "\n\n".join(filter(None, parts))}
        form = AnswerForm(sent=self.sent, auto_id=self.auto_id, initial=initial)
        form.shown = self.shown
        return form

    def save(self, user: Any) -> bool:
        new = self.cleaned_data
        return answering.answer(self.sent, new["seen"], new["text"], user) or self.refuse("text")

    def refuse(self, name: str) -> bool:
        self.shown = answering.newest_answer(self.sent)
        return super().refuse(name)

    def meanwhile(self) -> str:
        return _(
            "Meanwhile a colleague has answered; nothing was sent. Please read the history. Send "
            "yours again if it is still right."
        )


class AskForm(DeskForm):
    """``names``: {key: name} of all whom staff may ask; the list offers those not asked yet."""

    profile = forms.CharField(
        label=gettext_lazy("Ask somebody else"),
        max_length=40,
        widget=forms.Select,
        help_text=gettext_lazy("Who takes requests now. The mail does not tell who has asked."),
        error_messages={"required": gettext_lazy("Please choose somebody.")},
    )
    done = gettext_lazy("The advisor is asked by mail.")

    def __init__(self, data: Any = None, *, sent: ConsultationRequest, **kwargs: Any) -> None:
        super().__init__(data, sent=sent, **kwargs)
        self.names = available(sent)
        asked = set(map(str, sent.assignments.values_list("profile", flat=True)))
        self.offered = {key: name for key, name in self.names.items() if key not in asked}
        widget: Any = self.fields["profile"].widget
        widget.choices = [("", _("please choose")), *self.offered.items()]

    def clean_profile(self) -> str:
        key = self.cleaned_data["profile"]
        if key not in self.names:
            raise forms.ValidationError(
                _("This person takes no requests now. Please choose somebody else.")
            )
        if not advisor_mails.address_of(key):
            raise forms.ValidationError(str(NO_MAIL) % {"name": self.names[key]})
        return key

    def save(self, user: Any) -> bool:
        key = self.cleaned_data["profile"]
        return assigning.ask(self.sent, key, self.names[key], user) or self.refuse("profile")

    def meanwhile(self) -> str:
        return _("This person has answered meanwhile, or the request is over. Nothing was sent.")


FORMS = {
    "answer": AnswerForm,
    "state": StateForm,
    "charge": ChargeForm,
    "note": NoteForm,
    "ask": AskForm,
}
