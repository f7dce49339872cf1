"""Whether a page helps: said at its end, with one tap."""

import gzip

import pytest

from consultations.models import Report
from miglobe_site.outbox.models import Mail
from tests.factories.pages import page_of
from tests.site import filled_in, soup, submit, visible_text

ADDRESS = "/rueckmeldung/"
FORM = ".feedback"
PAGE = "/nrw/miglobe/"
WITH = [
    PAGE, "/bw/erklaervideo/", "/nrw/praxisbeispiele/koeln-gefluechtete-beteiligen/",
    "/nrw/kooperation/",
]  # fmt: skip
WITHOUT = [
    "/", "/mitglieder/", "/nrw/", "/nrw/mitglieder/", "/nrw/mitglieder/amina-lindenfeld/",
    "/nrw/praxisbeispiele/", "/nrw/beratung-anfragen/", "/nrw/suche/", "/interesse/",
]  # fmt: skip


@pytest.fixture
def tell(visitor):
    def fill_in(page=PAGE, button="Ja", form=FORM, **changes):
        return submit(visitor, page, changes, button=button, form=form, follow=True)

    return fill_in


class TestForm:
    @pytest.mark.parametrize("path", WITH)
    def test_stands_at_the_end_of_pages_that_are_read(self, path, visitor, site):
        [form] = soup(visitor.get(path)).select(FORM)
        assert form.select_one("input[name=page]")["value"] == path
        assert "Nach 12 Monaten löschen wir Ihre Rückmeldung." in form.get_text()

    @pytest.mark.parametrize("path", WITHOUT)
    def test_does_not_stand_where_people_are_judged_or_something_is_filled_in(
        self, path, visitor, site
    ):
        assert not soup(visitor.get(path)).select(FORM)

    def test_weighs_little(self, visitor, site):
        """Compressed as the page is: what it adds, and not what it would be alone."""
        html = visitor.get(PAGE).content
        [form] = soup(visitor.get(PAGE)).select(FORM)
        start = html.index(b'<form class="feedback"')
        end = html.index(b"</form>", start) + len(b"</form>")
        added = len(gzip.compress(html)) - len(gzip.compress(html[:start] + html[end:]))
        print(f"the form adds {added} bytes")
        assert form and added < 600

    def test_is_the_same_for_everybody(self, visitor, site):
        first, second = (soup(visitor.get(PAGE)).select_one(FORM) for _time in "ab")
        assert str(first) == str(second)

    def test_is_not_in_the_preview_of_staff(self, staff_nrw, nrw):
        page = page_of("nrw")
        answer = staff_nrw.get(f"/admin/pages/{page.pk}/view_draft/")
        assert answer.status_code == 200 and not soup(answer).select(FORM)


class TestFeedback:
    @pytest.mark.parametrize(("button", "helpful"), [("Ja", True), ("Nein", False)])
    def test_is_one_tap_and_leads_back(self, button, helpful, tell, site):
        answer = tell(button=button)
        [report] = Report.objects.all()
        assert (report.kind, report.edition, report.page) == ("feedback", "nrw", PAGE)
        assert (report.helpful, report.text, report.email) == (helpful, "", "")
        assert report.due is None and report.suspicions == "" and not Mail.objects.exists()
        assert "Danke für Ihre Rückmeldung" in visible_text(answer)
        assert soup(answer).select_one("main a.more")["href"] == PAGE

    def test_can_be_a_text_alone_or_both(self, tell, site):
        tell(button="Senden", text="Ein Beispiel fehlt.")
        tell(button="Nein", text="Zu lang.")
        found = Report.objects.order_by("pk").values_list("helpful", "text")
        assert list(found) == [(None, "Ein Beispiel fehlt."), (False, "Zu lang.")]

    def test_pressed_twice_it_counts_once_and_from_elsewhere_again(self, visitor, site):
        form = filled_in(visitor, PAGE, button="Ja", form=FORM)
        for address in ("10.1.1.1", "10.1.1.1", "10.1.1.2"):
            answer = visitor.post(form.action, form.data, REMOTE_ADDR=address)
            assert answer.status_code == 302
        assert Report.objects.count() == 2
        visitor.post(form.action, form.data | {"helpful": "no"}, REMOTE_ADDR="10.1.1.1")
        assert Report.objects.count() == 3
        for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"):
            visitor.post(form.action, form.data, REMOTE_ADDR=address)
        assert Report.objects.count() == 5

    def test_that_fails_can_be_sent_again(self, visitor, site, monkeypatch):
        form = filled_in(visitor, PAGE, button="Ja", form=FORM)
        with monkeypatch.context() as broken:
            broken.setattr(Report, "save", lambda *args, **more: 1 / 0)
            assert visitor.post(form.action, form.data).status_code == 500
        visitor.post(form.action, form.data)
        assert Report.objects.count() == 1

    def test_reading_changes_nothing(self, visitor, site):
        for path in (PAGE, ADDRESS, f"{ADDRESS}?helpful=yes&seite={PAGE}", f"{ADDRESS}?gesendet=x"):
            assert visitor.get(path).status_code == 200 and not visitor.get(path).cookies
        assert not Report.objects.exists()


class TestErrors:
    def test_empty_one_is_asked_for_again(self, tell, site):
        answer = tell(button="Senden")
        assert answer.status_code == 422 and not Report.objects.exists()
        assert soup(answer).title.get_text().startswith("Fehler:")
        said = [link.get_text() for link in soup(answer).select(".error-summary a")]
        assert said == ["Bitte wählen Sie „Ja“ oder „Nein“, oder schreiben Sie ein paar Worte."]
        answer = tell(answer, button="Nein", form=".request-form", text="Es fehlt etwas.")
        assert "Danke für Ihre Rückmeldung" in visible_text(answer)
        assert Report.objects.get().page == PAGE

    def test_text_that_is_too_long_is_kept(self, tell, site):
        answer = tell(text="Wort " * 500)
        assert answer.status_code == 422 and not Report.objects.exists()
        assert "Bitte kürzen Sie den Text auf 2000 Zeichen." in visible_text(answer)
        assert soup(answer).find(attrs={"name": "text"}).get_text().count("Wort") == 500

    @pytest.mark.parametrize("text", ["\0" * 40, "😀" * 40, "\u202e" * 40 + "x" * 40, "x" * 10**6])
    def test_hostile_texts_are_no_failure(self, text, visitor, site):
        form = filled_in(visitor, PAGE, {"text": "Gut"}, button="Ja", form=FORM)
        for name in ("text", "page", "website", "helpful", "key", "shown"):
            answer = visitor.post(form.action, form.data | {name: text})
            assert answer.status_code in {302, 400, 422}, (name, text[:3])

    @pytest.mark.parametrize(
        "page", ["https://evil.example/", "//evil.example/", "/\\evil.example"]
    )
    def test_thanks_lead_nowhere_else(self, page, visitor, site):
        form = filled_in(visitor, PAGE, button="Ja", form=FORM)
        answer = visitor.post(form.action, form.data | {"page": page}, follow=True)
        assert answer.status_code == 200 and "evil" not in answer.content.decode()
        assert (Report.objects.get().page, Report.objects.get().edition) == ("", "")


def test_trap_keeps_it_apart(visitor, site):
    form = filled_in(visitor, PAGE, button="Ja", form=FORM)
    assert visitor.post(form.action, form.data | {"website": "x"}).status_code == 302
    assert Report.objects.get().suspicions == "trap"
