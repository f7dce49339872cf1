"""What staff see of changes in other editions, and what their decisions do."""

import pytest
from wagtail.models import Page

from editions.models import SourceChange, UnwantedPage
from home.models import ContentPage
from tests.factories.copies import (
    changes,
    copy_of,
    draft,
    fresh,
    page_in,
    publish,
    publish_copy,
    text,
    texts,
    translation_of,
    wording,
    write,
)
from tests.site import login, soup, visible_text

ADAPTED = "Wir beraten Kommunen in NRW. Das ist kostenlos."
SHARED = "Der erste Satz. Der zweite Satz über NRW. Der dritte Satz."
OWN = "Im Ländle beraten wir Städte."
REPORT = "/admin/editions/updates/"


@pytest.fixture
def page(nrw):
    return page_in(nrw, body=text(ADAPTED, SHARED))


@pytest.fixture
def copy(page):
    copy = copy_of(page)
    write(copy, ADAPTED, OWN)
    return publish_copy(copy)


@pytest.fixture
def staff_bw(visitor):
    return login(visitor, "redaktion-bw@example.org")


def sentences(response):
    """(before, now) of each changed sentence that is shown."""
    found = []
    for entry in soup(response).select(".updates-sentence dl"):
        terms = [term.get_text() for term in entry.find_all("dt")]
        texts = [" ".join(value.get_text().split()) for value in entry.find_all("dd")]
        shown = dict(zip(terms, texts, strict=True))
        found.append((shown.get("Bisher", ""), shown.get("Neu", "")))
    return found


def press(client, response, label, nth=0):
    """Press the button with a label among those that a page shows."""
    buttons = [
        b for b in soup(response).find_all("button") if b.get_text().strip().startswith(label)
    ]
    button = buttons[nth]
    form = button.find_parent("form")
    data = {field["name"]: field.get("value", "") for field in form.find_all("input")}
    data.pop("csrfmiddlewaretoken")
    if button.get("name"):
        data[button["name"]] = button["value"]
    return client.post(form["action"], data, follow=True)


def group(client, name):
    return client.get(f"{REPORT}?group={name}")


def change_two_sentences(page):
    new = "Der erste Satz. Der zweite Satz über ganz NRW. Ein neuer dritter Satz."
    return publish(page, body=text(ADAPTED, new))


class TestPanel:
    def test_shows_exactly_the_sentences_that_changed(self, page, copy, staff_bw):
        change_two_sentences(page)
        assert sentences(staff_bw.get("/admin/")) == [
            ("Der zweite Satz über BW.", "Der zweite Satz über ganz BW."),
            ("Der dritte Satz.", "Ein neuer dritter Satz."),
        ]

    def test_one_click_publishes_them_and_leaves_own_wording(self, page, copy, staff_bw):
        change_two_sentences(page)
        answer = press(staff_bw, staff_bw.get("/admin/"), "Alle übernehmen und veröffentlichen")
        assert "„Vorlage“ ist veröffentlicht." in visible_text(answer)
        assert answer.redirect_chain == [("/admin/", 302)]
        shared = "Der erste Satz. Der zweite Satz über ganz BW. Ein neuer dritter Satz."
        assert texts(fresh(copy)) == [OWN, shared]
        assert sentences(staff_bw.get("/admin/")) == []

    def test_counts_and_leads_to_the_report(self, page, copy, staff_bw):
        change_two_sentences(page)
        document = soup(staff_bw.get("/admin/")).select_one("#edition-updates-section")
        assert "Veraltet (1)" in document.get_text()
        assert document.find("a", href=f"{REPORT}?edition=bw")

    def test_of_the_administration_counts_for_each_edition(self, page, copy, admin):
        change_two_sentences(page)
        table = soup(admin.get("/admin/")).select_one("#edition-updates-section table")
        row = table.find("a", href=f"{REPORT}?edition=bw").find_parent("tr")
        assert row.find("td").get_text() == "1"

    def test_staff_see_nothing_of_the_other_edition(self, page, copy, staff_nrw):
        change_two_sentences(page)
        assert sentences(staff_nrw.get("/admin/")) == []
        answer = staff_nrw.get(f"{REPORT}?edition=bw&group=outdated")
        assert "Vorlage" not in [link.get_text() for link in soup(answer).select("h2 a")]

    def test_draft_of_the_original_is_not_shown(self, page, copy, staff_bw):
        page.title = "Geheimer Titel"
        page.body = text("Geheimer Entwurf.")
        page.save_revision()
        for address in ("/admin/", *(f"{REPORT}?group={name}" for name in ("outdated", "check"))):
            assert "Geheim" not in visible_text(staff_bw.get(address))


class TestSentences:
    @pytest.fixture(autouse=True)
    def changed(self, page, copy):
        change_two_sentences(page)

    def test_taken_over_one_by_one(self, copy, staff_bw):
        answer = press(staff_bw, group(staff_bw, "outdated"), "Übernehmen")
        assert "In den Entwurf übernommen." in visible_text(answer)
        assert sentences(answer) == [("Der dritte Satz.", "Ein neuer dritter Satz.")]
        assert "Eine entschiedene Änderung wartet" in visible_text(answer)
        press(staff_bw, answer, "Übernehmen")
        answer = group(staff_bw, "outdated")
        assert sentences(answer) == []
        press(staff_bw, answer, "Veröffentlichen")
        assert "Ein neuer dritter Satz." in texts(fresh(copy))[1]
        assert "Hier ist nichts zu tun" in visible_text(group(staff_bw, "outdated"))

    def test_kept_as_it_was(self, copy, staff_bw):
        answer = press(staff_bw, group(staff_bw, "outdated"), "Bisherigen Text behalten", nth=1)
        assert "Ihr Text bleibt." in visible_text(answer)
        press(staff_bw, answer, "Alle übernehmen und veröffentlichen")
        kept = "Der erste Satz. Der zweite Satz über ganz BW. Der dritte Satz."
        assert texts(fresh(copy)) == [OWN, kept]

    def test_kept_text_counts_as_own_from_then_on(self, page, copy, staff_bw):
        press(staff_bw, group(staff_bw, "outdated"), "Bisherigen Text behalten", nth=1)
        publish(fresh(page), body=text(ADAPTED, "Ganz neu."))
        kept = "Der erste Satz. Der zweite Satz über ganz BW. Der dritte Satz."
        assert texts(draft(copy)) == [OWN, kept]

    def test_ignored(self, copy, staff_bw):
        before = texts(draft(copy))
        answer = press(staff_bw, group(staff_bw, "outdated"), "Ignorieren")
        assert len(sentences(answer)) == 1
        assert texts(draft(copy)) == before

    def test_who_decided_is_recorded(self, copy, staff_bw):
        press(staff_bw, group(staff_bw, "outdated"), "Ignorieren")
        row = SourceChange.objects.get(state="ignored")
        assert row.decided_by.email == "redaktion-bw@example.org"
        assert (row.old_text, row.new_text) == (
            "Der zweite Satz über NRW.",
            "Der zweite Satz über ganz NRW.",
        )

    def test_decision_about_what_has_changed_meanwhile_does_nothing(self, page, copy, staff_bw):
        shown = group(staff_bw, "outdated")
        publish(fresh(page), body=text(ADAPTED, "Noch einmal anders."))
        before = texts(draft(copy))
        for label in ("Bisherigen Text behalten", "Alle übernehmen und veröffentlichen"):
            assert "inzwischen geändert" in visible_text(press(staff_bw, shown, label))
        assert texts(draft(copy)) == before
        assert texts(fresh(copy))[1].startswith("Der erste Satz.")


class TestOwnWording:
    @pytest.fixture
    def reworded(self, page, copy):
        return publish(page, body=text("Wir begleiten Kommunen in NRW. Das ist gratis.", SHARED))

    def test_is_listed_to_check_with_what_has_changed(self, reworded, copy, staff_bw):
        answer = group(staff_bw, "check")
        assert ("Das ist kostenlos.", "Das ist gratis.") in sentences(answer)
        assert "Regionaler Text behalten – bitte prüfen" in visible_text(answer)
        assert OWN in visible_text(answer)
        assert sentences(group(staff_bw, "outdated")) == []

    def test_stays_when_staff_keep_it(self, reworded, copy, staff_bw):
        for _sentence in range(2):
            press(staff_bw, group(staff_bw, "check"), "Eigenen Text behalten")
        assert not changes(copy)
        assert texts(draft(copy))[0] == OWN
        mark = wording(copy, "Wir begleiten Kommunen in NRW. Das ist gratis.").get_comment()
        assert "bitte prüfen" not in mark

    def test_gives_way_to_the_whole_paragraph(self, reworded, copy, staff_bw):
        press(staff_bw, group(staff_bw, "check"), "Ganzen Absatz übernehmen")
        assert texts(draft(copy))[0] == "Wir begleiten Kommunen in BW. Das ist gratis."
        assert texts(fresh(copy))[0] == OWN

    def test_gets_one_sentence_where_it_has_kept_that_one(self, page, copy, staff_bw):
        write(copy, ADAPTED, "Im Ländle beraten wir Städte. Das ist kostenlos.")
        publish(page, body=text("Wir begleiten Kommunen in NRW. Das ist gratis.", SHARED))
        press(staff_bw, group(staff_bw, "check"), "Übernehmen")
        assert texts(draft(copy))[0] == "Im Ländle beraten wir Städte. Das ist gratis."
        [change] = changes(copy)
        assert change.old_text == "Wir beraten Kommunen in NRW. Das ist gratis."

    def test_of_a_removed_paragraph_is_shown(self, page, copy, staff_bw):
        publish(page, body=text(SHARED))
        answer = group(staff_bw, "outdated")
        assert "Absatz entfallen" in visible_text(answer)
        assert OWN in visible_text(answer)
        press(staff_bw, answer, "Übernehmen")
        assert not changes(copy)


class TestEnglish:
    def test_new_paragraph_must_be_translated_before_it_is_published(self, page, staff_nrw):
        copy = copy_of(page, "en-x-nrw")
        publish(page, body=text(ADAPTED, SHARED, "Ein neuer Absatz."))
        answer = group(staff_nrw, "outdated")
        assert "Neue Absätze sind noch nicht übersetzt." in visible_text(answer)
        assert "Alle übernehmen" not in visible_text(answer)
        assert changes(copy).count() == 1

    def test_translation_is_kept_as_a_whole(self, page, staff_nrw):
        copy = copy_of(page, "en-x-nrw")
        write(copy, ADAPTED, "We advise municipalities.")
        publish(page, body=text("Wir begleiten Kommunen. Das ist gratis.", SHARED))
        answer = group(staff_nrw, "check")
        assert "Übersetzung behalten – bitte prüfen" in visible_text(answer)
        press(staff_nrw, answer, "Übersetzung behalten")
        assert not changes(copy)
        assert texts(draft(copy))[0] == "We advise municipalities."


class TestNewAndMissing:
    def test_new_copy_is_to_check_until_it_is_published(self, nrw, staff_bw):
        copy = copy_of(page_in(nrw, slug="frisch"), live=False)
        assert f"copy-check-{copy.pk}" in group(staff_bw, "check").content.decode()
        publish(draft(copy))
        assert f"copy-check-{copy.pk}" not in group(staff_bw, "check").content.decode()

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


class TestRights:
    @pytest.fixture(autouse=True)
    def changed(self, page, copy):
        change_two_sentences(page)

    def test_contributors_take_over_into_the_draft_only(self, copy, visitor):
        client = login(visitor, "mitarbeit-bw@example.org")
        answer = press(client, client.get("/admin/"), "Alle in den Entwurf übernehmen")
        assert "Alle Änderungen sind in den Entwurf übernommen." in visible_text(answer)
        assert texts(fresh(copy))[1].startswith("Der erste Satz. Der zweite Satz über BW.")
        assert not changes(copy)

    @pytest.mark.parametrize("name", ["redaktion-nrw", "mitarbeit-nrw", ""])
    def test_others_decide_nothing(self, name, copy, visitor, page):
        client = login(visitor, f"{name}@example.org") if name else visitor
        translation, [change] = translation_of(copy), changes(copy)
        before = (SourceChange.objects.count(), copy.revisions.count())
        for address, data in (
            (f"{REPORT}change/{change.pk}/", {"decision": "take", "version": change.version}),
            (f"{REPORT}change/{change.pk}/", {"decision": "ignore", "version": change.version}),
            (f"{REPORT}publish/{translation.pk}/", {"version": "x"}),
            (f"{REPORT}leave-out/{page.pk}/", {"locale": "de-x-bw"}),
        ):
            assert client.post(address, data).status_code in {302, 403}, address
        assert before == (SourceChange.objects.count(), copy.revisions.count())
        assert not UnwantedPage.objects.exists()
        assert changes(copy).count() == 1

    def test_nothing_is_done_by_following_a_link(self, copy, staff_bw, page):
        [change] = changes(copy)
        for address in (
            f"{REPORT}change/{change.pk}/?decision=take",
            f"{REPORT}publish/{translation_of(copy).pk}/",
            f"{REPORT}leave-out/{page.pk}/",
        ):
            assert staff_bw.get(address).status_code == 405
        assert changes(copy).count() == 1

    def test_form_needs_its_token(self, copy, client):
        client.handler.enforce_csrf_checks = True
        login(client, "redaktion-bw@example.org")
        [change] = changes(copy)
        answer = client.post(f"{REPORT}change/{change.pk}/", {"decision": "take"})
        assert answer.status_code == 403

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"decision": "x"},
            {"decision": "take", "sentence": "-1"},
            {"decision": "take", "sentence": "x"},
            {"decision": "take", "sentence": "9" * 30},
            {"decision": "take", "sentence": "7"},
            {"decision": "take", "version": "x"},
        ],
    )
    def test_nonsense_changes_nothing(self, data, copy, staff_bw):
        [change] = changes(copy)
        data = {"version": change.version, **data}
        answer = staff_bw.post(f"{REPORT}change/{change.pk}/", data)
        assert answer.status_code in {302, 400}
        assert changes(copy).count() == 1

    @pytest.mark.parametrize("query", ["?group=x", "?edition=x", "?p=x", "?p=99", "?p=-1"])
    def test_nonsense_in_the_address_shows_the_report(self, query, staff_bw):
        assert staff_bw.get(f"{REPORT}{query}").status_code == 200

    def test_no_way_out_to_another_site(self, copy, staff_bw):
        [change] = changes(copy)
        data = {"decision": "ignore", "version": change.version, "next": "https://example.org/"}
        answer = staff_bw.post(f"{REPORT}change/{change.pk}/", data)
        assert answer.headers["Location"] == REPORT

    def test_locked_page_is_left_alone(self, copy, staff_bw):
        Page.objects.filter(pk=copy.pk).update(locked=True)
        [change] = changes(copy)
        data = {"decision": "take", "version": change.version}
        assert staff_bw.post(f"{REPORT}change/{change.pk}/", data).status_code == 302
        assert changes(copy).count() == 1


def test_report_costs_the_same_for_many_pages(nrw, staff_bw, django_assert_max_num_queries):
    for number in range(12):
        page = page_in(nrw, slug=f"seite-{number}", body=text(ADAPTED, SHARED))
        write(copy_of(page), ADAPTED, OWN)
        publish(page, body=text("Neu in NRW.", "Ganz anders. Zwei Sätze."))
    staff_bw.get("/admin/")
    reports = {f"{REPORT}?group={name}": 40 for name in ("outdated", "check")}
    for address, most in ({"/admin/": 60} | reports).items():
        with django_assert_max_num_queries(most):
            assert staff_bw.get(address).status_code == 200
    assert len(soup(group(staff_bw, "outdated")).select(".updates-copy")) == 10
    assert len(soup(staff_bw.get(f"{REPORT}?group=outdated&p=2")).select(".updates-copy")) == 2
