"""What can be found is what the public may read, from one moment to the next."""

import pytest
from wagtail import hooks
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import ContentPage
from members import consents
from members.models import ConsentKind, MemberPage
from search.finding import answer
from search.models import Entry, Word
from search.upkeep import catch_up, rebuild
from tests.factories.copies import fresh, publish_translation
from tests.factories.searches import BW, NRW, found
from tests.site import soup, visible_text


@pytest.fixture
def page(nrw):
    page = ContentPage(title="Zuckerrübensirup", slug="sirup", summary="Melasse und Kandis")
    nrw.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def amina(site):
    return MemberPage.objects.get(slug="amina-lindenfeld", locale__language_code="de-x-nrw")


def test_published_page_is_found_in_its_edition_alone(page):
    assert found("Zuckerrübensirup") == found("kandis") == ["Zuckerrübensirup"]
    assert found("Zuckerrübensirup", BW) == []


def test_draft_is_not_found(page):
    page.title = "Ahornsirup"
    page.save_revision()
    assert found("Ahornsirup") == []
    page.unpublish()
    assert found("Zuckerrübensirup") == []


def test_changed_page_is_found_by_its_new_words_alone(page):
    page.title = "Ahornsirup"
    page.save_revision().publish()
    assert found("Ahornsirup") == ["Ahornsirup"]
    assert found("Zuckerrübensirup") == []


def test_private_page_is_not_found(page):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert found("Zuckerrübensirup") == []
    restriction.delete()
    assert found("Zuckerrübensirup") == ["Zuckerrübensirup"]


def test_private_page_is_not_shown_where_the_index_has_not_heard_of_it(page, visitor):
    def shown():
        return "Melasse" in visible_text(visitor.get("/nrw/suche/?q=Zuckerrübensirup"))

    assert shown()
    # No signal tells of what is written at once.
    restriction = PageViewRestriction(page=page, restriction_type="login")
    PageViewRestriction.objects.bulk_create([restriction])
    assert found("Zuckerrübensirup") and not shown()


def test_deleted_page_leaves_nothing_behind(page):
    page.delete()
    assert found("Zuckerrübensirup") == []
    assert not Word.objects.filter(spelling__in=["Zuckerrübensirup", "Melasse", "Kandis"]).exists()


def test_words_are_counted_down_once(page, nrw):
    other = ContentPage(title="Kandis", slug="kandis")
    nrw.add_child(instance=other)
    other.save_revision().publish()
    assert Word.objects.get(word="kandis").uses == 2
    other.delete()
    assert Word.objects.get(word="kandis").uses == 1


def test_edition_off_the_net_is_not_found(page, nrw):
    nrw.unpublish()
    assert not Entry.objects.filter(locale_code="de-x-nrw").exists()
    nrw.save_revision().publish()
    assert found("Zuckerrübensirup") == ["Zuckerrübensirup"]


def test_revoked_profile_is_gone_at_once(amina):
    assert found("Lindenfeld") == ["Amina Lindenfeld"]
    consents.record(amina, {ConsentKind.WEB: False})
    assert found("Lindenfeld") == found("Senegal Klimapartnerschaft") == []
    assert not Word.objects.filter(spelling="Lindenfeld").exists()


def test_names_come_before_texts(page):
    other = ContentPage(title="Anderes", slug="anderes", summary="Zuckerrübensirup " * 20)
    page.get_parent().add_child(instance=other)
    other.save_revision().publish()
    assert found("Zuckerrübensirup") == ["Zuckerrübensirup", "Anderes"]


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff"])
def test_what_a_person_sees_as_one_word_is_one(nrw, visitor, mark):
    page = ContentPage(title=f"Zucker{mark}rüben", slug="sirup", summary=f"Me{mark}lasse", body=[])
    page.body = [("text", f"<p>Kan{mark}dis und Ahorn&shy;sirup</p>")]
    nrw.add_child(instance=page)
    page.save_revision().publish()
    for text in ("Zuckerrüben", "Melasse", "Kandis", "Ahornsirup", f"Mel{mark}asse"):
        assert found(text) == [page.title.replace(mark, "")], text
    result = soup(visitor.get("/nrw/suche/?q=melasse")).select_one(".result")
    assert result.find("mark").get_text() == "Melasse"


def test_typing_error_is_forgiven(page):
    for typed in ("Zukerrübensirup", "Zuckerrübensirpu", "zuckerruebensirub"):
        result = answer(typed, NRW)
        assert list(result.corrections.values()) == ["Zuckerrübensirup"], typed
        assert len(result.ids) == 1


def test_nothing_has_all_words_but_some(page):
    result = answer("Zuckerrübensirup Raumfahrt", NRW)
    assert result.query.any_term
    assert len(result.ids) == 1


def test_rebuilt_index_is_the_same(page):
    def state():
        entries = Entry.objects.order_by("page_id").values_list(
            "page_id", "kind", "locale_code", "place", "title", "names", "keywords", "words"
        )
        return list(entries), list(Word.objects.order_by("word").values_list("word", "uses"))

    before = state()
    rebuild()
    assert state() == before
    assert found("kandis") == ["Zuckerrübensirup"]


def test_index_catches_up_with_what_gave_no_signal(page, amina):
    Page.objects.filter(pk=page.pk).update(live=False)
    Entry.objects.filter(page=amina).delete()
    catch_up()
    assert found("kandis") == []
    assert found("Lindenfeld") == ["Amina Lindenfeld"]
    Entry.objects.all().delete()
    catch_up()
    assert found("Lindenfeld") == ["Amina Lindenfeld"]


def profiles(codes, text):
    ids = [pk for hook in hooks.get_hooks("search_profiles") for pk in hook(codes, text)]
    titles = dict(Page.objects.filter(pk__in=ids).values_list("pk", "title"))
    return [titles[pk] for pk in ids]


def test_profiles_for_the_directory(amina):
    assert profiles(NRW, "Lindenfelt") == ["Amina Lindenfeld"]
    assert profiles(NRW, "Koeln")[0] == "Amina Lindenfeld"
    assert "Amina Lindenfeld" in profiles(NRW, "kommunale Partnerschaften")
    assert profiles(BW, "Lindenfeld") == profiles([], "Lindenfeld") == profiles(NRW, "") == []
    assert "Amina Lindenfeld" in profiles([*NRW, *BW], "Berater:in")


def test_words_of_another_language_have_its_stems(nrw):
    locale = Locale.objects.get(language_code="en-x-nrw")
    english = Page.objects.filter(locale=locale, depth=2).first().specific
    publish_translation(english)
    page = ContentPage(title="Sugar beets", slug="beets", locale=locale)
    fresh(english).add_child(instance=page)
    page.save_revision().publish()
    assert found("beet", ["en-x-nrw"], language="en") == ["Sugar beets"]
    assert found("beet") == []
