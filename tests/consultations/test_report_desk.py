"""What staff do in the CMS with barriers, feedback and interest."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from consultations.models import Interest, Report
from home.models import HomePage
from miglobe_site.outbox.models import Mail
from tests.factories.reports import barrier_in, feedback_in, interest_in
from tests.site import login, soup, submit, visible_text

ACT = ".desk__act"


def lines(client, kind):
    """{text: address} of the lines about the website on the start page."""
    found = soup(client.get("/admin/")).select(f"#website-reports-section .help-{kind} a")
    return {" ".join(link.get_text().split()): link["href"] for link in found}


def rows(client, address):
    """The first cell of each row of a list."""
    cells = soup(client.get(address)).select("#listing-results tbody tr td:first-child")
    return [" ".join(cell.get_text().split()) for cell in cells]


class TestStartPage:
    def test_says_nothing_where_nothing_waits(self, staff_nrw):
        barrier_in(done_at=timezone.now())
        barrier_in("bw", days=-1)
        feedback_in()
        interest_in()
        assert lines(staff_nrw, "critical") == lines(staff_nrw, "info") == {}

    def test_has_a_red_line_for_what_is_overdue_or_in_quarantine(self, staff_nrw):
        barrier_in(days=-1)
        barrier_in(days=0)
        barrier_in(suspicions="links")
        text = "Die Antwort auf die Meldung einer Barriere ist überfällig: Die Frist von einem "
        assert lines(staff_nrw, "critical") == {
            f"{text}Monat ist abgelaufen.": "/admin/barriers/?group=late",
            "Die Meldung einer Barriere ist in Quarantäne: Bitte sehen Sie nach, ob sie Werbung "
            "ist.": "/admin/barriers/?group=quarantine",
        }
        assert lines(staff_nrw, "info") == {
            "Die Meldung einer Barriere wartet auf Antwort.": "/admin/barriers/"
        }

    def test_tells_administrators_of_interest(self, admin):
        interest_in()
        interest_in(municipality="GIESSEN")
        interest_in(municipality="Köln  am Main")
        interest_in(municipality="KÖLN AM MAIN", email="")
        interest_in(suspicions="links")
        interest_in(created_at=timezone.now() - timedelta(days=31))
        assert lines(admin, "info") == {
            "In den letzten 30 Tagen haben 2 Kommunen Interesse vorgemerkt.": "/admin/interest/",
            "Eine Vormerkung ist in Quarantäne: Bitte sehen Sie nach, ob sie Werbung ist.": (
                "/admin/interest/?group=quarantine"
            ),
        }

    def test_tells_administrators_whom_to_write_that_there_is_a_team(self, admin, bw):
        long_ago = timezone.now() - timedelta(days=31)
        interest_in("bw", municipality="Ulm", created_at=long_ago)
        interest_in("bw", municipality="Aalen", email="", created_at=long_ago)
        interest_in("bw", municipality="Calw", suspicions="links", created_at=long_ago)
        interest_in("he", created_at=long_ago)
        interest_in("nrw", municipality="Hamm", created_at=long_ago)
        interest_in("nrw", municipality="Herne", created_at=long_ago)
        address = "/admin/interest/?group=team&state=bw"
        assert lines(admin, "info") == {
            "Bundesland Baden-Württemberg: Es gibt jetzt ein Team. Bitte schreiben Sie der "
            "Kommune, die Interesse vorgemerkt hat.": address,
            "Bundesland Nordrhein-Westfalen: Es gibt jetzt ein Team. Bitte schreiben Sie den 2 "
            "Kommunen, die Interesse vorgemerkt haben.": "/admin/interest/?group=team&state=nrw",
            "Eine Vormerkung ist in Quarantäne: Bitte sehen Sie nach, ob sie Werbung ist.": (
                "/admin/interest/?group=quarantine"
            ),
        }
        assert rows(admin, address) == ["Ulm"]
        HomePage.objects.filter(pk=bw.pk).update(offer_status="archived")
        assert address not in lines(admin, "info").values()
        assert rows(admin, address) == []

    def test_tells_who_answers_of_feedback_in_quarantine(self, staff_nrw):
        feedback_in(suspicions="links")
        feedback_in("bw", suspicions="links")
        interest_in(suspicions="links")
        interest_in("bw")
        text = "Eine Rückmeldung ist in Quarantäne: Bitte sehen Sie nach, ob sie Werbung ist."
        assert lines(staff_nrw, "info") == {text: "/admin/feedback/?group=quarantine"}

    def test_says_nothing_to_who_answers_nothing(self, site):
        barrier_in(days=-1)
        writer = login(Client(), "mitarbeit-nrw@example.org")
        assert lines(writer, "critical") == {}


class TestBarriers:
    def test_stand_in_the_order_in_which_they_are_due(self, staff_nrw):
        barrier_in(page="/nrw/spaet/", days=9)
        barrier_in(page="/nrw/fertig/", days=1, done_at=timezone.now())
        barrier_in(page="/nrw/bald/", days=-2)
        barrier_in(page="/nrw/werbung/", suspicions="links")
        address = "/admin/barriers/"
        assert rows(staff_nrw, address) == ["/nrw/bald/", "/nrw/spaet/", "/nrw/fertig/"]
        assert rows(staff_nrw, f"{address}?group=late") == ["/nrw/bald/"]
        assert rows(staff_nrw, f"{address}?group=done") == ["/nrw/fertig/"]
        assert rows(staff_nrw, f"{address}?group=quarantine") == ["/nrw/werbung/"]
        late = soup(staff_nrw.get(address)).select(".due[data-light=late]")
        assert len(late) == 1 and late[0].get_text().startswith("überfällig seit")

    @pytest.mark.parametrize("query", ["group=xx", "p=9999", "ordering=text", "group=%FF"])
    def test_strange_queries_are_no_failure(self, query, staff_nrw):
        barrier_in()
        assert staff_nrw.get(f"/admin/barriers/?{query}").status_code == 200
        assert staff_nrw.get(f"/admin/barriers/results/?{query}").status_code == 200

    def test_are_marked_as_done_with_a_note_once(self, staff_nrw):
        report = barrier_in()
        address = f"/admin/barriers/{report.pk}/"
        old = staff_nrw.get(address)
        assert "mailto:erika@musterstadt.example" in old.content.decode()
        note = {"note": "Menü repariert"}
        answer = submit(
            staff_nrw, old, note, button="Als erledigt vermerken", form=ACT, follow=True
        )
        assert "Als erledigt vermerkt." in visible_text(answer)
        report.refresh_from_db()
        assert (report.note, report.done_by.email) == (
            "Menü repariert",
            "redaktion-nrw@example.org",
        )
        answer = submit(
            staff_nrw, old, note, button="Als erledigt vermerken", form=ACT, follow=True
        )
        assert "Als erledigt vermerkt." in visible_text(answer)

    @pytest.mark.parametrize("text", ["noch einmal", "x" * 2001])
    def test_note_that_came_too_late_is_shown(self, text, staff_nrw):
        report = barrier_in()
        old = staff_nrw.get(f"/admin/barriers/{report.pk}/")
        Report.objects.update(done_at=timezone.now(), note="Menü repariert")
        answer = submit(staff_nrw, old, {"note": text}, button="Als erledigt vermerken", form=ACT)
        assert answer.status_code == (409 if len(text) < 2000 else 422)
        assert f"Ihr Vermerk wurde nicht gespeichert: {text}" in visible_text(answer)
        assert "Wieder öffnen" in visible_text(answer) and "Menü repariert" in visible_text(answer)
        if answer.status_code == 409:
            assert "Jemand aus dem Team war schneller" in visible_text(answer)
        report.refresh_from_db()
        assert report.note == "Menü repariert"

    def test_can_be_opened_again(self, staff_nrw):
        report = barrier_in(done_at=timezone.now())
        submit(staff_nrw, f"/admin/barriers/{report.pk}/", button="Wieder öffnen", form=ACT)
        report.refresh_from_db()
        assert report.done_at is None

    def test_done_again_keeps_the_note(self, staff_nrw):
        report = barrier_in(note="Menü repariert")
        address = f"/admin/barriers/{report.pk}/"
        submit(staff_nrw, address, button="Als erledigt vermerken", form=ACT)
        report.refresh_from_db()
        assert report.done_at and report.note == "Menü repariert"

    def test_note_that_is_too_long_is_kept(self, staff_nrw):
        report = barrier_in()
        address = f"/admin/barriers/{report.pk}/"
        button = "Als erledigt vermerken"
        answer = submit(staff_nrw, address, {"note": "x" * 2001}, button=button, form=ACT)
        assert answer.status_code == 422 and "x" * 2001 in answer.content.decode()
        report.refresh_from_db()
        assert report.done_at is None

    def test_quarantine_is_left_with_the_mail_that_waits(self, staff_nrw, nrw):
        HomePage.objects.filter(pk=nrw.pk).update(accessibility_contact="b@example.org")
        report = barrier_in(suspicions="links")
        address = f"/admin/barriers/{report.pk}/"
        assert "viele oder versteckte Links" in visible_text(staff_nrw.get(address))
        old = staff_nrw.get(address)
        for _press in "ab":
            submit(staff_nrw, old, button="Keine Werbung: zustellen", form=ACT)
        report.refresh_from_db()
        assert report.suspicions == "" and [each.to for each in Mail.objects.all()] == [
            "b@example.org"
        ]


class TestFeedback:
    def test_is_counted_by_page_and_can_be_read(self, staff_nrw):
        feedback_in()
        feedback_in(helpful=True, text="")
        feedback_in(helpful=None, text="Nur ein Wort")
        feedback_in(suspicions="links", text="Werbung")
        feedback_in(page="/nrw/kooperation/", text="")
        feedback_in("bw")
        page = soup(staff_nrw.get("/admin/feedback/"))
        counted = [
            [" ".join(cell.get_text().split()) for cell in row.select("th, td")]
            for row in page.select("#by-page ~ table tbody tr")
        ]
        assert counted == [["/nrw/miglobe/", "1", "1"], ["/nrw/kooperation/", "0", "1"]]
        text = visible_text(staff_nrw.get("/admin/feedback/"))
        assert "Nur ein Wort" in text and "Werbung" not in text
        [link] = [a["href"] for a in page.select("#by-page ~ table a") if "kooperation" in a.text]
        assert rows(staff_nrw, f"/admin/feedback/{link}") == ["/nrw/kooperation/"]

    @pytest.mark.parametrize(("group", "number"), [("yes", 1), ("no", 1), ("text", 2)])
    def test_is_narrowed(self, group, number, staff_nrw):
        feedback_in(helpful=True, text="")
        feedback_in(helpful=False)
        feedback_in(helpful=None)
        assert len(rows(staff_nrw, f"/admin/feedback/?group={group}")) == number

    def test_is_deleted_after_a_question(self, staff_nrw):
        report = feedback_in()
        address = f"/admin/feedback/{report.pk}/"
        question = staff_nrw.get(f"{address}?delete")
        assert "Endgültig löschen" in visible_text(question) and Report.objects.exists()
        submit(staff_nrw, question, button="Löschen", form=ACT)
        assert not Report.objects.exists()


class TestInterest:
    def test_is_on_the_map_and_in_the_table(self, admin):
        for state, town in (("he", "Gießen"), ("he", " GIESSEN"), ("by", "Hof")):
            interest_in(state, municipality=town)
        interest_in("sn", suspicions="links")
        answer = admin.get("/admin/interest/")
        page = soup(answer)
        counted = [
            [cell.get_text() for cell in row.select("th, td")][:3]
            for row in page.select("#by-state ~ table tbody tr")
        ]
        assert counted == [["Hessen", "1", "2"], ["Bayern", "1", "1"]]
        interest_in("by", municipality="Fürth")
        page = soup(admin.get("/admin/interest/"))
        assert page.select_one("#by-state ~ table th a").get_text() == "Bayern"
        levels = sorted(each["data-level"] for each in page.select(".demand path"))
        assert levels == ["0"] * 14 + ["2", "4"]
        assert sorted(each.get_text() for each in page.select(".demand text")) == ["1", "2"]
        assert len(rows(admin, "/admin/interest/?state=he")) == 2
        assert len(rows(admin, "/admin/interest/?group=quarantine")) == 1

    def test_is_read_and_deleted(self, admin):
        interest = interest_in()
        address = f"/admin/interest/{interest.pk}/"
        assert "erika@giessen.example" in visible_text(admin.get(address))
        submit(admin, f"{address}?delete", button="Löschen", form=ACT)
        assert not Interest.objects.exists()

    def test_quarantine_is_left_with_the_mail_that_waits(self, admin, settings):
        settings.REPLY_TO_EMAIL = "verwaltung@example.org"
        interest = interest_in(suspicions="links")
        address = f"/admin/interest/{interest.pk}/"
        submit(admin, address, button="Keine Werbung: zustellen", form=ACT)
        interest.refresh_from_db()
        assert interest.suspicions == "" and Mail.objects.count() == 1 and not mail.outbox


@pytest.mark.parametrize("address", ["/admin/barriers/", "/admin/feedback/", "/admin/interest/"])
def test_lists_need_few_queries_however_long_they_are(address, admin, queries_of):
    def fill():
        for _each in range(10):
            barrier_in()
            feedback_in()
            interest_in()

    fill()
    before = queries_of(admin, address)
    fill()
    assert queries_of(admin, address) == before <= 40
