"""The form with which staff take a page over, and who may use it."""

import pytest
from wagtail.admin.models import EditingSession

from editions import jobs
from editions.models import TakeOverJob
from home.models import HomePage
from tests.factories.legal import publish_legal_page
from tests.factories.pages import state
from tests.factories.takeovers import add, address, copies, locale, send, where
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a form of the CMS")


@pytest.fixture
def staff(visitor):
    return lambda name: login(visitor, f"redaktion-{name}@example.org")


@pytest.fixture
def page(nrw):
    return add(nrw, "Neu in NRW", [("text", "<p>Wir beraten in Nordrhein-Westfalen.</p>")])


@pytest.fixture
def neutral(nrw):
    return add(nrw, "Für alle", [("text", "<p>Wir beraten.</p>")])


class TestForm:
    def test_explains_each_way_in_one_sentence(self, staff, page):
        text = visible_text(staff("bw").get(address(page)))
        assert "„Neu in NRW“ übernehmen" in text
        assert "BW – Deutsch" in text
        assert "erst zeigen Sie sehen im Editor, was sich dort geändert hat" in text
        assert "sofort übernehmen Was sich dort ändert, ist hier sofort öffentlich" in text
        assert "nicht mehr verfolgen Die Seite geht von jetzt an ihren eigenen Weg" in text
        assert "darunter" not in text
        assert "Englisch" not in text

    def test_offers_the_languages_of_its_own_edition_without_ways_to_follow(self, staff, page):
        text = visible_text(staff("nrw").get(address(page)))
        assert "NRW – Englisch" in text and "NRW – Leichte Sprache" in text
        assert "BW" not in text
        assert "sofort übernehmen" not in text

    def test_page_is_taken_over_and_opened(self, staff, page):
        response = send(staff("bw"), page)
        assert "„Neu in BW“ ist übernommen: BW – Deutsch." in visible_text(response)
        copy = copies(page)["de-x-bw"]
        assert response.request["PATH_INFO"] == f"/admin/pages/{copy.pk}/edit/"
        assert soup(response).select_one("input[name=title]")["value"] == "Neu in BW"
        assert "Diese Seite wurde aus NRW übernommen." in visible_text(response)
        assert not copy.live

    def test_page_that_follows_at_once_does_so_once_it_is_public(
        self, staff, neutral, visitor, django_capture_on_commit_callbacks
    ):
        send(staff("bw"), neutral, follow="at_once")
        EditingSession.objects.all().delete()  # the editor that has opened is closed
        copies(neutral)["de-x-bw"].specific.save_revision().publish()
        original = neutral.specific
        original.summary = "Kostenlos."
        with django_capture_on_commit_callbacks(execute=True):
            original.save_revision().publish()
        assert "Kostenlos." in visible_text(visitor.get("/bw/fuer-alle/"))

    def test_who_does_not_publish_lets_nothing_go_live_by_itself(self, visitor, neutral):
        client = login(visitor, "mitarbeit-bw@example.org")
        assert "sofort übernehmen" not in visible_text(client.get(address(neutral)))
        response = send(client, neutral, follow="at_once")
        assert soup(response).select(".error-message")
        assert copies(neutral) == {}

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"target": "x", "follow": "on_decision"},
            {"target": "99999999999999999999", "follow": "on_decision"},
            {"follow": "on_decision"},
            {"target": "de-x-bw", "follow": "nonsense"},
        ],
    )
    def test_nonsense_is_answered_beside_the_field(self, data, staff, page):
        if data.get("target") == "de-x-bw":
            data = {**data, "target": locale("de-x-bw").pk}
        response = staff("bw").post(address(page), data)
        assert response.status_code == 200
        assert soup(response).select(".error-message")
        assert copies(page) == {}

    def test_nonsense_in_the_address_changes_nothing(self, staff, page):
        for query in ("?select_locale=%27", "?next=https://evil.example/", "?select_locale="):
            response = staff("bw").get(address(page, query))
            assert response.status_code == 200
            assert "evil.example" not in response.content.decode()

    def test_target_named_in_the_address_is_chosen(self, admin, page):
        form = soup(admin.get(address(page, "?select_locale=en-x-nrw")))
        chosen = form.select_one("input[name=target][checked]")
        assert chosen["value"] == str(locale("en-x-nrw").pk)

    def test_shows_the_way_to_the_original(self, staff, page):
        links = {a["href"] for a in soup(staff("bw").get(address(page))).find_all("a")}
        assert "/nrw/neu-in-nrw/" in links

    def test_says_where_the_page_is_and_that_nothing_is_left(self, staff, page):
        client = staff("bw")
        send(client, page)
        response = client.get(address(page))
        text = visible_text(response)
        assert "Schon übernommen: BW – Deutsch (Entwurf)" in text
        assert "Hier gibt es nichts mehr zu übernehmen." in text
        assert client.post(address(page), {}).status_code == 200
        assert len(copies(page)) == 1


class TestPagesBelow:
    def test_are_counted_and_taken_over_with_progress(self, staff, page):
        add(page, "Darunter")
        child = add(page, "Noch eine in NRW")
        client = staff("bw")
        assert "Auch die Seiten darunter (2)" in visible_text(client.get(address(page)))
        response = send(client, page, below=True)
        assert "0 von 3" in visible_text(response)
        job = TakeOverJob.objects.get()
        started = f"/admin/editions/take-over/{job.pk}/"
        response = submit(client, started, form=".take-over", follow=True)
        text = visible_text(response)
        assert "3 von 3" in text and "Alle Seiten sind fertig." in text
        assert copies(child)["de-x-bw"].title == "Noch eine in BW"
        assert copies(child)["de-x-bw"].get_parent().pk == copies(page)["de-x-bw"].pk

    def test_without_the_tick_stay_behind(self, staff, page):
        child = add(page, "Darunter")
        send(staff("bw"), page)
        assert copies(page) and not copies(child)

    def test_drafts_of_another_edition_are_neither_counted_nor_named(self, staff, page):
        draft = add(page, "Geheimer Entwurf", live=False)
        add(draft, "Darunter")
        response = staff("bw").get(address(page))
        assert "darunter" not in visible_text(response)
        response = send(staff("bw"), page, forged={"below": "on"})
        assert "Geheimer" not in response.content.decode()
        assert not copies(draft)

    def test_own_drafts_come_along(self, staff, page):
        draft = add(page, "Entwurf", live=False)
        response = send(staff("nrw"), page, "en-x-nrw", below=True)
        job = TakeOverJob.objects.get()
        jobs.run(job)
        assert response.status_code == 200
        assert set(copies(draft)) == {"en-x-nrw"}

    def test_missing_pages_above_come_along_and_the_form_says_so(self, staff, page):
        child = add(page, "Darunter")
        client = staff("bw")
        text = visible_text(client.get(address(child)))
        assert "sie werden mit übernommen: „Neu in NRW“" in text
        send(client, child)
        jobs.run(TakeOverJob.objects.get())
        assert copies(child)["de-x-bw"].get_parent().pk == copies(page)["de-x-bw"].pk

    def test_of_a_start_page_fill_another_language(self, staff, nrw):
        client = staff("nrw")
        assert where(client, nrw) >= {"editor", "own list"}
        response = send(client, nrw, "en-x-nrw", below=True)
        job = TakeOverJob.objects.get()
        jobs.run(job)
        assert "von" in visible_text(response)
        english = HomePage.objects.get(locale__language_code="en-x-nrw")
        assert english.get_children().count() == nrw.get_children().count() > 8
        assert not job.failed

    def test_can_follow_a_page_that_is_there(self, staff, page):
        client = staff("bw")
        send(client, page)
        child = add(page, "Darunter")
        assert "Die Seite selbst gibt es dort schon" in visible_text(client.get(address(page)))
        refused = send(client, page, below=False)
        assert "Kreuzen Sie auch die Seiten darunter an." in visible_text(refused)
        send(client, page, below=True)
        jobs.run(TakeOverJob.objects.get())
        assert copies(child)


class TestRights:
    @pytest.mark.parametrize(("own", "other"), [("nrw", "bw"), ("bw", "nrw")])
    def test_draft_of_another_edition_is_not_shown(self, own, other, staff, nrw, bw):
        secret = add({"nrw": nrw, "bw": bw}[other], "Geheimer Plan", live=False)
        client, before = staff(own), state()
        for response in (client.get(address(secret)), send(client, secret, f"de-x-{own}")):
            assert "Geheimer" not in response.content.decode()
        assert state() == before

    def test_private_page_and_page_of_an_unpublished_edition_are_not_shown(self, staff, page, nrw):
        client = staff("bw")
        page.view_restrictions.create(restriction_type="login")
        assert client.get(address(page)).status_code == 302
        page.view_restrictions.all().delete()
        assert client.get(address(page)).status_code == 200
        nrw.unpublish()
        assert client.get(address(page)).status_code == 302

    @pytest.mark.parametrize(
        ("name", "code"), [("nrw", "de-x-bw"), ("bw", "en-x-nrw"), ("bw", "en-x-bw")]
    )
    def test_staff_cannot_take_a_page_over_where_they_add_none(self, name, code, staff, page):
        client, before = staff(name), state()
        assert send(client, page, code).status_code == 200
        assert state() == before

    def test_page_bound_to_its_edition_has_no_other_target(self, staff, nrw):
        legal = publish_legal_page(nrw)
        for page in (nrw, legal):
            assert staff("bw").get(address(page)).status_code == 302
            client, before = login(staff("bw"), "admin@example.org"), state()
            send(client, page)
            assert state() == before

    def test_nobody_without_login(self, visitor, page):
        response = visitor.get(address(page))
        assert response.headers["Location"].startswith("/admin/login/")

    def test_root_and_unknown_pages_do_not_exist(self, admin):
        for pk in (1, 99999999):
            assert admin.get(f"/admin/localize/submit/page/{pk}/").status_code == 404

    @pytest.mark.parametrize("name", ["nrw", "admin"])
    def test_job_is_nobody_elses_business(self, name, staff, page, visitor):
        add(page, "Darunter")
        send(staff("bw"), page, below=True)
        job = TakeOverJob.objects.get()
        url = f"/admin/editions/take-over/{job.pk}/"
        email = "admin" if name == "admin" else "redaktion-nrw"
        client = login(visitor, f"{email}@example.org")
        for response in (client.get(url), client.post(url), client.post(url, {"retry": "1"})):
            assert (response.status_code == 302 and "take-over" not in response["Location"]) is (
                name == "nrw"
            )
        assert job.is_finished is (name == "admin")
