"""What tests do with profiles of advisors."""

from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from home.models import CustomImage
from members import consents
from members.choices import Format
from members.models import (
    ConsentKind,
    MemberCountry,
    MemberFormat,
    MemberIndexPage,
    MemberLanguage,
    MemberLink,
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


def fullest(parent, image=None):
    """Add a draft in which every text is as long as it may be and every list as full."""
    words = "Interkulturelle Öffnung der Kommunen beginnt mit Zuhören und Nachfragen. " * 25
    line = f"{words[:99]}\n"
    page = add_member(
        parent,
        "Alexandrina-Wilhelmine Schmidt-Hohenlinden",
        academic_title="Prof. Dr. Dr. h. c.",
        pronouns="sie/ihr",
        role=words[:80],
        summary=words[:160],
        about="".join(f"<p>{words[:374]}.</p>" for _paragraph in "1234"),
        qualifications=line * 6,
        references=line * 6,
        organisations=line * 6,
        town="Mülheim an der Ruhr",
        email="alexandrina-wilhelmine@example.org",
        phone="+49 30 23125 999",
        contact_way="both",
        photo=image,
        photo_credit="Foto: Öffentlichkeitsarbeit der Stadt",
    )
    page.member_topics = [MemberTopic(topic=topic) for topic in Topic.objects.all()[:5]]
    page.member_formats = [MemberFormat(format=each) for each in Format]
    page.member_languages = [MemberLanguage(code=code) for code in "de en fr ar ku wo".split()]
    page.member_countries = [MemberCountry(code=code) for code in "SN ML BF GW CD".split()]
    page.member_links = [
        MemberLink(title=words[:80], url=f"https://example.org/{n}") for n in range(3)
    ]
    give(page)
    return publish(page)


def image(edition):
    collection = Collection.objects.get(name=edition)
    return CustomImage.objects.create(
        description="Ein Rathaus",
        title="Porträt",
        file=get_test_image_file(),
        collection=collection,
    )
