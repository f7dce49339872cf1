"""Selections of advisors by staff: "Auswahl: Fairer Handel im Einkauf"."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from editions.missing import missing_pages
from editions.takeover import take_over
from members import consents, demo
from members.forgetting.forget import forget
from members.models import ConsentKind, MemberPage, MemberSelectionPage, SelectedMember
from miglobe_site.pages.publishing import PublishingBlocked
from tests.factories.copies import copy_of, fresh, publish_translation
from tests.factories.members import AMINA, KOFI, member, revoke
from tests.factories.pages import publish_english_home
from tests.factories.profiles import Entry, directory, make, varied
from tests.factories.searches import ask, titles
from tests.factories.selections import select
from tests.rendered_form import RenderedForm
from tests.site import MOST_QUERIES, sitemap, soup, visible_text

ADDRESS = "/nrw/mitglieder/fair-einkaufen/"


def publish(page):
    page.save_revision().publish()
    return page


@pytest.fixture
def people(site):
    entries = [
        Entry(last_name="A", availability="none"),
        Entry(last_name="B"),
        Entry(last_name="C"),
    ]
    return make(entries)


def names(answer):
    return [link.get_text() for link in soup(answer).select(".member-card h3 a")]


def test_selection_is_a_page_that_shows_its_people_available_ones_first(visitor, people):
    publish(select([people[0], people[1]]))
    answer = visitor.get(ADDRESS)
    assert names(answer) == ["Zoë B", "Zoë A"]
    assert soup(answer).h1.get_text() == "Auswahl: Fairer Handel im Einkauf"
    assert f"http://testserver{ADDRESS}" in sitemap(visitor)


def test_directory_leads_to_its_selections(visitor, people):
    page = select(people[:2])
    page.show_in_menus = True  # as the editor's form has it for a new one
    assert "Von uns ausgewählt" not in visible_text(visitor.get("/nrw/mitglieder/"))
    publish(page)
    [link] = soup(visitor.get("/nrw/mitglieder/")).select(".selections a")
    assert (link.get_text(), link["href"]) == (page.title, ADDRESS)
    MemberSelectionPage.objects.get().unpublish()
    assert "Von uns ausgewählt" not in visible_text(visitor.get("/nrw/mitglieder/"))


def test_shortlist_goes_along(visitor, people):
    publish(select(people[:2]))
    [link] = soup(visitor.get(ADDRESS)).select(f'[data-list-link="remember-{people[1].pk}"]')
    answer = visitor.get(ADDRESS + link["href"].partition("#")[0])
    assert "1 gemerkt" in visible_text(answer)
    assert soup(answer).select_one(".shortlist-bar a")["href"].startswith("/nrw/mitglieder/merk")
    assert soup(answer).select_one("h3 a")["href"].endswith(f"?m={people[1].pk}")


@pytest.mark.parametrize(
    "query", ["?m=%2C%2C&page=x", "?thema=agenda-2030&q=Bonn", "?m=" + "9" * 99]
)
def test_nonsense_in_the_address_is_passed_over(query, visitor, people):
    publish(select(people[:2]))
    assert len(names(visitor.get(ADDRESS + query))) == 2


def test_who_takes_the_consent_back_is_gone_at_once(visitor, people):
    publish(select(people[:2]))
    consents.record(people[0], {ConsentKind.WEB: False})
    assert names(visitor.get(ADDRESS)) == ["Zoë B"]
    consents.record(people[1], {ConsentKind.WEB: False})
    assert "Zurzeit ist aus dieser Auswahl niemand zu sehen." in visible_text(visitor.get(ADDRESS))


def test_selection_without_two_people_does_not_go_live(people):
    [other] = make([Entry(last_name="Bewe")], code="de-x-bw", first=9)
    for chosen in ([], people[:1], [people[0], people[0]], [people[0], other]):
        page = select(chosen)
        assert "selected_members" in page.publish_errors()
        with pytest.raises(PublishingBlocked):
            publish(page)
        page.delete()


def test_profiles_of_one_person_in_two_languages_are_one_person(english):
    translated = publish_translation(copy_of(member(AMINA), "en-x-nrw", live=False))
    page = MemberSelectionPage.objects.get(locale__language_code="de-x-nrw")
    assert page.publish_errors() == {}
    for chosen in ([member(AMINA), translated], [member(AMINA), member(KOFI), translated]):
        page.selected_members = [SelectedMember(member=each) for each in chosen]
        assert "jede nur einmal" in page.publish_errors()["selected_members"]


def test_rules_read_all_people_at_once(people):
    def queries(chosen):
        page = MemberSelectionPage(title="Auswahl", locale=people[0].locale)
        page.selected_members = [SelectedMember(member_id=each.pk) for each in chosen]
        with CaptureQueriesContext(connection) as context:
            assert page.publish_errors() == {}
        return len(context)

    assert queries(people[:2]) == queries(people) == 1


def test_editor_keeps_what_was_typed_and_says_what_is_missing(staff_nrw, people):
    page = select(people[:1])
    answer = staff_nrw.get(f"/admin/pages/{page.pk}/edit/")
    form = RenderedForm(soup(answer), answer.wsgi_request.get_full_path(), "#page-edit-form")
    data = form.data | {"summary": "Neu getippt", "action-publish": "action-publish"}
    answer = staff_nrw.post(f"/admin/pages/{page.pk}/edit/", data)
    assert answer.status_code == 200
    assert "Bitte wählen Sie mindestens zwei Personen, jede nur einmal." in visible_text(answer)
    assert "Neu getippt" in answer.content.decode()


def test_queries_do_not_grow_with_the_people(visitor, site):
    publish(select(make(varied(3))))
    visitor.get("/nrw/")

    def queries():
        with CaptureQueriesContext(connection) as context:
            assert visitor.get(ADDRESS).status_code == 200
        return len(context)

    few = queries()
    page = MemberSelectionPage.objects.get()
    page.selected_members = [SelectedMember(member=each) for each in make(varied(20), first=50)]
    publish(page)
    assert queries() == few <= MOST_QUERIES


def test_sample_selection_is_made_once_its_people_are_there(visitor, site):
    assert not MemberSelectionPage.objects.exists()  # three sample profiles are too few for it
    demo.load(lambda text: None)
    demo.load(lambda text: None)
    page = MemberSelectionPage.objects.get()
    assert len(names(visitor.get(page.url))) == 4
    assert MemberPage.objects.filter(slug="kofi-sonnberg").count() == 1


def test_who_takes_the_photo_back_or_is_offline_is_not_shown_with_it(visitor, site):
    amina, kofi = member(AMINA), member(KOFI)
    publish(select([amina, kofi]))
    card = f"#profil-{amina.pk}"
    [image] = soup(visitor.get(ADDRESS)).select(f"{card} img")
    assert visitor.get(image["src"]).status_code == 200
    revoke(amina, ConsentKind.PHOTO)
    answer = visitor.get(ADDRESS)
    assert not soup(answer).select(f"{card} img")
    assert "AL" in [text.get_text() for text in soup(answer).select(".initials")]
    amina.unpublish()
    assert names(visitor.get(ADDRESS)) == ["Kofi Sonnberg"]


def test_who_did_not_agree_is_not_printed(visitor, people):
    publish(select(people[:2]))
    consents.record(people[0], {ConsentKind.PRINT: True})
    page = soup(visitor.get(ADDRESS))
    [card] = page.select(".member-card--screen")
    assert card["id"] == f"profil-{people[1].pk}"
    assert "1 Profil ist hier nicht abgedruckt" in page.select_one("main .print-only").get_text()


def test_person_who_is_forgotten_leaves_the_selection(visitor, staff_nrw, site):
    page = publish(select([member(AMINA), member(KOFI)]))
    forget(member(AMINA))
    visitor.logout()
    assert names(visitor.get(ADDRESS)) == ["Kofi Sonnberg"]
    assert len(page.get_latest_revision_as_object().selected_members.all()) == 1


def test_selection_stays_in_its_edition(people, bw):
    page = publish(select(people[:2]))
    with pytest.raises(ValidationError, match="bleiben in ihrer eigenen Ausgabe"):
        take_over(page, bw.locale)
    assert page.pk not in [each.pk for each in missing_pages(bw.locale)]
    call_command("open_edition", "hessen", "--from", "nrw", verbosity=0)
    hessen = Page.objects.filter(locale__language_code="de-x-he")
    assert hessen.filter(slug="mitglieder").exists()
    assert not hessen.filter(slug=page.slug).exists()


@pytest.fixture
def english(site, nrw):
    """An English directory, a selection of two people, and its translation."""
    publish_english_home(nrw)
    publish_translation(copy_of(directory(), "en-x-nrw", live=False))
    page = publish(select([member(AMINA), member(KOFI)]))
    return publish_translation(copy_of(page, "en-x-nrw", live=False))


ENGLISH = f"{ADDRESS.replace('/nrw/', '/nrw/en/')}"


def test_translation_shows_those_whose_profile_is_translated(visitor, english):
    assert english.get_url() == ENGLISH
    said = visible_text(visitor.get(ENGLISH))
    assert "At the moment nobody of this selection can be shown." in said
    publish_translation(copy_of(member(AMINA), "en-x-nrw", live=False))
    answer = visitor.get(ENGLISH)
    assert names(answer) == ["Amina Lindenfeld"]
    assert soup(answer).select_one("h3 a")["href"].startswith("/nrw/en/")
    assert "Open to requests" in visible_text(answer)
    assert f"http://testserver{ENGLISH}" in sitemap(visitor)
    consents.record(member(AMINA), {ConsentKind.WEB: False})
    assert not names(visitor.get(ENGLISH))


def test_translation_follows_whom_staff_choose_as_a_draft(visitor, english):
    for slug in (AMINA, KOFI):
        publish_translation(copy_of(member(slug), "en-x-nrw", live=False))
    page = MemberSelectionPage.objects.get(locale__language_code="de-x-nrw")
    [other] = make([Entry(last_name="Neu")])
    page.selected_members = [SelectedMember(member=each) for each in (member(KOFI), other)]
    publish(page)
    assert len(names(visitor.get(ENGLISH))) == 2  # until its staff publish it
    publish_translation(fresh(english))
    assert names(visitor.get(ENGLISH)) == ["Kofi Sonnberg"]


def test_directory_in_english_leads_to_its_own_selections(visitor, english):
    [link] = soup(visitor.get("/nrw/en/mitglieder/")).select(".selections a")
    assert link["href"] == ENGLISH
    assert "Selected by our team" in visible_text(visitor.get("/nrw/en/mitglieder/"))


def test_selection_is_found_by_what_it_says(visitor, people):
    page = publish(select(people[:2]))
    assert page.title in titles(ask(visitor, "Siegel"))
    MemberSelectionPage.objects.get().unpublish()
    assert page.title not in titles(ask(visitor, "Siegel"))


def test_selection_is_shared_with_a_sentence(visitor, people):
    publish(select(people[:2]))
    page = soup(visitor.get(ADDRESS))
    said = page.find("meta", property="og:description")["content"]
    assert "Wer Siegel kennt." in said and len(said) >= 50
    assert page.find("meta", attrs={"name": "description"})["content"] == said


def test_preview_shows_whom_staff_have_chosen_before_they_save(staff_nrw, people):
    page = select(people[:2])
    answer = staff_nrw.get(f"/admin/pages/{page.pk}/edit/")
    form = RenderedForm(soup(answer), answer.wsgi_request.get_full_path(), "#page-edit-form")
    data = form.data | {"selected_members-1-member": str(people[2].pk), "title": "Getippt"}
    preview = f"/admin/pages/{page.pk}/edit/preview/"
    assert staff_nrw.post(preview, data).json()["is_valid"]
    shown = staff_nrw.get(preview)
    assert soup(shown).h1.get_text() == "Getippt"
    assert names(shown) == ["Zoë C", "Zoë A"]
