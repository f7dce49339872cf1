"""What tests do with profiles of advisors."""

from members import consents
from members.models import (
    ConsentKind,
    MemberFormat,
    MemberIndexPage,
    MemberLanguage,
    MemberPage,
    MemberTopic,
    Topic,
)

#: Of the sample profiles: with portrait and e-mail released; with nothing released; with both.
AMINA, KOFI, YARA = "amina-lindenfeld", "kofi-sonnberg", "yara-tannwald"


def member(slug, code="de-x-nrw"):
    return MemberPage.objects.get(slug=slug, locale__language_code=code)


def index(code="de-x-nrw"):
    return MemberIndexPage.objects.get(locale__language_code=code)


def add_member(parent, name="Zoë Neumann", **fields):
    """Add a draft that lacks nothing but the consents."""
    first_name, last_name = name.split()
    page = MemberPage(
        first_name=first_name,
        last_name=last_name,
        live=False,
        locale=parent.locale,
        **{"summary": "Ich helfe.", "about": "<p>Über mich.</p>", **fields},
    )
    page.member_topics = [MemberTopic(topic=Topic.objects.first())]
    page.member_formats = [MemberFormat(format="talk")]
    page.member_languages = [MemberLanguage(code="de")]
    parent.add_child(instance=page)
    page.save_revision()
    return page


def give(page, *kinds):
    consents.record(page, dict.fromkeys(kinds or ConsentKind, True))


def revoke(page, *kinds):
    consents.record(page, dict.fromkeys(kinds, False))


def publish(page, **fields):
    """Change fields of a profile and publish it; return it as it is in the database then."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return MemberPage.objects.get(pk=page.pk)


def path(page):
    return page.get_url_parts()[2]
