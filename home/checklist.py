"""What the start page and the legal pages add to the checklist of a new edition."""

from django.urls import reverse
from django.utils.translation import gettext as _

from editions.opening.checklist import Item
from home import legal_rules
from home.models import LegalPage


def items(home):
    """Contact, imprint, privacy, accessibility and partners of a start page."""
    editor = reverse("wagtailadmin_pages:edit", args=[home.pk])
    return [
        Item(
            _("Contact"),
            _("Organisation, address, e-mail or telephone, and the e-mail for requests."),
            editor,
            has_contact(home),
            field="id_provider",
        ),
        *legal_items(home),
        Item(
            _("Partners and funders"),
            _("At least one organisation."),
            editor,
            bool(home.partners.count()),
            field="id_partners-ADD",
        ),
    ]


def has_contact(home):
    reachable = home.phone or home.email
    return all([home.provider, home.address, reachable, home.request_email])


def legal_items(home):
    pages = {page.kind: page for page in LegalPage.objects.child_of(home)}
    for kind, label, text in (
        ("imprint", _("Imprint"), _("The page is published and has no gaps in square brackets.")),
        (
            "privacy",
            _("Privacy contact"),
            _("The privacy notice names who answers, and is public."),
        ),
        ("accessibility", _("Accessibility statement"), _("The page is published without gaps.")),
    ):
        page = pages.get(kind)
        yield Item(label, text, address(home, page), page is not None and is_complete(page))


def is_complete(page):
    """Whether a legal page is public; whichever way it was published, it had no gaps then."""
    return page.live and not legal_rules.publish_errors(page)


def address(home, page):
    if page is None:
        return reverse("wagtailadmin_pages:add", args=["home", "legalpage", home.pk])
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
