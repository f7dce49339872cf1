"""What the editor sends by itself, and what its button sends at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connections
from django.test import Client
from wagtail import hooks

from tests.factories.copies import page_in
from tests.rendered_form import EDITOR
from tests.site import filled_in, login

JSON = {"accept": "application/json"}
#: In seconds, how long the slower of the two is under way at most.
SLOW = 3


def in_thread(pool, client, *sent, **headers):
    def run():
        try:
            return client.post(*sent, headers=headers)
        finally:
            connections.close_all()

    return pool.submit(run)


@pytest.mark.parametrize("save", ["first", "again"])
@pytest.mark.parametrize("live", [True, False])
def test_button_wins_over_what_was_sent_before_and_is_slower(transactional_db, nrw, save, live):
    page = page_in(nrw)
    if not live:
        page.unpublish()
    button, itself = (login(Client(), "redaktion-nrw@example.org") for _tab in "ab")
    address = f"/admin/pages/{page.pk}/edit/"
    earlier = filled_in(itself, address, {"summary": "Noch nicht fer"}, form=EDITOR).data
    if save == "again":
        saved = itself.post(address, earlier, headers=JSON).json()
        earlier["overwrite_revision_id"] = str(saved["revision_id"])
    later = filled_in(button, address, {"summary": "Fertig."}, form=EDITOR).data
    under_way, done = Event(), Event()

    def is_slow(request, page):
        if request.method == "POST" and not request.accepts("text/html"):
            under_way.set()
            done.wait(SLOW)

    with hooks.register_temporarily("before_edit_page", is_slow), ThreadPoolExecutor(2) as pool:
        slow = in_thread(pool, itself, address, earlier, **JSON)
        assert under_way.wait(SLOW)
        answer = in_thread(pool, button, address, later)
        answer.add_done_callback(lambda _answer: done.set())
        assert answer.result().status_code == 302
        assert slow.result().status_code in {200, 400}
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().summary == "Fertig."
