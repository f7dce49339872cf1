"""What keeps a practice example from going live; see miglobe_site.pages.publishing."""

from django.utils.translation import gettext as _

from members.rules import text
from miglobe_site.pages.pictures import has_words

REQUIRED = ("municipality", "status", "start_year", "summary", "situation", "results")
#: Django asks only forms how long such texts may be.
LONG = ("summary", "situation", "results", "lessons", "transferable_to", "quote_text")
LONGEST_TITLE, MOST_TOPICS = 100, 3


def publish_errors(page):
    """Return {field: message}; "release" is no field of a form and stands for the release."""
    errors = {name: _("Please fill this in.") for name in REQUIRED if not getattr(page, name)}
    if not len(page.approach):
        errors["approach"] = _("Please fill this in.")
    errors |= lengths(page)
    if not 1 <= page.example_topics.count() <= MOST_TOPICS:
        errors["topics"] = _("Please choose one to three topics.")
    errors |= place(page) | period(page) | quote(page) | images(page) | advisors(page)
    if not page.is_released:
        errors["release"] = _(
            "Without the release by the municipality this example cannot be published. "
            "You find it under “Release by the municipality”."
        )
    return errors


def lengths(page):
    message = _("At most %(most)d characters are possible.")
    most = {name: page._meta.get_field(name).max_length for name in LONG} | {"title": LONGEST_TITLE}
    return {
        name: message % {"most": number}
        for name, number in most.items()
        if len(text(page, name)) > number
    }


def place(page):
    town = page.municipality
    if town is None or town.state == page.edition.key:
        return {}
    message = _("This municipality is not in %(state)s.") % {"state": page.edition.state}
    return {"municipality": message}


def period(page):
    if page.end_year and page.start_year and page.end_year < page.start_year:
        return {"end_year": _("The end comes before the start.")}
    return {}


def quote(page):
    if not page.quote_text:
        return {}
    errors = {} if page.quote_name else {"quote_name": _("A quote needs the name of the person.")}
    if not page.quote_released:
        errors["quote_released"] = _("A quote needs the agreement of the person.")
    return errors


def images(page):
    """Each picture says what it shows, here or in the library, and who made it."""
    for block in page.images:
        image = block.value["image"]
        if image is None:
            continue
        if not has_words(image, block.value.get("alt_text") or "") or not image.credit:
            message = _("“%(title)s” needs a description and a credit.") % {"title": image.title}
            return {"images": message}
    return {}


def advisors(page):
    """Advisors are those of the edition: its staff cannot speak for others' pages."""
    tags = {row.member.locale.language_code for row in page.example_advisors.all()}
    if all(tag.endswith(f"-x-{page.edition.key}") for tag in tags):
        return {}
    return {"example_advisors": _("Please choose advisors of your own edition.")}
