"""Take-overs beside each other, and one whose process is killed: real threads and processes."""

import os
import subprocess
import sys
import time
from functools import partial

import pytest
from django.db import connection
from wagtail.models import Locale, Page

from editions import jobs
from editions.jobs import plan
from editions.models import TakeOverJob, TakeOverStep
from editions.opening.new_edition import open_edition
from editions.registry import EDITIONS
from home.models import ContentPage
from tests.threads import at_once

PAGES = 12
RUN = """
import django
django.setup()
from editions import jobs
from editions.models import TakeOverJob
jobs.run(TakeOverJob.objects.get(pk={pk}))
"""


@pytest.fixture
def pages(transactional_db, nrw):
    """A live page of NRW and more below it."""
    made = []
    for number in range(PAGES):
        page = ContentPage(title=f"Seite {number}", slug=f"seite-{number}", body="[]")
        parent = made[0] if made else nrw
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision().publish()
        made.append(page)
    return [Page.objects.get(pk=page.pk) for page in made]


@pytest.fixture
def bw_locale(pages):
    return Locale.objects.get(language_code="de-x-bw")


def assert_sound(pages, locale):
    copies = Page.objects.filter(
        locale=locale, translation_key__in=[page.translation_key for page in pages]
    )
    assert copies.count() == len(pages)
    assert not any(Page.find_problems())
    for copy in copies:
        assert copy.get_parent().locale_id == locale.pk
        assert copy.latest_revision is not None


def test_two_browsers_copy_each_page_once(pages, bw_locale):
    job = plan(pages, bw_locale)
    browsers = [TakeOverJob.objects.get(pk=job.pk) for _number in range(2)]
    at_once(*(partial(jobs.run, browser) for browser in browsers))
    assert {step.status for step in job.steps.all()} == {TakeOverStep.Status.DONE}
    assert_sound(pages, bw_locale)


def test_two_jobs_put_their_pages_beside_each_other(pages, bw_locale):
    jobs.run(plan(pages[:1], bw_locale))
    planned = [plan(pages[1::2], bw_locale), plan(pages[2::2], bw_locale)]
    at_once(*(partial(jobs.run, job) for job in planned))
    assert [job.failed.count() for job in planned] == [0, 0]
    assert_sound(pages, bw_locale)


def test_two_administrators_open_one_edition(transactional_db):
    hesse, nrw = EDITIONS["he"], EDITIONS["nrw"]
    first, second = at_once(*[lambda: open_edition(hesse, nrw)] * 2)
    assert first == second
    at_once(partial(jobs.run, first.job), partial(jobs.run, second.job))
    homes = Page.objects.filter(depth=2, locale__language_code__endswith="-x-he")
    assert homes.count() == 3
    assert TakeOverJob.objects.get().failed.count() == 0
    assert not any(Page.find_problems())


def start_process(job):
    """Carry a job out in a process of its own, on the database of the test."""
    name = connection.settings_dict["NAME"]
    url = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        url = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    command = [sys.executable, "-c", RUN.format(pk=job.pk)]
    environ = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "miglobe_site.settings"}
    return subprocess.Popen(command, env=os.environ | environ)


def test_killed_process_leaves_whole_pages_and_the_job_goes_on(pages, bw_locale):
    job = plan(pages, bw_locale)
    process = start_process(job)
    end = time.monotonic() + 60
    while job.done < 2 and time.monotonic() < end:
        time.sleep(0.02)
    process.kill()
    process.wait()
    done = job.steps.filter(status=TakeOverStep.Status.DONE)
    assert 2 <= done.count() < PAGES
    assert_sound([step.source for step in done], bw_locale)
    assert not Page.objects.filter(
        locale=bw_locale,
        translation_key__in=[step.source.translation_key for step in job.waiting],
    ).exists()
    jobs.run(job)
    assert {step.status for step in job.steps.all()} == {TakeOverStep.Status.DONE}
    assert_sound(pages, bw_locale)
