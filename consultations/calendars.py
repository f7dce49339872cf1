"""An agreed talk as an iCalendar file, for the advisor and for the official (RFC 5545)."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from consultations.mails import home_of
from consultations.models import Assignment
from consultations.models.assignment import LENGTH

FILENAME = "termin.ics"


def mimetype(is_off: bool = False) -> str:
    """With the method of the file, which mail programs read there (RFC 6047)."""
    return f"text/calendar; method={method(is_off)}"


def method(is_off: bool) -> str:
    return "CANCEL" if is_off else "PUBLISH"


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
    event.add("uid", f"{assignment.request.reference.lower()}-{number_of(assignment)}@{host}")
    event.add("sequence", max(assignment.notices - 1, 0))
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", (start + LENGTH).astimezone(UTC))
    event.add("summary", f"MiGlobe: {title}")
    event.add("location", assignment.place)
    if organizer := organizer_of(assignment):
        event.add("organizer", organizer)
    reference = {"reference": assignment.request.spelled_reference}
    event.add("description", _("Reference %(reference)s") % reference)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    file = Calendar()
    file.add("prodid", "-//MiGlobe//Termine//DE")
    file.add("version", "2.0")
    file.add("method", method(is_off))
    file.add_component(event)
    return file.to_ical().decode()


def number_of(assignment: Assignment) -> str:
    """What tells a talk from all others: the next after one that was held is a talk of its own."""
    held_on, start = assignment.held_on, assignment.meeting_at
    is_next = held_on and start and held_on < timezone.localdate(start)
    return f"{assignment.pk}-{held_on:%Y%m%d}" if is_next else str(assignment.pk)


def organizer_of(assignment: Assignment) -> vCalAddress | None:
    """The edition, which both know; None where it has no address."""
    home = home_of(assignment.request)
    address = home.settings.answers_go_to
    if not address:
        return None
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = home.title
    return organizer
