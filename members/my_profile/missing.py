"""What keeps a profile from going live, each with the way to where its advisor can mend it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import MemberPage
from members.my_profile.forms import FORMS

#: {name in publish_errors(): (section, first field of its form)}, where the two differ
ROWS = {
    "topics": ("themen", "topics"),
    "formats": ("themen", "formats"),
    "member_languages": ("themen", "languages-0-code"),
    "member_countries": ("themen", "countries-0-code"),
}


@dataclass(frozen=True)
class Missing:
    label: str
    message: str
    url: str  # "" where only the staff can mend it


def missing_in(draft: MemberPage) -> list[Missing]:
    """What is missing in a version of a profile, in the order of the rules."""
    return [entry(draft, name, message) for name, message in draft.publish_errors().items()]


def entry(draft, name, message):
    if name == "consents":
        text = _("Without it your profile cannot be public.")
        url = f"{reverse('my_profile:consents')}#id_web"
        return Missing(_("Your consent to the publication on the web"), text, url)
    if name in {"photo", "photo_credit"}:
        field = "file" if name == "photo" else name
        url = f"{reverse('my_profile:photo')}#id_{field}"
    else:
        sections = {field: form.section for form in FORMS.values() for field in form.names}
        section, field = ROWS.get(name) or (sections.get(name), name)
        url = f"{reverse('my_profile:section', args=[section])}#id_{field}" if section else ""
    return Missing(draft.label_of(name), str(message), url)
