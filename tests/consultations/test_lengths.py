"""Letters that are composed of more characters than were typed: the database keeps a limit."""

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from consultations.assignment_forms import DeclineForm, MeetingForm
from consultations.desk import forms as desk
from consultations.desk.phone import PhoneForm
from consultations.desk.report_views import DoneForm
from consultations.models import Assignment, RequestPage
from consultations.models.request_form import RequestForm
from consultations.report_forms import BarrierForm, FeedbackForm, InterestForm
from consultations.views import AdditionForm
from tests.factories.desk import request_in

pytestmark = pytest.mark.usefixtures("site")
#: A half note: three characters once it is composed.
NOTE = "\U0001d15e"
#: Kept nowhere: what programs fill in, proofs of the form itself, and choices.
NOT_KEPT = {"website", "key", "shown", "seen", "profile"}


def data(name, text):
    query = QueryDict(mutable=True)
    query[name] = text
    return query


FORMS = {
    "meeting": lambda data: MeetingForm(data, assignment=Assignment()),
    "decline": DeclineForm,
    "addition": AdditionForm,
    "request": lambda data: RequestForm(data, page=RequestPage.objects.live().first()),
    "phone": lambda data: PhoneForm(data, user=AnonymousUser()),
    "barrier": BarrierForm,
    "feedback": FeedbackForm,
    "interest": lambda data: InterestForm(data, states=[]),
    "state": lambda data: desk.StateForm(data, sent=request_in()),
    "note": lambda data: desk.NoteForm(data, sent=request_in()),
    "done": DoneForm,
    "answer": lambda data: desk.AnswerForm(data, sent=request_in()),
}


@pytest.mark.parametrize("key", FORMS)
def test_text_that_grows_when_it_is_made_clean_is_too_long(key):
    make = FORMS[key]
    limits = {
        name: field.max_length
        for name, field in make(QueryDict()).fields.items()
        if isinstance(field, forms.CharField) and field.max_length and name not in NOT_KEPT
    }
    assert limits
    for name, limit in limits.items():
        assert name in make(data(name, NOTE * limit)).errors, name
