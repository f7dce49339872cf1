"""What a municipality and staff do with the release of an example, through the forms they see."""

from wagtail.models import Page

from examples.models import Release
from tests.factories.examples import cms
from tests.site import submit

RELEASED = {"name": "Frau Muster", "role": "Agenda-Büro"}


def send(client, url, changes=None, forged=None):
    """Fill the form of the private link in and send it, as the municipality would.

    ``url``: its address, or the page as it was opened before.
    """
    entered = RELEASED | (changes or {})
    return submit(client, url, entered, form=".release__form", forged=forged, follow=True)


def press(client, page, action, changes=None, **options):
    """Fill in a form of the page about releases in the CMS and press its button."""
    form = f"form:has([name=action][value={action}])"
    return submit(client, cms(page), changes, form=form, **options)


def release_of(page):
    return Release.objects.of(page).get()


def is_live(page):
    return Page.objects.get(pk=page.pk).live
