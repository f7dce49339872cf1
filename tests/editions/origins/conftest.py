"""A page of NRW, its copy in BW, and the people who work on them."""

import pytest

from tests.factories.origins import (
    ADVICE,
    CLIMATE,
    NEW_SUMMARY,
    NEWS,
    client_of,
    copied,
    editor,
    fresh,
    page_in,
    press,
    text,
)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Publish as requests do: what is to be done after the commit is done."""

    def publish(page, **fields):
        for name, value in fields.items():
            setattr(page, name, value)
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return fresh(page)

    return publish


@pytest.fixture
def source(nrw, bw):
    return page_in(nrw, text(ADVICE, CLIMATE), summary="Kurz gesagt.")


@pytest.fixture
def copy(source):
    return copied(source)


@pytest.fixture
def staff_bw(site):
    return client_of("redaktion-bw")


@pytest.fixture
def staff_nrw(site):
    """Its own client: BW's staff are at work at the same time."""
    return client_of("redaktion-nrw")


@pytest.fixture
def writer_bw(site):
    return client_of("mitarbeit-bw")


@pytest.fixture
def changed(source, copy, commit):
    """BW's copy, whose source has another summary and one more paragraph."""
    commit(source, summary=NEW_SUMMARY, body=[text(ADVICE, CLIMATE, NEWS)])
    return copy


@pytest.fixture
def in_the_editor(django_capture_on_commit_callbacks):
    """Press a button in the editor of a page, with all that follows after the commit."""

    def act(client, page, button, changes=None, **options):
        with django_capture_on_commit_callbacks(execute=True):
            answer = press(client, editor(client, page), button, changes, **options)
        return answer

    return act
