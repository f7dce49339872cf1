"""Profiles: their fields, what keeps them from going live, and the edition they are bound to."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Locale

from editions.takeover import take_over
from home.models import HomePage
from members.choices import Availability
from members.directory.portrait import with_portrait
from members.models import (
    Consent,
    ConsentKind,
    MemberCountry,
    MemberLanguage,
    MemberPage,
    MemberTopic,
    Topic,
)
from miglobe_site.pages.publishing import PublishingBlocked
from tests.factories.copies import publish_translation
from tests.factories.members import (
    AMINA,
    KOFI,
    YARA,
    add_member,
    give,
    image,
    index,
    member,
    path,
    publish,
    revoke,
)
from tests.site import visible_text

LENGTHS = {
    "academic_title": 30,
    "first_name": 60,
    "last_name": 60,
    "pronouns": 30,
    "role": 80,
    "summary": 160,
}
FORBIDDEN = ("birth", "nationality", "origin", "religion", "gender")


@pytest.fixture
def draft(site):
    """A profile that lacks nothing to go live."""
    page = add_member(index())
    give(page)
    return page


def test_fields_are_as_long_as_designed_and_tell_no_origin():
    fields = {field.name: field for field in MemberPage._meta.get_fields()}
    assert {name: fields[name].max_length for name in LENGTHS} == LENGTHS
    own = {field.name for field in MemberPage._meta.get_fields(include_parents=False)}
    assert not [name for name in own for word in FORBIDDEN if word in name]


@pytest.mark.parametrize("name", LENGTHS)
def test_one_letter_too_many_is_refused(name, draft):
    setattr(draft, name, "x" * LENGTHS[name])
    draft.full_clean()
    setattr(draft, name, "x" * LENGTHS[name] + "x")
    with pytest.raises(ValidationError) as refused:
        draft.full_clean()
    assert set(refused.value.message_dict) == {name}


def topics(count):
    made = [Topic.objects.create(name_de=f"T{n}", slug=f"t{n}") for n in range(count)]
    return [MemberTopic(topic=topic) for topic in made]


def countries(codes):
    return [MemberCountry(code=code) for code in codes.split()]


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("first_name", "", "first_name"),
        ("about", "<p> </p>", "about"),
        ("about", f"<p><b>{'x' * 1501}</b></p>", "about"),
        ("references", "x" * 601, "references"),
        ("member_topics", [], "topics"),
        ("member_topics", lambda: topics(6), "topics"),
        ("member_formats", [], "formats"),
        ("member_languages", [], "member_languages"),
        ("member_languages", lambda: [MemberLanguage(code="de") for _ in "12"], "member_languages"),
        ("member_countries", lambda: countries("SN ML BF TG GH BJ"), "member_countries"),
        ("member_countries", lambda: countries("SN SN"), "member_countries"),
        ("contact_way", "email", "email"),
        ("contact_way", "phone", "phone"),
        ("photo", lambda: image("NRW"), "photo_credit"),
        ("photo", lambda: image("BW"), "photo"),
        ("photo", lambda: image("Gemeinsam"), "photo"),
    ],
)
def test_incomplete_profile_does_not_go_live(name, value, field, draft):
    setattr(draft, name, value() if callable(value) else value)
    assert field in draft.publish_errors()
    draft.live = True
    with pytest.raises(PublishingBlocked):
        draft.save()


def test_complete_profile_goes_live(draft, visitor):
    draft.about = f"<p><b>{'x' * 1499}&amp;</b></p>"
    assert draft.publish_errors() == {}
    page = publish(draft, photo=image("NRW"), photo_credit="Foto: A. B.")
    assert "Zoë Neumann" in visible_text(visitor.get(path(page)))
    assert path(page) == "/nrw/mitglieder/zoe-neumann/"
    assert page.last_confirmed


def test_profile_never_crosses_into_another_edition(draft):
    page = publish(draft)
    with pytest.raises(ValidationError, match="Ausgabe"):
        take_over(page, Locale.objects.get(language_code="de-x-bw"))
    with pytest.raises(ValidationError):
        page.copy(to=index("de-x-bw"), update_attrs={"slug": "kopie"})
    page.move(index("de-x-bw"), "last-child")
    with pytest.raises(ValidationError):
        MemberPage.objects.get(pk=page.pk).full_clean()


def test_translation_shares_facts_and_consents_of_its_original(draft, visitor):
    draft.photo, draft.photo_credit = image("NRW"), "Foto: A. B."
    german = publish(draft, role="Beraterin", email="zoe@example.org", contact_way="email")
    home = HomePage.objects.get(locale__language_code="en-x-nrw")
    publish_translation(home)
    publish_translation(take_over(index(), home.locale))
    english = publish_translation(take_over(german, home.locale))
    assert english.consents == set(ConsentKind)
    publish(german, availability="none", contact_way="form", town="Hamm")
    answer = visitor.get(path(english))
    text = visible_text(answer)
    assert "Advice in German" in text and "Zoë Neumann" in text
    assert "zoe@example.org" not in answer.content.decode()
    photo = english.photo.get_rendition("fill-480x480|format-webp").url
    assert photo in answer.content.decode() and visitor.get(photo).status_code == 200
    revoke(german, ConsentKind.WEB)
    gone = (path(german), path(english), f"{path(english)}vcard/", photo)
    assert {visitor.get(address).status_code for address in gone} == {404}


def test_copy_inherits_neither_consents_nor_account_nor_portrait(draft, visitor):
    draft.internal_note = "Vertraulich"
    page = publish(draft, photo=image("NRW"), photo_credit="Foto: A. B.")
    copy = page.copy(update_attrs={"slug": "kopie"}, keep_live=False)
    assert copy.consents == set()
    assert (copy.internal_note, copy.account, copy.last_confirmed) == ("", None, None)
    with pytest.raises(PublishingBlocked):
        copy.get_latest_revision().publish()
    assert visitor.get(page.photo.get_rendition("fill-240x240|format-webp").url).status_code == 200


def test_available_are_all_but_those_whose_pause_goes_on(site):
    today = timezone.localdate()
    states = {AMINA: ("free", None), KOFI: ("limited", None), YARA: ("none", None)}
    for slug, (availability, until) in states.items():
        publish(member(slug), availability=availability, unavailable_until=until)

    def available():
        pages = MemberPage.objects.child_of(index()).available()
        found = {page.slug for page in pages}
        assert found == {p.slug for p in MemberPage.objects.child_of(index()) if p.is_available}
        return found

    assert available() == {AMINA, KOFI}
    publish(member(YARA), unavailable_until=today)
    assert available() == {AMINA, KOFI}
    publish(member(YARA), unavailable_until=today - timedelta(days=1))
    assert available() == {AMINA, KOFI, YARA}


@pytest.mark.parametrize("days", [None, -1, 0, 1])
@pytest.mark.parametrize("state", Availability)
def test_database_knows_when_a_pause_is_over_as_the_page_does(state, days, site):
    today = timezone.localdate()
    until = None if days is None else today + timedelta(days=days)
    MemberPage.objects.filter(slug=KOFI).update(availability=state, unavailable_until=until)
    kofi = MemberPage.objects.by_availability(today).get(slug=KOFI)
    assert list(Availability)[kofi.rank] == kofi.availability_today
    assert MemberPage.objects.available().filter(slug=KOFI).exists() is kofi.is_available


def test_published_needs_consent_a_live_page_and_a_live_edition(site, nrw):
    def published():
        return set(MemberPage.objects.child_of(index()).published().values_list("slug", flat=True))

    assert published() == {AMINA, KOFI, YARA}
    member(KOFI).unpublish()
    Consent.objects.of(member(YARA)).filter(kind=ConsentKind.WEB).delete()
    assert published() == {AMINA}
    nrw.unpublish()
    assert published() == set()


def test_name_with_its_portrait_is_read_by_one_query(site, django_assert_num_queries):
    with django_assert_num_queries(1):
        pages = [with_portrait(page) for page in MemberPage.objects.published().with_portraits()]
        for page in pages:
            assert page.initials and page.availability_text and page.locale.language_code
            assert page.consents
        [image, *_others] = [page.portrait for page in pages if page.portrait]
        assert image.get_rendition("fill-240x240|format-webp").url
