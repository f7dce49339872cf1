"""What staff of two editions do with a page that both have: each story once went wrong."""

import pytest
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import rich_text

from editions import jobs
from editions.models import Follow
from editions.opening.new_edition import open_edition
from editions.registry import EDITIONS
from home.models import ContentPage
from members.models import Topic
from tests.factories.copies import copy_of, segment, translation_of
from tests.factories.origins import (
    ADVICE,
    CLIMATE,
    FIRST,
    NEWS,
    OWN,
    SCHOOLS,
    SECOND,
    THIRD,
    copied,
    draft,
    editor,
    fresh,
    origin_of,
    page_in,
    paragraphs,
    press,
    quote,
    text,
    waiting,
)
from tests.factories.takeovers import send
from tests.site import submit, visible_text

TWICE = (ADVICE, ADVICE, "<ul><li>Ja</li><li>Ja</li></ul>")


def bodies(page):
    return [(block["type"], block["id"]) for block in page.body.raw_data]


# Paragraphs that stand twice


def test_same_paragraph_or_list_item_twice_in_one_block(
    nrw, bw, staff_nrw, staff_bw, in_the_editor
):
    source = page_in(nrw, text(*TWICE))
    answer = send(staff_bw, source, follow="at_once")
    copy = ContentPage.objects.get(translation_key=source.translation_key, locale=bw.locale)
    assert answer.status_code == 200
    in_the_editor(staff_bw, copy, "action-publish")
    assert paragraphs(fresh(copy)) == [ADVICE, ADVICE, "Ja", "Ja"]
    html = f"<p>{ADVICE}</p><p>{ADVICE}</p><p>{NEWS}</p><ul><li>Ja</li><li>Ja</li><li>Ja</li></ul>"
    in_the_editor(staff_nrw, source, "action-publish", {"body-0-value": rich_text(html)})
    assert paragraphs(fresh(source)) == [ADVICE, ADVICE, NEWS, "Ja", "Ja", "Ja"]


def test_same_paragraph_twice_is_mirrored(nrw, bw, commit):
    source = page_in(nrw, text(*TWICE))
    copy = copied(source, Follow.AT_ONCE)
    commit(source, body=[text(ADVICE, ADVICE, NEWS, "<ul><li>Ja</li><li>Ja</li><li>Ja</li></ul>")])
    assert paragraphs(fresh(copy)) == [ADVICE, ADVICE, NEWS, "Ja", "Ja", "Ja"]
    assert (origin_of(copy).pending, origin_of(copy).own) == (0, 0)


def test_same_paragraph_twice_is_opened_in_a_new_edition(nrw, bw, commit):
    source = page_in(nrw, text(*TWICE))
    jobs.run(open_edition(EDITIONS["he"], EDITIONS["nrw"]).job)
    locale = Locale.objects.get(language_code="de-x-he")
    copy = ContentPage.objects.get(translation_key=source.translation_key, locale=locale)
    assert paragraphs(draft(copy)) == [ADVICE, ADVICE, "Ja", "Ja"]
    commit(source, body=[text(ADVICE, ADVICE, NEWS, *TWICE[2:])])
    assert origin_of(copy).pending == 1


def test_block_split_with_a_sentence_added_leaves_start_page_and_report_at_work(
    source, copy, commit, staff_bw
):
    commit(source, body=[text(ADVICE), text(f"{CLIMATE} {NEWS}", id_=SECOND)])
    for path in ("/admin/", "/admin/editions/updates/", "/admin/editions/updates/?group=waiting"):
        answer = staff_bw.get(path)
        assert answer.status_code == 200, path
        assert "Vorlage" in visible_text(answer), path
    press(staff_bw, editor(staff_bw, copy), "Angekreuzte übernehmen")
    assert bodies(draft(copy)) == [("text", FIRST), ("text", SECOND)]
    assert paragraphs(draft(copy), 0) == [ADVICE]
    assert paragraphs(draft(copy), 1) == [f"{CLIMATE} {NEWS}"]


# Own text, own order, blocks left out


@pytest.fixture
def three(nrw, bw):
    blocks = text(ADVICE), text(CLIMATE, id_=SECOND), text(SCHOOLS, id_=THIRD)
    return page_in(nrw, *blocks)


def publication(number):
    """The body of NRW's page, another one each time."""
    news = [f"{NEWS} ({n})" for n in range(number + 1)]
    return [
        text(ADVICE),
        text(f"{CLIMATE} Stand {number}.", id_=SECOND),
        text(*news, SCHOOLS, id_=THIRD),
    ]


@pytest.mark.parametrize("follow", [Follow.AT_ONCE, Follow.ON_DECISION])
def test_own_paragraph_hidden_block_and_own_order_through_ten_publications(
    follow, three, commit, staff_bw
):
    copy = copied(three, follow)
    commit(copy, body=[text(SCHOOLS, id_=THIRD), text(ADVICE, OWN)])
    for number in range(10):
        three = commit(three, body=publication(number))
    if follow == Follow.ON_DECISION:
        press(staff_bw, editor(staff_bw, copy), "Angekreuzte übernehmen")
        press(staff_bw, editor(staff_bw, copy), "action-publish")
    now = fresh(copy)
    assert bodies(now) == [("text", THIRD), ("text", FIRST)]
    assert paragraphs(now, 1) == [ADVICE, OWN]
    assert paragraphs(now, 0) == [*(f"{NEWS} ({n})" for n in range(10)), SCHOOLS]
    assert origin_of(copy).pending == 0


def test_stops_following_for_a_month_and_follows_again(three, commit, staff_bw, in_the_editor):
    copy = copied(three)
    own = [text(SCHOOLS, id_=THIRD), text(ADVICE, OWN)]
    commit(copy, body=own)
    in_the_editor(staff_bw, copy, "action-publish", {"follow": "never"})
    for number in range(3):
        three = commit(three, body=publication(number))
    assert origin_of(copy).pending == 0
    in_the_editor(staff_bw, copy, "action-publish", {"follow": "on_decision"})
    assert bodies(fresh(copy)) == [("text", THIRD), ("text", FIRST)]
    assert paragraphs(fresh(copy), 1) == [ADVICE, OWN]
    assert origin_of(copy).pending == len(waiting(editor(staff_bw, copy))) > 0
    in_the_editor(staff_bw, copy, "Angekreuzte übernehmen")
    assert paragraphs(draft(copy), 1) == [ADVICE, OWN]
    assert paragraphs(draft(copy), 0) == [*(f"{NEWS} ({n})" for n in range(3)), SCHOOLS]


def test_new_block_is_refused_for_good(source, copy, commit, staff_bw):
    source = commit(source, body=[text(ADVICE, CLIMATE), text(SCHOOLS, id_=SECOND)])
    press(staff_bw, editor(staff_bw, copy), "Nicht übernehmen: Text")
    for words in (SCHOOLS, f"{SCHOOLS} {NEWS}", NEWS):
        source = commit(source, body=[text(ADVICE, CLIMATE), text(words, id_=SECOND)])
        assert not waiting(editor(staff_bw, copy))
    assert bodies(draft(copy)) == [("text", FIRST)]


def test_quote_that_was_rewritten_stays_when_it_is_deleted_at_the_source(
    nrw, bw, commit, staff_bw, in_the_editor
):
    source = page_in(nrw, text(ADVICE), quote("So war es in Köln."))
    copy = copied(source)
    in_the_editor(staff_bw, copy, "action-publish", {"body-1-value-text": "So war es in Ulm."})
    source = commit(source, body=[text(ADVICE)])
    shown = editor(staff_bw, copy)
    [entry] = waiting(shown).values()
    assert "In NRW gestrichen" in entry and "So war es in Ulm." in entry
    press(staff_bw, shown, "Nicht übernehmen: Zitat")
    commit(source, body=[text(ADVICE, NEWS)])
    press(staff_bw, editor(staff_bw, copy), "Übernehmen: Text")
    assert draft(copy).body[1].value["text"] == "So war es in Ulm."


# Two at work


def test_two_staff_edit_the_same_copy_and_nothing_is_lost_silently(
    source, copy, commit, staff_bw, writer_bw
):
    commit(source, summary="Neu in NRW.", body=[text(ADVICE, CLIMATE, NEWS)])
    one, other = editor(staff_bw, copy), editor(writer_bw, copy)
    press(staff_bw, one, "Angekreuzte übernehmen")
    press(writer_bw, other, "Nicht übernehmen: Text", {"title": "Von Mitarbeit"})
    now = draft(copy)
    assert (now.title, now.summary) == ("Von Mitarbeit", "Kurz gesagt.")
    assert [*waiting(editor(staff_bw, copy))] == ["Geändert : Kurzfassung"]
    assert fresh(copy).revisions.count() >= 4  # what the first one saved is in the history


def test_topics_are_not_renamed_by_one_edition(staff_bw, writer_bw, admin):
    topic = Topic.objects.first()
    for client in (staff_bw, writer_bw):
        path = f"/admin/topics/edit/{topic.pk}/"
        assert client.get(path).status_code in {302, 403}
        client.post(path, {"name_de": "Umbenannt", "slug": topic.slug, "sort_order": 0})
        assert Topic.objects.get(pk=topic.pk).name_de == topic.name_de
    submit(admin, f"/admin/topics/edit/{topic.pk}/", {"name_de": "Umbenannt"})
    assert Topic.objects.get(pk=topic.pk).name_de == "Umbenannt"


def test_original_deleted_while_a_translators_editor_is_open(source, staff_nrw):
    english = copy_of(source, "en-x-nrw")
    place = segment(english, ADVICE).pk
    shown = staff_nrw.get(f"/admin/pages/{english.pk}/edit/")
    assert shown.status_code == 200
    translation = translation_of(english).pk
    saving = f"/admin/localize/translate/{translation}/strings/{place}/edit/"
    Page.objects.get(pk=source.pk).delete()
    if Page.objects.filter(pk=english.pk).exists():
        assert staff_nrw.get(f"/admin/pages/{english.pk}/edit/").status_code < 500
    answer = staff_nrw.put(saving, "value=Advice", "application/x-www-form-urlencoded")
    assert answer.status_code < 500
    assert staff_nrw.get("/admin/").status_code == 200
    assert staff_nrw.get("/admin/editions/updates/?group=translations").status_code == 200
