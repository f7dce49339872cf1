"""Reporting a barrier: from the footer of a page to the mail and the proof."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from consultations.models import Report
from consultations.promise import month_after
from examples import releases
from home.models import HomePage, LegalPage
from miglobe_site.outbox.models import Mail
from tests.factories.examples import draft
from tests.factories.legal import fill_gaps, publish_settings
from tests.factories.my_profile import account_of, profile
from tests.site import PUBLIC, filled_in, is_html, soup, submit, visible_text

ADDRESS = "/barriere-melden/"
FORM = ".request-form"
TYPED = {"text": "Mit NVDA höre ich im Menü nur „Link“.", "email": "erika@stadt-bonn.example"}
MIGLOBE = f"{ADDRESS}?seite=/nrw/miglobe/"
HOSTILE = ["\0" * 40, "😀" * 40, "\u202e" * 40 + "x" * 40, "x" * 10**6]


@pytest.fixture
def report(visitor):
    """Fill in the form as a visitor does; return the answer that the browser ends at."""

    def fill_in(page=MIGLOBE, **changes):
        return submit(visitor, page, TYPED | changes, form=FORM, follow=True)

    return fill_in


def link_in(answer):
    [link] = [each for each in soup(answer).select("footer a") if ADDRESS in each["href"]]
    assert link.get_text() == "Barriere melden"
    return link["href"]


class TestLink:
    @pytest.mark.parametrize("path", PUBLIC)
    def test_stands_in_the_footer_of_each_page_and_names_it(self, path, visitor):
        answer = visitor.get(path)
        if is_html(answer):
            named = visitor.get(link_in(answer))
            field = soup(named).select_one("input[name=page]")
            assert field["value"] == path

    @pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/nrw/gibt-es-nicht/"])
    def test_stands_on_error_pages(self, path, visitor):
        assert visitor.get(path).status_code == 404
        assert link_in(visitor.get(path)).endswith(path.replace("/", "%2F"))

    @pytest.mark.parametrize("path", [
        "/nrw/anfrage/ABCD2345.geheim/)", "/nrw/anfrage/beratung/ABCD.geheim/>",
        "/freigabe/geheim/x/y", "/mein-profil/link/geheim/)",
    ])  # fmt: skip
    def test_tells_no_secret_of_a_link_that_a_mail_client_broke(self, path, visitor, site):
        answer = visitor.get(path)
        assert answer.status_code == 404 and "geheim" not in link_in(answer)

    def test_stands_in_the_advisors_own_area(self, site):
        client = Client()
        client.force_login(account_of(profile()))
        assert link_in(client.get("/mein-profil/")).endswith("?seite=%2Fmein-profil%2F")

    def test_tells_no_secret_of_a_private_link(self, staff_nrw, visitor):
        page = draft()
        user = staff_nrw.get("/admin/").wsgi_request.user
        _link, token = releases.make_link(page, user, days=14)
        for path in (f"/freigabe/{token}/", "/mein-profil/einladung/GEHEIM/"):
            answer = Client().get(path)
            assert token not in link_in(answer) and "GEHEIM" not in link_in(answer)

    def test_leads_from_the_form_to_the_same_page_again(self, visitor):
        assert link_in(visitor.get(MIGLOBE)) == f"{ADDRESS}?seite=%2Fnrw%2Fmiglobe%2F"

    def test_stands_in_the_accessibility_statement(self, nrw, visitor):
        publish_settings(nrw)
        page = LegalPage.objects.get(locale=nrw.locale, kind="accessibility")
        fill_gaps(page).save_revision().publish()
        answer = visitor.get("/nrw/barrierefreiheit/")
        links = [each["href"] for each in soup(answer).select("main a")]
        assert f"{ADDRESS}?seite=%2Fnrw%2Fbarrierefreiheit%2F" in links


class TestReport:
    def test_is_stored_and_proven(self, report, site):
        answer = report()
        [sent] = Report.objects.all()
        assert (sent.kind, sent.edition, sent.page) == ("barrier", "nrw", "/nrw/miglobe/")
        assert (sent.text, sent.email) == (TYPED["text"], TYPED["email"])
        assert sent.due == month_after(timezone.localdate())
        assert "Sie erhalten spätestens am" in visible_text(answer)
        assert sent.spelled_reference in visible_text(answer)
        assert "no-store" in answer["Cache-Control"]
        assert soup(answer).select_one("main a.more")["href"] == "/nrw/miglobe/"

    def test_needs_no_address(self, report, site):
        assert "können wir Ihnen nicht antworten" in visible_text(report(email=""))
        assert Report.objects.get().email == ""

    def test_goes_to_the_contact_for_accessibility_who_answers_the_sender(self, report, nrw):
        HomePage.objects.filter(pk=nrw.pk).update(accessibility_contact="barriere@example.org")
        report()
        [mail] = Mail.objects.all()
        sent = Report.objects.get()
        assert (mail.to, mail.edition) == ("barriere@example.org", "nrw")
        assert mail.headers["Reply-To"] == TYPED["email"]
        assert TYPED["text"] in mail.body and "/nrw/miglobe/" in mail.subject
        assert f"/admin/barriers/{sent.pk}/" in mail.body

    def test_goes_to_the_edition_where_no_contact_is_named(self, report, nrw):
        HomePage.objects.filter(pk=nrw.pk).update(accessibility_contact="", email="i@example.org")
        report(email="")
        [mail] = Mail.objects.all()
        assert mail.to == "i@example.org"
        assert "es wurde keine E-Mail-Adresse angegeben" in mail.body

    def test_of_the_portal_goes_to_the_administration(self, report, site, settings):
        settings.REPLY_TO_EMAIL = "verwaltung@example.org"
        report(f"{ADDRESS}?seite=/mitglieder/")
        assert Mail.objects.get().to == "verwaltung@example.org"
        assert Report.objects.get().edition == ""

    def test_without_any_address_it_is_stored_alone(self, report, site, settings):
        settings.REPLY_TO_EMAIL = ""
        assert "angekommen" in visible_text(report(ADDRESS))
        assert Report.objects.count() == 1 and not Mail.objects.exists()

    def test_of_a_state_without_edition_belongs_to_the_portal(self, report, site):
        report(f"{ADDRESS}?seite=/hessen/")
        assert Report.objects.get().edition == ""

    def test_nothing_is_stored_where_a_mail_cannot_be(self, report, site, monkeypatch):
        monkeypatch.setattr("consultations.reporting.mails.send", lambda *args, **more: 1 / 0)
        assert report().status_code == 500
        assert not Report.objects.exists()

    def test_second_press_of_the_button_finds_the_same(self, visitor, site):
        form = filled_in(visitor, MIGLOBE, TYPED, form=FORM)
        for _press in "ab":
            assert visitor.post(form.action, form.data).status_code == 302
        assert Report.objects.count() == Mail.objects.count() == 1

    def test_page_is_shown_in_its_own_language_and_frame(self, visitor, site):
        answer = visitor.get(MIGLOBE)
        assert "Zur Seite: /nrw/miglobe/" in visible_text(answer)
        assert soup(answer).html["data-edition"] == "nrw"
        assert answer["Content-Language"] == "de"
        assert not soup(visitor.get(ADDRESS)).html.has_attr("data-edition")
        home = HomePage.objects.get(locale__language_code="en-x-nrw")
        HomePage.objects.filter(pk=home.pk).update(live=True)
        answer = visitor.get(f"{ADDRESS}?seite=/nrw/en/")
        assert soup(answer).html["lang"] == answer["Content-Language"] == "en"
        assert "What does not work?" in visible_text(answer)

    def test_needs_no_cookie_and_reading_changes_nothing(self, visitor, site):
        for _time in range(3):
            for answer in (visitor.get(MIGLOBE), visitor.head(MIGLOBE)):
                assert answer.status_code == 200 and not answer.cookies
        assert visitor.put(MIGLOBE).status_code == 405
        assert not Report.objects.exists()


class TestErrors:
    def test_stand_at_their_fields_and_keep_what_was_typed(self, report, site):
        answer = report(text=" ", email="erika@bonn")
        assert answer.status_code == 422 and not Report.objects.exists()
        page = soup(answer)
        assert page.title.get_text().startswith("Fehler:")
        said = [link.get_text() for link in page.select(".error-summary a")]
        assert said == [
            "Bitte schreiben Sie, was nicht funktioniert.",
            "Bitte prüfen Sie Ihre E-Mail-Adresse. Sie sieht so aus: name@stadt.de.",
        ]
        for link in page.select(".error-summary a"):
            assert page.select_one(link["href"])["aria-invalid"] == "true"
        assert page.find(attrs={"name": "email"})["value"] == "erika@bonn"
        assert page.find(attrs={"name": "page"})["value"] == "/nrw/miglobe/"

    @pytest.mark.parametrize("text", HOSTILE)
    def test_hostile_texts_are_no_failure(self, text, visitor, site):
        form = filled_in(visitor, MIGLOBE, TYPED, form=FORM)
        for name in ("text", "email", "page", "key", "shown", "website"):
            answer = visitor.post(form.action, form.data | {name: text})
            assert answer.status_code in {302, 400, 422}, (name, text[:3])

    def test_line_breaks_make_no_header(self, visitor, site):
        form = filled_in(visitor, MIGLOBE, TYPED, form=FORM)
        forged = "erika@stadt-bonn.example\r\nBcc: alle@example.org"
        assert visitor.post(form.action, form.data | {"email": forged}).status_code == 422
        visitor.post(form.action, form.data | {"page": "/nrw/x\r\nBcc: a@example.org"})
        for mail in Mail.objects.all():
            assert mail.message().message()["Bcc"] is None

    @pytest.mark.parametrize("page", [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "/\t/evil.example",
        "javascript:alert(1)", "/nrw/\u202ex/", "nrw/", "", "/" + "x" * 900, "/ x",
    ])  # fmt: skip
    def test_page_elsewhere_is_left_out(self, page, visitor, report, site):
        answer = visitor.get(ADDRESS, {"seite": page})
        assert answer.status_code == 200
        assert not soup(answer).select("main a.more")
        form = filled_in(visitor, ADDRESS, TYPED, form=FORM)
        answer = visitor.post(form.action, form.data | {"page": page})
        assert answer.status_code == 302 and answer["Location"].startswith(f"{ADDRESS}?gesendet=")
        assert Report.objects.get().page == ""

    @pytest.mark.parametrize("query", ["seite=%FF", "seite=/a&seite=//b", "gesendet=x.y", "x=%00"])
    def test_strange_queries_are_no_failure(self, query, visitor, site):
        assert visitor.get(f"{ADDRESS}?{query}").status_code in {200, 400}

    def test_many_wait_and_too_many_are_told(self, visitor, site, monkeypatch):
        form = filled_in(visitor, MIGLOBE, TYPED, form=FORM)
        for number in range(22):
            data = form.data | {"text": [f"{TYPED['text']} {number}"]}
            assert visitor.post(form.action, data).status_code == 302
        assert Report.objects.exclude(suspicions="").count() == 2
        monkeypatch.setattr("consultations.report_views.MOST", 22)
        answer = visitor.post(form.action, form.data | {"text": ["noch eine"]})
        assert answer.status_code == 422 and "noch eine" in answer.content.decode()


def test_trap_keeps_a_report_for_staff_and_sends_nothing(visitor, site):
    form = filled_in(visitor, MIGLOBE, TYPED, form=FORM)
    assert visitor.post(form.action, form.data | {"website": "x"}).status_code == 302
    assert Report.objects.get().suspicions == "trap" and not Mail.objects.exists()


def test_a_month_is_the_same_day_or_the_last_of_the_next():
    days = [(date(2026, 11, 28), date(2026, 12, 28)), (date(2026, 12, 5), date(2027, 1, 5))]
    days += [(date(2027, 1, 31), date(2027, 2, 28)), (date(2026, 3, 31), date(2026, 4, 30))]
    for start, end in days:
        assert month_after(start) == end
        assert end - start <= timedelta(days=31)
