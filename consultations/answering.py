"""What an advisor does with a question: by the link of the mail, and in Mein Profil alike."""

from typing import Any

from django.utils.translation import gettext as _

from consultations import assigning
from consultations.answers import contact, enough_to_decide
from consultations.assignment_forms import DeclineForm, HeldForm, MeetingForm, StepBackForm
from consultations.models import Assignment
from miglobe_site.accounts.throttle import count

#: Dates that an advisor enters for one request within an hour: each sends two mails.
MOST_DATES = 10
#: Somebody else, or another tab, was faster; the page then says how it stands.
TOO_LATE = "vorbei"


class Answering:
    """The page of a question; ``data``: what was sent, whose button says what to do."""

    def __init__(self, assignment: Assignment, data: Any = None) -> None:
        self.assignment, self.data = assignment, data or {}
        self.decline = DeclineForm(self.sent_by("decline"))
        self.step_back = StepBackForm(self.sent_by("step_back"))
        self.meeting = MeetingForm(self.sent_by("meeting"), assignment=assignment)
        self.held = HeldForm(self.sent_by("held"), assignment=assignment)

    def sent_by(self, button: str) -> Any:
        return self.data if button in self.data else None

    @property
    def form(self) -> Any:
        """The form that was sent, if one was."""
        forms = (self.decline, self.step_back, self.meeting, self.held)
        return next((form for form in forms if form.is_bound), None)

    def save(self) -> str:
        """Do what the button says; return a word of what was done, "" where a form is wrong."""
        if "accept" in self.data:
            return "zugesagt" if assigning.accept(self.assignment) else TOO_LATE
        form = self.form
        if form is None or not form.is_valid():
            return ""
        entered = form.cleaned_data
        if form is self.decline:
            is_done = assigning.decline(self.assignment, entered["reason"])
            return "abgesagt" if is_done else TOO_LATE
        if form is self.step_back:
            is_done = assigning.step_back(self.assignment, entered["reason"])
            return "abgesagt" if is_done else TOO_LATE
        if form is self.held:
            is_done = assigning.hold(self.assignment, entered["held_on"])
            return "stattgefunden" if is_done else TOO_LATE
        if count("date-of-talk", self.assignment.pk) > MOST_DATES:
            form.add_error(None, _("That are many dates for one hour. Please wait a little."))
            return ""
        is_done = assigning.agree(self.assignment, entered["at"], entered["place"])
        return "termin" if is_done else TOO_LATE

    @property
    def context(self) -> dict[str, Any]:
        """What the page shows; who has written only after the advisor has agreed."""
        sent = self.assignment.request
        return {
            "assignment": self.assignment,
            "sent": sent,
            "facts": enough_to_decide(sent),
            "contact": contact(sent) if self.assignment.is_accepted else [],
            "forms": self,
        }
