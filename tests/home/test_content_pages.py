"""Content pages: the quote above the text, and who advises beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import ContentPage
from members import consents
from members.choices import Availability, ConsentKind
from members.models import MemberIndexPage, MemberPage
from tests.factories.members import AMINA, member, revoke
from tests.site import MOST_QUERIES, soup, visible_text

pytestmark = pytest.mark.sqlite_is_enough("markup")

QUOTE = {"text": "„Was kann die Kommune konkret tun?“", "name": "Leitfrage", "role": ""}


@pytest.fixture
def make_page(nrw):
    def make(*blocks, **fields):
        page = ContentPage(title="Neu", slug="neu", body=list(blocks), **fields)
        nrw.add_child(instance=page)
        page.save_revision().publish()
        return page

    return make


def people(visitor, path="/nrw/neu/"):
    return [link.get_text() for link in soup(visitor.get(path)).select(".beside-people li a")]


def states(visitor):
    shown = soup(visitor.get("/nrw/neu/")).select(".beside-people .availability")
    return [state.get_text() for state in shown]


def on_topic(slug):
    profiles = MemberPage.objects.published().filter(locale__language_code="de-x-nrw")
    return {page.title for page in profiles.filter(member_topics__topic__slug=slug)}


def test_page_shows_advisors_of_its_topic_who_lead_to_all_of_them(make_page, visitor):
    make_page(advisors_topic="faire-beschaffung")
    assert people(visitor) and set(people(visitor)) <= on_topic("faire-beschaffung")
    response = visitor.get("/nrw/neu/")
    assert "Passende Beraterinnen und Berater" in visible_text(response)
    [link] = soup(response).select('a[href="/nrw/mitglieder/?thema=faire-beschaffung"]')
    assert visitor.get(link["href"]).status_code == 200


def test_way_to_all_does_not_hang_on_the_menu(make_page, visitor):
    make_page()
    MemberIndexPage.objects.update(show_in_menus=False)
    links = soup(visitor.get("/nrw/neu/")).select(".beside-people > p a")
    assert [link["href"] for link in links] == ["/nrw/mitglieder/"]


def test_where_nobody_has_the_topic_it_shows_others(make_page, visitor):
    make_page(advisors_topic="gibt-es-nicht")
    assert people(visitor) and "Wer Sie berät" in visible_text(visitor.get("/nrw/neu/"))


def test_who_takes_requests_comes_first(make_page, visitor):
    MemberPage.objects.exclude(slug="kofi-sonnberg").update(availability=Availability.NONE)
    make_page()
    assert people(visitor)[0] == "Kofi Sonnberg"


def test_who_takes_requests_comes_before_who_pauses_with_the_topic(make_page, visitor):
    profiles = MemberPage.objects.filter(locale__language_code="de-x-nrw")
    profiles.update(availability=Availability.NONE)
    make_page(advisors_topic="faire-beschaffung")
    assert set(people(visitor)) <= on_topic("faire-beschaffung")
    assert set(states(visitor)) == {"derzeit keine Anfragen"}
    [other, *_rest] = profiles.exclude(title__in=on_topic("faire-beschaffung"))
    MemberPage.objects.filter(pk=other.pk).update(availability=Availability.FREE)
    assert people(visitor)[0] == other.title
    assert "Wer Sie berät" in visible_text(visitor.get("/nrw/neu/"))
    assert states(visitor) == ["derzeit keine Anfragen"] * (len(people(visitor)) - 1)


def test_who_has_little_time_stands_behind_who_is_free(make_page, visitor):
    yesterday = timezone.localdate() - timedelta(days=1)
    profiles = MemberPage.objects.filter(locale__language_code="de-x-nrw")
    profiles.update(availability=Availability.LIMITED)
    for state, until in ((Availability.FREE, None), (Availability.NONE, yesterday)):
        for slug in profiles.values_list("slug", flat=True):
            free = profiles.filter(slug=slug)
            free.update(availability=state, unavailable_until=until)
            make_page()
            assert people(visitor)[0] == free.get().title
            free.update(availability=Availability.LIMITED, unavailable_until=None)
            ContentPage.objects.get(slug="neu").delete()


def test_portrait_without_consent_does_not_stand_beside_the_text(make_page, visitor):
    def face():
        links = soup(visitor.get("/nrw/neu/")).select(".beside-people li")
        return next(each for each in links if each.a.get_text() == "Amina Lindenfeld")

    make_page()
    assert face().img
    revoke(member(AMINA), ConsentKind.PHOTO)
    assert not face().img
    assert face().select_one(".initials").get_text() == "AL"


def test_who_revokes_the_consent_is_gone_at_once(make_page, visitor):
    make_page()
    profiles = MemberPage.objects.filter(locale__language_code="de-x-nrw")
    for profile in profiles.filter(title__in=people(visitor)):
        consents.record(profile, {ConsentKind.WEB: False}, evidence="Test")
    assert people(visitor) == []


def test_nobody_stands_beside_the_text_where_staff_want_none(make_page, visitor):
    make_page(advisors_topic="")
    assert people(visitor) == [] == people(visitor, "/nrw/beratung-anfragen/")
    assert people(visitor, "/nrw/miglobe/")


def test_staff_choose_among_the_topics(staff_nrw, make_page):
    page = make_page()
    select = soup(staff_nrw.get(f"/admin/pages/{page.pk}/edit/")).find(
        "select", {"name": "advisors_topic"}
    )
    labels = [option.get_text(strip=True) for option in select.find_all("option")]
    assert labels[0] == "aus allen Themenfeldern" and labels[-1] == "niemand"
    assert "Faire Beschaffung" in labels


def test_quote_that_begins_a_page_stands_large_above_the_text(make_page, visitor):
    make_page(("quote", QUOTE), ("text", "<p>Text.</p>"), ("quote", QUOTE | {"text": "Zweites"}))
    document = soup(visitor.get("/nrw/neu/"))
    [large] = document.select(".statement--quote")
    assert "Was kann die Kommune" in large.get_text() and "Leitfrage" in large.get_text()
    assert [quote.blockquote.get_text(strip=True) for quote in document.select(".quote")] == [
        "Zweites"
    ]


def test_page_with_people_stays_within_the_budget(visitor, django_assert_max_num_queries):
    visitor.get("/nrw/miglobe/")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert people(visitor, "/nrw/miglobe/")
