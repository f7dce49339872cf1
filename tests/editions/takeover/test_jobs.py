"""Many pages taken over: in the order of the tree, one at a time, never half of one."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page

from editions import jobs, models, takeover
from editions.jobs import plan
from editions.models import TakeOverStep
from home.models import ContentPage

Status = TakeOverStep.Status


@pytest.fixture
def bw_locale(site):
    return Locale.objects.get(language_code="de-x-bw")


@pytest.fixture
def tree(nrw):
    """Three pages in a row below each other and one beside the last; in the order of the tree."""
    pages, parent = [], nrw
    for title in ("Eins in NRW", "Zwei", "Drei"):
        page = ContentPage(title=title, slug=title.lower().replace(" ", "-"), body="[]")
        parent = Page.objects.get(pk=parent.pk)
        parent.add_child(instance=page)
        page.save_revision().publish()
        pages.append(page)
        parent = pages[min(len(pages), 2) - 1]
    return [Page.objects.get(pk=page.pk) for page in pages]


def statuses(job):
    return [step.status for step in job.steps.all()]


def user(name):
    return get_user_model().objects.get(email=f"{name}@example.org")


def test_pages_arrive_in_the_order_of_the_tree(tree, bw_locale):
    job = plan(reversed(tree), bw_locale)
    assert (job.done, job.total) == (0, 3)
    assert not Page.objects.filter(locale=bw_locale, title="Eins in BW").exists()
    jobs.run(job)
    assert statuses(job) == [Status.DONE] * 3
    assert job.is_finished
    copy = Page.objects.get(locale=bw_locale, title="Eins in BW")
    assert [child.title for child in copy.get_children()] == ["Zwei"]
    assert not copy.get_descendants(inclusive=True).live().exists()
    assert not any(Page.find_problems())


def test_step_ends_when_its_time_is_over(tree, bw_locale):
    job = plan(tree, bw_locale)
    jobs.step(job, seconds=0)
    assert statuses(job) == [Status.DONE, Status.WAITING, Status.WAITING]
    jobs.step(job, seconds=60)
    assert job.is_finished


def test_missing_pages_above_are_taken_over_with_it(tree, bw_locale):
    job = plan(tree[2:], bw_locale)
    assert [step.title for step in job.steps.all()] == ["Eins in NRW", "Zwei", "Drei"]
    jobs.run(job)
    assert Page.objects.get(locale=bw_locale, title="Drei").depth == tree[2].depth


def test_page_that_is_there_is_skipped_and_named(tree, bw_locale):
    there = takeover.take_over(tree[0], bw_locale)
    job = plan(tree, bw_locale)
    jobs.run(job)
    first, *others = job.steps.all()
    assert (first.status, first.copy_id) == (Status.SKIPPED, there.pk)
    assert first.message == "Die Seite gibt es dort schon."
    assert {step.status for step in others} == {Status.DONE}


class Killed(BaseException):
    """The end of the process, as the code below sees it."""


def test_process_killed_within_a_page_leaves_whole_pages(tree, bw_locale, monkeypatch):
    job = plan(tree, bw_locale)
    start, calls = takeover.start, []

    def killed(*arguments):
        start(*arguments)
        calls.append(arguments)
        if len(calls) == 2:
            raise Killed

    monkeypatch.setattr(takeover, "start", killed)
    with pytest.raises(Killed):
        jobs.run(job)
    assert statuses(job) == [Status.DONE, Status.WAITING, Status.WAITING]
    assert Page.objects.filter(locale=bw_locale, translation_key=tree[0].translation_key).exists()
    assert not Page.objects.filter(
        locale=bw_locale, translation_key=tree[1].translation_key
    ).exists()
    assert not models.Origin.objects.filter(source=tree[1].pk).exists()
    monkeypatch.undo()
    jobs.run(models.TakeOverJob.objects.get(pk=job.pk))
    assert statuses(job) == [Status.DONE] * 3
    assert not any(Page.find_problems())


def test_page_that_fails_is_named_and_others_go_on(tree, bw_locale, monkeypatch):
    sibling = ContentPage(title="Vier", slug="vier", body="[]")
    Page.objects.get(pk=tree[0].pk).add_child(instance=sibling)
    start = takeover.start

    def broken(copy, original, follow):
        if original.title == "Zwei":
            raise RuntimeError
        start(copy, original, follow)

    monkeypatch.setattr(takeover, "start", broken)
    job = plan([*tree, sibling], bw_locale)
    jobs.run(job)
    eins, zwei, drei, vier = job.steps.all()
    assert (eins.status, vier.status) == (Status.DONE, Status.DONE)
    assert zwei.message == "Unerwarteter Fehler; er ist für die Technik aufgezeichnet."
    assert drei.message == "Die übergeordnete Seite fehlt dort."
    monkeypatch.undo()
    job.retry()
    jobs.run(job)
    assert statuses(job) == [Status.DONE] * 4


def test_another_browser_that_comes_second_copies_nothing(tree, bw_locale):
    job = plan(tree[:1], bw_locale)
    mine, theirs = job.steps.get(), job.steps.get()
    jobs.take_over(mine, job)
    count = Page.objects.count()
    jobs.take_over(theirs, job)
    assert Page.objects.count() == count
    assert statuses(job) == [Status.DONE]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("redaktion-bw", Status.DONE),
        ("redaktion-nrw", Status.FAILED),
        ("admin", Status.DONE),
    ],
)
def test_rights_of_the_user_are_asked_for_each_page(name, status, tree, bw_locale):
    job = plan(tree, bw_locale, user=user(name))
    jobs.run(job)
    assert statuses(job)[0] == status


def test_rights_withdrawn_in_between_end_the_copying(tree, bw_locale):
    person = user("redaktion-bw")
    job = plan(tree, bw_locale, user=person)
    jobs.step(job, seconds=0)
    person.groups.clear()
    jobs.run(models.TakeOverJob.objects.get(pk=job.pk))
    assert statuses(job) == [Status.DONE, Status.FAILED, Status.FAILED]


def test_owner_of_a_copy_is_who_made_it(tree, bw_locale):
    Page.objects.filter(pk=tree[0].pk).update(owner=user("redaktion-nrw"))
    page = Page.objects.get(pk=tree[0].pk)
    assert takeover.take_over(page, bw_locale, user("redaktion-bw")).owner == user("redaktion-bw")
