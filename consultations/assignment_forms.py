"""What an advisor, or staff for them, enter: a reason, a date, the day of the talk."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.models import Assignment
from miglobe_site.form_fields import LineField, ParagraphsField

#: Nobody agrees on a date farther away.
FARTHEST = timedelta(days=730)

#: Where the municipality has an address, both get a mail.
DATE_WITHOUT_MAIL = gettext_lazy("The date is saved. Please tell it to the municipality yourself.")


def day_field(**kwargs: Any) -> forms.DateField:
    """A day, with the calendar of the browser."""
    wrong = gettext_lazy("Please enter a day, for example 24.12.2026.")
    return forms.DateField(
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": wrong, "invalid": wrong},
        **kwargs,
    )


class DeclineForm(forms.Form):
    reason = ParagraphsField(
        label=gettext_lazy("Why not? (voluntary)"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The staff read it, the municipality does not."),
    )


class StepBackForm(DeclineForm):
    """The reason of somebody who has agreed already."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["reason"].label = _("Why? (voluntary)")


class MeetingForm(forms.Form):
    """``at``, among what is cleaned: the moment that day and time make."""

    day = day_field(label=gettext_lazy("Day"))
    time = forms.TimeField(
        label=gettext_lazy("Beginning"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Please enter a time, for example 14:30."),
            "invalid": gettext_lazy("Please enter a time, for example 14:30."),
        },
    )
    place = LineField(
        label=gettext_lazy("Place, or link to the video call"),
        max_length=300,
        error_messages={"required": gettext_lazy("Please say where you meet.")},
    )

    def __init__(self, data: Any = None, *, assignment: Assignment, **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        if assignment.meeting_at:
            at = timezone.localtime(assignment.meeting_at)
            initial = {"day": at.date(), "time": at.time(), "place": assignment.place}
        super().__init__(data, initial=initial, **kwargs)
        self.assignment = assignment

    def clean_day(self) -> Any:
        day, today = self.cleaned_data["day"], timezone.localdate()
        if day < today:
            raise ValidationError(_("This day is over. Please enter one that is to come."))
        if day > today + FARTHEST:
            raise ValidationError(_("This day is too far away. Please look at the year."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"day", "time"} <= set(cleaned):
            try:
                at = from_current_timezone(datetime.combine(cleaned["day"], cleaned["time"]))
            except ValidationError:  # an hour that the change of the clocks leaves out, or repeats
                self.add_error("time", _("Please enter another time."))
            else:
                cleaned["at"] = at
                if at <= timezone.now():
                    text = _("This time is over. Please enter one that is to come.")
                    self.add_error("time", text)
        return cleaned


class HeldForm(forms.Form):
    held_on = day_field(label=gettext_lazy("When did the talk take place?"))

    def __init__(self, data: Any = None, *, assignment: Assignment, **kwargs: Any) -> None:
        today, day = timezone.localdate(), assignment.held_on
        if day is None and assignment.meeting_at:
            day = min(timezone.localdate(assignment.meeting_at), today)
        super().__init__(data, initial={"held_on": day or today}, **kwargs)
        self.assignment = assignment

    def clean_held_on(self) -> Any:
        day = self.cleaned_data["held_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        if day < timezone.localdate(self.assignment.request.created_at):
            raise ValidationError(_("The request arrived only after this day."))
        return day
