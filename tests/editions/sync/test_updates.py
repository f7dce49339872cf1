"""The report "changes in other editions": what is new, to be checked, or missing."""

import pytest

from editions.models import UnwantedPage
from home.models import ContentPage
from tests.factories.copies import (
    copy_of,
    draft,
    fresh,
    page_in,
    publish,
    publish_copy,
    text,
    translate,
)
from tests.site import login, soup, submit, visible_text

REPORT = "/admin/editions/updates/"


@pytest.fixture
def staff_bw(visitor):
    return login(visitor, "redaktion-bw@example.org")


def press(client, response, label):
    """Press the first button with a label among those that a page shows."""
    button = next(
        each for each in soup(response).find_all("button") if each.get_text().startswith(label)
    )
    form = button.find_parent("form")["action"]
    return submit(
        client, response, button=button.get_text(), form=f"form[action='{form}']", follow=True
    )


def group(client, name):
    return client.get(f"{REPORT}?group={name}")


def test_translation_with_a_reworded_sentence_is_to_check(nrw, staff_nrw):
    page = page_in(nrw, body=text("Wir beraten.", "Kostenlos."))
    copy = copy_of(page, "en-x-nrw", live=False)
    publish_copy(translate(copy))
    assert f"copy-translations-{copy.pk}" not in group(staff_nrw, "translations").content.decode()
    publish(page, body=text("Wir beraten gern.", "Kostenlos."))
    shown = group(staff_nrw, "translations")
    assert f"copy-translations-{copy.pk}" in shown.content.decode()
    assert "Ein Satz wurde auf Deutsch geändert: Bitte prüfen" in visible_text(shown)
    publish(fresh(page), body=text("Wir beraten gern alle.", "Völlig kostenlos."))
    assert "2 Sätze wurden auf Deutsch geändert" in visible_text(group(staff_nrw, "translations"))


class TestNewAndMissing:
    def test_new_copy_is_listed_until_it_is_published(self, nrw, staff_bw):
        copy = copy_of(page_in(nrw, slug="frisch"), live=False)
        assert f"copy-new-{copy.pk}" in group(staff_bw, "new").content.decode()
        publish(draft(copy))
        assert f"copy-new-{copy.pk}" not in group(staff_bw, "new").content.decode()

    def test_page_of_another_edition_is_missing_until_it_is_taken_over(self, nrw, staff_bw):
        page = page_in(nrw, slug="nur-hier")
        answer = group(staff_bw, "missing")
        link = f"/admin/localize/submit/page/{page.pk}/?select_locale=de-x-bw"
        assert [a for a in soup(answer).find_all("a") if a["href"].startswith(link)]
        copy_of(page)
        assert link not in group(staff_bw, "missing").content.decode()

    def test_draft_and_page_bound_to_its_edition_are_not_missing(self, nrw, staff_bw):
        nrw.add_child(instance=ContentPage(title="Nur Entwurf", slug="x", live=False, body="[]"))
        shown = visible_text(group(staff_bw, "missing"))
        assert "Nur Entwurf" not in shown
        assert "Impressum" not in shown

    def test_page_is_left_out_and_listed_again(self, nrw, staff_bw):
        page = page_in(nrw, slug="nur-hier")
        answer = press(staff_bw, group(staff_bw, "missing"), "Auslassen")
        assert "„Vorlage“ wird ausgelassen." in visible_text(answer)
        assert UnwantedPage.objects.get().translation_key == page.translation_key
        assert len(soup(group(staff_bw, "missing")).select(".updates-missing li")) == 0
        press(staff_bw, group(staff_bw, "left_out"), "Wieder anzeigen")
        assert not UnwantedPage.objects.exists()


@pytest.mark.parametrize("name", ["redaktion-nrw", "mitarbeit-nrw", ""])
def test_others_leave_nothing_out(name, nrw, visitor):
    page = page_in(nrw, slug="nur-hier")
    client = login(visitor, f"{name}@example.org") if name else visitor
    answer = client.post(f"{REPORT}leave-out/{page.pk}/", {"locale": "de-x-bw"})
    assert answer.status_code in {302, 403}
    assert not UnwantedPage.objects.exists()


def test_nothing_is_left_out_by_following_a_link(nrw, staff_bw):
    page = page_in(nrw, slug="nur-hier")
    assert staff_bw.get(f"{REPORT}leave-out/{page.pk}/").status_code == 405


@pytest.mark.parametrize("query", ["?group=x", "?edition=x", "?p=x", "?p=99", "?p=-1"])
def test_nonsense_in_the_address_shows_the_report(query, staff_bw):
    assert staff_bw.get(f"{REPORT}{query}").status_code == 200


def test_report_costs_the_same_for_many_pages(nrw, staff_nrw, django_assert_max_num_queries):
    for number in range(12):
        page = page_in(nrw, slug=f"seite-{number}", body=text("Alt.", "Kostenlos."))
        copy_of(page, "en-x-nrw")
        publish(page, body=text("Neu.", "Ganz anders. Zwei Sätze."))
    staff_nrw.get("/admin/")
    reports = {f"{REPORT}?group={name}": 40 for name in ("waiting", "new", "translations")}
    for address, most in ({"/admin/": 60} | reports).items():
        with django_assert_max_num_queries(most):
            assert staff_nrw.get(address).status_code == 200
    assert len(soup(group(staff_nrw, "translations")).select(".updates-copy")) == 10
