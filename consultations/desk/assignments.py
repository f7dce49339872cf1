"""Beside a request in the CMS: who is asked to advise, and what staff do with each question."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations import advisor_mails, assigning
from consultations.assignment_forms import DATE_WITHOUT_MAIL, HeldForm, MeetingForm
from consultations.desk.queue import Light
from consultations.models import Assignment, ConsultationRequest
from members.models import MemberPage

NO_MAIL = gettext_lazy(
    "%(name)s has no e-mail address and no account. Please enter one in the profile, or call."
)
PAUSES = gettext_lazy("This person takes no requests now. Please choose somebody else.")


def available(sent: ConsultationRequest) -> dict[str, str]:
    """{key: name} of the public profiles of the edition that take requests, by their names."""
    code = sent.of_edition.locale_code()
    pages = MemberPage.objects.published().available().filter(locale__language_code=code)
    return {str(page.translation_key): page.name for page in by_name(pages)}


def by_name(pages: Any) -> Any:
    names = ("academic_title", "first_name", "last_name", "translation_key")
    return pages.order_by("last_name", "first_name", "pk").only(*names)


class RowForm(forms.Form):
    """What is done with one question by a button alone; ``problem``: why it was not done."""

    done: Any = ""
    problem: Any = ""

    def __init__(self, data: Any = None, *, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.assignment = assignment

    def save(self, user: Any) -> bool:
        raise NotImplementedError


class AgainForm(RowForm):
    done = gettext_lazy("The advisor is asked once more and gets a mail.")

    def save(self, user: Any) -> bool:
        row = self.assignment
        if str(row.profile) not in available(row.request):
            self.problem = PAUSES
            return False
        if not advisor_mails.address_of(row.profile):
            self.problem = str(NO_MAIL) % {"name": row.name}
            return False
        return assigning.ask(row.request, row.profile, row.name, user, again=True)


class DeskMeetingForm(MeetingForm):
    @property
    def done(self) -> Any:
        return (
            _("The date is saved. Both get it by mail if it is new.")
            if self.assignment.request.email
            else DATE_WITHOUT_MAIL
        )

    def save(self, user: Any) -> bool:
        new = self.cleaned_data
        return assigning.agree(self.assignment, new["at"], new["place"], user)


class DeskHeldForm(HeldForm):
    done = gettext_lazy("It is noted that the talk has taken place.")

    def save(self, user: Any) -> bool:
        return assigning.hold(self.assignment, self.cleaned_data["held_on"], user)


FORMS: dict[str, Any] = {
    "again": AgainForm,
    "meeting": DeskMeetingForm,
    "held": DeskHeldForm,
}


def form(action: str, assignment: Assignment, data: Any = None) -> Any:
    return FORMS[action](data, assignment=assignment, auto_id=f"{action}_{assignment.pk}_%s")


class Row:
    """One question as the screen shows it; ``sent_form``: one of its forms that was wrong."""

    def __init__(
        self, assignment: Assignment, may_act: bool, offered: Collection[str], sent_form: Any
    ) -> None:
        self.assignment, self.profile = assignment, assignment.profile
        self.may_act = may_act and assignment.profile is not None
        is_out = assignment.is_declined or assignment.is_recalled
        self.may_recall = self.may_act and not is_out and assignment.held_on is None
        self.may_ask_again = self.may_act and is_out and str(assignment.profile) in offered
        self.meeting = self.held = None
        if self.may_act and assignment.is_accepted:
            self.meeting = self.one("meeting", sent_form)
            self.held = self.one("held", sent_form)

    def one(self, action: str, sent_form: Any) -> Any:
        is_sent = isinstance(sent_form, FORMS[action])
        return sent_form if is_sent else form(action, self.assignment)

    @property
    def light(self) -> Light:
        """Since when the advisor is asked, agrees, has declined, or need not answer."""
        row = self.assignment
        day = {"day": date_format(localtime(row.since), "j. F")}
        if row.is_asked:
            text = _("waiting since %(day)s") if row.is_late else _("asked on %(day)s")
            return Light("late" if row.is_late else "ok", text % day)
        if row.is_accepted:
            return Light("", _("has agreed on %(day)s") % day)
        if row.is_declined:
            return Light("", _("has declined on %(day)s") % day)
        return Light("", _("taken back on %(day)s") % day)


def rows(sent: ConsultationRequest, ask_form: Any, sent_forms: Iterable[Any]) -> list[Row]:
    """The questions of a request; among the forms that were sent may be one of theirs.

    ``ask_form``: None where nothing can be done.
    """
    offered = ask_form.names if ask_form else {}
    kinds = tuple(FORMS.values())
    wrong: dict[int, Any] = {}
    for each in sent_forms:
        if isinstance(each, kinds):
            wrong[each.assignment.pk] = each
    found = []
    for assignment in sent.assignments.all():
        assignment.request = sent
        found.append(Row(assignment, bool(ask_form), offered, wrong.get(assignment.pk)))
    return found
