"""Pages that follow another edition's word for word, and become pages of their own."""

import pytest

from tests.factories.takeovers import WORDS, add, address, copies, send
from tests.site import login, soup, visible_text


@pytest.fixture
def staff(visitor):
    return lambda name: login(visitor, f"redaktion-{name}@example.org")


@pytest.fixture
def neutral(nrw):
    return add(nrw, "Für alle", [("text", "<p>Wir beraten.</p>")])


class TestMirroredPage:
    @pytest.fixture
    def mirrored(self, staff, neutral):
        send(staff("bw"), neutral, mode="mirrored")
        return copies(neutral)["de-x-bw"]

    def test_becomes_an_adapted_one_and_stays_live_as_it_is(
        self, mirrored, staff, neutral, visitor
    ):
        client = staff("bw")
        editor = soup(client.get(f"/admin/pages/{mirrored.pk}/edit/"))
        link = next(a["href"] for a in editor.find_all("a") if a.get_text().strip() == WORDS)
        assert "BW – Deutsch" in visible_text(client.get(link))
        response = send(client, neutral)
        assert soup(response).select_one(".js-translation-editor")
        mirrored.refresh_from_db()
        assert mirrored.live and mirrored.alias_of_id is None
        assert "Wir beraten." in visible_text(visitor.get("/bw/fuer-alle/"))

    def test_never_names_the_region_of_its_original(self, mirrored, neutral, visitor):
        original = neutral.specific
        original.summary = "Kostenlos in ganz Nordrhein-Westfalen."
        original.save_revision().publish()
        shown = visible_text(visitor.get("/bw/fuer-alle/"))
        assert "Wir beraten." in shown
        assert shown.count("Nordrhein-Westfalen") == 1  # in the switch
        assert "Kostenlos in ganz" not in shown
        mirrored.refresh_from_db()
        draft = mirrored.get_latest_revision_as_object()
        assert draft.summary == "Kostenlos in ganz Baden-Württemberg."

    def test_is_made_of_an_adapted_one_and_back(self, mirrored, staff, neutral, visitor):
        client = staff("bw")
        send(client, neutral)
        url = f"/admin/localize/page/{mirrored.pk}/convert_to_alias/"
        assert "mirroring" not in visible_text(client.get(url))
        client.post(url)
        mirrored.refresh_from_db()
        assert mirrored.alias_of_id == neutral.pk

    def test_needs_the_right_to_publish(self, neutral, visitor):
        client = login(visitor, "mitarbeit-bw@example.org")
        assert "gespiegelt" not in visible_text(client.get(address(neutral)))
        send(client, neutral, mode="mirrored")
        assert copies(neutral) == {}
        send(client, neutral)
        assert not copies(neutral)["de-x-bw"].live
