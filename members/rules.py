"""What keeps a profile from going live; see miglobe_site.pages.publishing."""

from html import unescape

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from editions.access.staff_groups import edition_collection
from members.choices import ConsentKind, ContactWay

REQUIRED = ("first_name", "last_name", "summary", "about")
#: Django asks only forms how long such texts may be.
LONG = ("about", "qualifications", "references", "organisations")
#: Relations that are boxes in the forms, and named after these here.
RELATIONS = {"topics": "member_topics", "formats": "member_formats"}
MOST_TOPICS, MOST_COUNTRIES = 5, 5


def publish_errors(page):
    """Return {field: message}; "consents" is no field of a form and stands for the consents."""
    errors = {name: _("Please fill this in.") for name in REQUIRED if not text(page, name)}
    errors |= lengths(page) | lists(page) | portrait(page)
    errors |= contact(page.contact_way, page.email, page.phone)
    if ConsentKind.WEB not in page.consents:
        errors["consents"] = _(
            "Without the consent “Publication on the web” this profile cannot be published. "
            "Please record it under “Consents”."
        )
    return errors


def text(page, name):
    """What a reader sees of a field."""
    return unescape(strip_tags(getattr(page, name))).strip()


def lengths(page):
    message = _("At most %(most)d characters are possible.")
    most = {name: page._meta.get_field(name).max_length for name in LONG}
    return {
        name: message % {"most": number}
        for name, number in most.items()
        if len(text(page, name)) > number
    }


def lists(page):
    errors = {}
    if not 1 <= page.member_topics.count() <= MOST_TOPICS:
        errors["topics"] = _("Please choose one to five topics.")
    if not page.member_formats.count():
        errors["formats"] = _("Please choose at least one format.")
    languages, countries = (
        [row.code for row in rows.all()] for rows in (page.member_languages, page.member_countries)
    )
    if not languages:
        errors["member_languages"] = _("Please name at least one language.")
    if len(set(languages)) < len(languages):
        errors["member_languages"] = _("Please name each language only once.")
    if len(set(countries)) < len(countries):
        errors["member_countries"] = _("Please name each country only once.")
    if len(countries) > MOST_COUNTRIES:
        errors["member_countries"] = _("At most five countries are possible.")
    return errors


def pause(day, before):
    """Return the last day of a pause; one that is over is refused, unless it was there before."""
    if day and day != before and day < timezone.localdate():
        raise ValidationError(_("This day is over. Please choose one that is still to come."))
    return day


def contact(way, email, phone):
    """What a way of contact, as it is stored, shows must be there."""
    errors = {}
    way = ContactWay(way or ContactWay.FORM)
    if way.shows_email and not email:
        errors["email"] = _("The way of contact includes the e-mail: please enter it.")
    if way.shows_phone and not phone:
        errors["phone"] = _("The way of contact includes the telephone: please enter it.")
    return errors


def portrait(page):
    """A portrait has a credit and comes from the edition's own pictures."""
    if not page.photo_id:
        return {}
    errors = {} if page.photo_credit else {"photo_credit": _("A portrait needs its credit.")}
    collection = edition_collection(page.edition)
    if collection is None or not page.photo.collection.path.startswith(collection.path):
        errors["photo"] = _("Please choose a picture from the collection of your edition.")
    return errors
