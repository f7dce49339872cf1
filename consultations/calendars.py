"""An agreed talk as an iCalendar file, for the advisor and for the official (RFC 5545)."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from consultations.models import Assignment
from consultations.models.assignment import LENGTH

FILENAME, MIMETYPE = "termin.ics", "text/calendar"


def for_advisor(assignment: Assignment, is_off: bool = False) -> str:
    title = _("Talk with %(name)s") % {"name": assignment.request.municipality}
    return calendar(assignment, title, is_off)


def for_official(assignment: Assignment, is_off: bool = False) -> str:
    name = assignment.name  # "" where the advisor is being forgotten
    title = _("Talk with %(name)s") % {"name": name} if name else _("Talk")
    return calendar(assignment, title, is_off)


def calendar(assignment: Assignment, title: str, is_off: bool) -> str:
    """The file; a talk ``is_off`` that does not take place, so that calendars take it out."""
    start = assignment.meeting_at
    assert start is not None  # who asks for a file has looked
    host = urlsplit(settings.BASE_URL).hostname
    event = Event()
    event.add("uid", f"{assignment.request.reference.lower()}-{assignment.pk}@{host}")
    event.add("sequence", max(assignment.notices - 1, 0))
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", (start + LENGTH).astimezone(UTC))
    event.add("summary", f"MiGlobe: {title}")
    event.add("location", assignment.place)
    reference = {"reference": assignment.request.spelled_reference}
    event.add("description", _("Reference %(reference)s") % reference)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    file = Calendar()
    file.add("prodid", "-//MiGlobe//Termine//DE")
    file.add("version", "2.0")
    file.add("method", "CANCEL" if is_off else "PUBLISH")
    file.add_component(event)
    return file.to_ical().decode()
