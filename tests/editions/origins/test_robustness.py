"""Copies under load: several people at once, a process that is killed, long pages, many of them."""

from collections import Counter

import pytest
from django.db import transaction

from editions.models import Follow, Origin
from editions.origins import keep_up as module
from editions.origins.keep_up import keep_up, keep_up_all
from home.models import ContentPage
from tests.factories.origins import (
    ADVICE,
    CLIMATE,
    NEWS,
    OWN,
    address,
    client_of,
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
from tests.site import login, visible_text
from tests.threads import at_once

#: Queries that the editor of a copy may have beside those of any page.
MOST_OF_A_COPY = 9


def table_of(query):
    return " ".join(query.split()[:4])


def publish(page, **fields):
    page = fresh(page)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


# At once


@pytest.mark.parametrize("turn", range(2))
def test_sources_published_at_once_reach_their_copies(turn, transactional_db, nrw):
    one = page_in(nrw, text(ADVICE))
    other = page_in(nrw, text(CLIMATE), slug="andere")
    copies = [copied(page, Follow.AT_ONCE) for page in (one, other)]
    at_once(
        lambda: publish(one, body=[text(f"{ADVICE} Erstens.")]),
        lambda: publish(one, body=[text(f"{ADVICE} Zweitens.")]),
        lambda: publish(other, body=[text(CLIMATE, NEWS)]),
    )
    assert paragraphs(fresh(one))[0].endswith(("Erstens.", "Zweitens."))
    assert paragraphs(fresh(copies[0])) == paragraphs(fresh(one))
    assert paragraphs(fresh(copies[1])) == [CLIMATE, NEWS]
    for copy in copies:
        assert (origin_of(copy).pending, origin_of(copy).note) == (0, "")


@pytest.mark.parametrize("turn", range(2))
def test_copy_that_is_saved_while_its_source_is_published_loses_nothing(
    turn, transactional_db, nrw
):
    source = page_in(nrw, text(ADVICE))
    copy = copied(source, Follow.AT_ONCE)
    client = client_of("redaktion-bw")
    shown = editor(client, copy)
    _none, answer = at_once(
        lambda: publish(source, body=[text(ADVICE, NEWS)]),
        lambda: press(client, shown, "action-publish", {"title": "Unser Titel"}),
    )
    assert answer.status_code == 200
    assert draft(copy).title == fresh(copy).title == "Unser Titel"
    is_there = NEWS in paragraphs(draft(copy))
    assert is_there != bool(origin_of(copy).pending)
    assert is_there != bool(waiting(editor(client, copy)))


def test_two_who_decide_at_once_lose_nothing(transactional_db, nrw):
    source = page_in(nrw, text(ADVICE), summary="Kurz.")
    copy = copied(source)
    publish(source, summary="Neu in NRW.", body=[text(ADVICE, NEWS)])
    one, other = client_of("redaktion-bw"), client_of("mitarbeit-bw")
    shown = editor(one, copy), editor(other, copy)
    at_once(
        lambda: press(one, shown[0], "Übernehmen: Text"),
        lambda: press(other, shown[1], "Übernehmen: Kurzfassung"),
    )
    left = " ".join(waiting(editor(one, copy)))
    taken = draft(copy)
    assert ("Kurzfassung" in left) != (taken.summary == "Neu in BW.")
    assert ("Text" in left) != (NEWS in paragraphs(taken))


# Killed


class Killed(BaseException):
    """The end of the process, as the code below sees it."""


@pytest.fixture
def with_draft(source, copy, commit):
    """A copy that takes at once, with a draft of its own beside what is live."""
    Origin.objects.filter(page=copy.pk).update(follow=Follow.AT_ONCE)
    own = draft(copy)
    own.body = [text(ADVICE, CLIMATE, OWN)]
    own.save_revision()
    return copy


def states(copy):
    return paragraphs(fresh(copy)), paragraphs(draft(copy))


def test_process_killed_within_a_copy_leaves_it_as_it_was(
    source, with_draft, monkeypatch, django_capture_on_commit_callbacks
):
    before, revisions = states(with_draft), with_draft.revisions.count()
    save = ContentPage.save_revision

    def killed(self, *arguments, **options):
        revision = save(self, *arguments, **options)
        if OWN in str(self.body) and NEWS in str(self.body):  # the draft, after what is live
            raise Killed
        return revision

    with django_capture_on_commit_callbacks():
        publish(source, body=[text(ADVICE, NEWS, CLIMATE)])
    with monkeypatch.context() as patch:
        patch.setattr(ContentPage, "save_revision", killed)
        with pytest.raises(Killed):
            keep_up(origin_of(with_draft).pk)
    assert states(with_draft) == before
    assert with_draft.revisions.count() == revisions
    assert keep_up_all() == 1
    assert states(with_draft) == ([ADVICE, NEWS, CLIMATE], [ADVICE, NEWS, CLIMATE, OWN])
    assert keep_up_all() == 0


def test_copy_that_was_missed_is_found_again_though_it_was_saved_since(
    source, copy, django_capture_on_commit_callbacks
):
    Origin.objects.filter(page=copy.pk).update(follow=Follow.AT_ONCE)
    with django_capture_on_commit_callbacks():  # and the process ends before it comes to that
        publish(source, body=[text(ADVICE, CLIMATE, NEWS)])
    draft(copy).save_revision()
    assert keep_up_all() == 1
    assert paragraphs(fresh(copy)) == [ADVICE, CLIMATE, NEWS]


def test_process_killed_between_two_copies_leaves_whole_ones(
    nrw, bw, monkeypatch, django_capture_on_commit_callbacks
):
    sources = [page_in(nrw, text(ADVICE), slug=f"seite-{number}") for number in range(2)]
    copies = [copied(source, Follow.AT_ONCE) for source in sources]
    with django_capture_on_commit_callbacks():
        for source in sources:
            publish(source, body=[text(ADVICE, NEWS)])
    count, seen = module.count, set()

    def killed(origin, page):
        seen.add(origin.pk)
        if len(seen) == 2:
            raise Killed
        count(origin, page)

    with monkeypatch.context() as patch:
        patch.setattr(module, "count", killed)
        with pytest.raises(Killed):
            keep_up_all()
    assert sorted(len(paragraphs(fresh(copy))) for copy in copies) == [1, 2]
    keep_up_all()
    assert [paragraphs(fresh(copy)) for copy in copies] == [[ADVICE, NEWS]] * 2


def test_publication_goes_on_when_a_copy_fails(source, copy, commit, monkeypatch, caplog):
    def fail(*arguments):
        raise RuntimeError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(module, "count", fail)
        commit(source, summary="Neu in NRW.")
    assert fresh(source).summary == "Neu in NRW."
    assert "could not be brought up to date" in caplog.text
    assert keep_up_all() == 1
    assert origin_of(copy).pending == 1


def test_what_somebody_has_open_is_not_changed_under_the_hands(source, copy, commit, staff_bw):
    Origin.objects.filter(page=copy.pk).update(follow=Follow.AT_ONCE)
    editor(staff_bw, copy)
    commit(source, summary="Neu in NRW.")
    assert fresh(copy).summary == "Kurz gesagt."
    assert "im Editor geöffnet" in origin_of(copy).note


def test_choice_of_one_is_not_undone_by_the_count_of_another(copy):
    """Two requests: the first has read the origin, the second stores a choice in between."""
    page, origin = draft(copy), origin_of(copy)
    Origin.objects.filter(pk=origin.pk).update(follow=Follow.NEVER, event="moved")
    with transaction.atomic():
        module.count(origin, page)
    assert (origin_of(copy).follow, origin_of(copy).event) == (Follow.NEVER, "moved")


# Long and many


def many_paragraphs(end=""):
    return [f"{ADVICE} Absatz {number}{end}." for number in range(160)]


def long_paragraph(first):
    """8,000 words, a sentence in twelve of them."""
    numbers = range(first, first + 8000)
    return " ".join(f"Wort{n}." if n % 12 == 0 else f"wort{n}" for n in numbers)


SIZES = {
    "160 paragraphs": (text(*many_paragraphs()), text(NEWS, *many_paragraphs(", neu"))),
    "8,000 words": (text(long_paragraph(0)), text(long_paragraph(1))),
}


@pytest.fixture(params=SIZES)
def long_copy(request, nrw, bw, commit):
    old, new = SIZES[request.param]
    source = page_in(nrw, old)
    copy = copied(source)
    commit(source, body=[new])
    return copy


def test_long_page_is_edited_and_taken_over(long_copy, staff_bw):
    shown = editor(staff_bw, long_copy)
    assert waiting(shown)
    assert staff_bw.get("/admin/").status_code == 200
    button = "Angekreuzte übernehmen" if len(waiting(shown)) > 1 else "Übernehmen: Text"
    press(staff_bw, shown, button)
    assert not waiting(editor(staff_bw, long_copy))


def test_editor_of_a_copy_asks_few_questions_more_than_that_of_another_page(
    nrw, bw, commit, visitor, queries
):
    source = page_in(nrw, text(ADVICE, CLIMATE), quote("Gut gesagt."), summary="Kurz.")
    copy = copied(source)
    commit(copy, summary="So sagt es BW.")
    commit(source, title="Neu", summary="Neu in NRW.", body=[text(NEWS, ADVICE, CLIMATE)])
    login(visitor, "redaktion-bw@example.org")
    assert len(waiting(editor(visitor, copy))) == 4
    plain = page_in(bw, text(ADVICE, CLIMATE), quote("Gut gesagt."), slug="eigene")
    editor(visitor, plain)
    found, others = queries(address(copy)), queries(address(plain))
    more = Counter(map(table_of, found)) - Counter(map(table_of, others))
    assert len(found) <= len(others) + MOST_OF_A_COPY, (len(found), len(others), more)


@pytest.fixture
def many(source, bw):
    """Return a function that lets so many copies wait."""

    def make(number):
        for index in range(number):
            page = ContentPage(title=f"Seite {index}", slug=f"viele-{index}", body=[text(ADVICE)])
            bw.add_child(instance=page)
            Origin.objects.create(
                page=page, source=source, source_title="Vorlage", edition="nrw", pending=2
            )

    return make


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/editions/updates/?group=waiting", "/admin/pages/{bw}/"]
)
def test_sixty_copies_cost_no_more_queries_than_six(path, many, bw, visitor, queries):
    login(visitor, "redaktion-bw@example.org")
    path = path.format(bw=bw.pk)
    many(6)
    visitor.get(path)
    before = queries(path)
    for page in ContentPage.objects.filter(slug__startswith="viele-"):
        page.delete()
    bw.refresh_from_db()
    many(60)
    visitor.get(path)
    found = queries(path)
    assert len(found) <= len(before), Counter(map(table_of, found)) - Counter(map(table_of, before))
    assert "2 Änderungen" in visible_text(visitor.get(path))
