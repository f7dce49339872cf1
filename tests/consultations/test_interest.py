"""Interest where no edition is: from the map of the portal to the list of the administration."""

import pytest

from consultations.models import Interest
from home.models import HomePage
from miglobe_site.outbox.models import Mail
from tests.site import filled_in, soup, submit, visible_text

ADDRESS = "/interesse/"
FORM = ".request-form"
TYPED = {"state": "he", "municipality": "Gießen"}
ALL = TYPED | {
    "email": "erika@giessen.example",
    "name": "Erika Beispiel",
    "text": "Wir suchen Rat für unsere Partnerschaft mit einer Stadt in Ghana.",
}


@pytest.fixture
def note(visitor):
    def fill_in(page=ADDRESS, typed=ALL, **changes):
        return submit(visitor, page, typed | changes, form=FORM, follow=True)

    return fill_in


def offered(answer):
    return [each["value"] for each in soup(answer).select("select[name=state] option")][1:]


class TestWays:
    def test_lead_from_the_map_of_the_portal_to_the_state(self, visitor, site):
        page = soup(visitor.get("/"))
        links = [each["href"] for each in page.select("svg .state-map__interest")]
        assert len(links) == 14 and f"{ADDRESS}?land=he" in links
        assert not {f"{ADDRESS}?land=nrw", f"{ADDRESS}?land=bw"} & set(links)
        [hessen] = [each for each in page.select("svg a") if each["href"].endswith("land=he")]
        assert hessen["aria-label"] == "Hessen: Interesse vormerken"
        chosen = soup(visitor.get(hessen["href"])).select_one("option[selected]")
        assert chosen.get_text() == "Hessen"

    @pytest.mark.parametrize("path", ["/", "/mitglieder/"])
    def test_lead_there_in_words(self, path, visitor, site):
        links = soup(visitor.get(path)).select(f"main a.more[href='{ADDRESS}']")
        assert [each.get_text() for each in links] == ["Interesse vormerken"]

    def test_state_of_an_archived_edition_can_be_named(self, visitor, bw):
        assert "bw" not in offered(visitor.get(ADDRESS))
        HomePage.objects.filter(pk=bw.pk).update(offer_status="archived")
        assert "bw" in offered(visitor.get(ADDRESS))
        assert soup(visitor.get("/")).select(f"svg a[href='{ADDRESS}?land=bw']")

    @pytest.mark.parametrize("land", ["nrw", "xx", "", "\u202e", "😀", "x" * 5000, "he'--"])
    def test_state_that_is_none_is_not_chosen(self, land, visitor, site):
        answer = visitor.get(ADDRESS, {"land": land})
        assert answer.status_code == 200
        assert not soup(answer).select("option[selected]:not([value=''])")

    def test_form_is_gone_where_every_state_has_an_edition(self, visitor, site, monkeypatch):
        monkeypatch.setattr("consultations.report_views.states_without_edition", list)
        answer = visitor.get(ADDRESS)
        assert "In jedem Bundesland gibt es ein Team" in visible_text(answer)
        assert not soup(answer).select(FORM)
        assert visitor.post(ADDRESS, TYPED).status_code == 422


class TestInterest:
    def test_is_stored_with_a_mail_to_the_administration(self, note, site, settings):
        settings.REPLY_TO_EMAIL = "verwaltung@example.org"
        answer = note()
        [interest], [mail] = Interest.objects.all(), Mail.objects.all()
        assert {name: getattr(interest, name) for name in ALL} == ALL
        assert "dass Gießen (Hessen) Interesse hat" in visible_text(answer)
        assert "Wir schreiben Ihnen" in visible_text(answer)
        assert (mail.to, mail.edition) == ("verwaltung@example.org", "")
        assert mail.headers["Reply-To"] == ALL["email"]
        known = "das Bundesland Hessen hat noch kein Team"
        for told in (known, "Gießen", ALL["text"], ALL["name"]):
            assert told in mail.body

    def test_counts_without_anything_personal(self, note, site, settings):
        settings.REPLY_TO_EMAIL = ""
        answer = note(typed=TYPED)
        interest = Interest.objects.get()
        assert (interest.email, interest.name, interest.text) == ("", "", "")
        assert interest.suspicions == "" and not Mail.objects.exists()
        assert "Wir schreiben Ihnen" not in visible_text(answer)

    def test_mail_has_no_gaps_where_little_was_typed(self, note, site, settings):
        settings.REPLY_TO_EMAIL = "verwaltung@example.org"
        note(typed=TYPED)
        assert "\n\n\n" not in Mail.objects.get().body

    def test_second_press_of_the_button_finds_the_same(self, visitor, site):
        form = filled_in(visitor, ADDRESS, ALL, form=FORM)
        first, second = (visitor.post(form.action, form.data) for _press in "ab")
        assert first.status_code == second.status_code == 302
        assert Interest.objects.count() == 1

    def test_reading_changes_nothing(self, visitor, site):
        for path in (ADDRESS, f"{ADDRESS}?land=he&municipality=Bonn", "/"):
            assert visitor.get(path).status_code == 200 and not visitor.get(path).cookies
        assert not Interest.objects.exists()


class TestErrors:
    def test_stand_at_their_fields_and_keep_what_was_typed(self, note, site):
        answer = note(state="", municipality="", email="x", name="Erika")
        assert answer.status_code == 422 and not Interest.objects.exists()
        assert [link.get_text() for link in soup(answer).select(".error-summary a")] == [
            "Bitte wählen Sie Ihr Bundesland.",
            "Bitte geben Sie an, welche Kommune Interesse hat.",
            "Bitte prüfen Sie Ihre E-Mail-Adresse. Sie sieht so aus: name@stadt.de.",
        ]
        assert soup(answer).find(attrs={"name": "name"})["value"] == "Erika"

    def test_state_with_an_edition_is_refused(self, visitor, site):
        form = filled_in(visitor, ADDRESS, ALL, form=FORM)
        answer = visitor.post(form.action, form.data | {"state": "nrw"})
        assert "Bitte wählen Sie ein Bundesland aus der Liste." in visible_text(answer)

    @pytest.mark.parametrize("text", ["\0" * 40, "😀" * 40, "\u202e" * 40 + "x" * 40, "x" * 10**6])
    def test_hostile_texts_are_no_failure(self, text, visitor, site):
        form = filled_in(visitor, ADDRESS, ALL, form=FORM)
        for name in (*ALL, "key", "shown", "website"):
            answer = visitor.post(form.action, form.data | {name: text})
            assert answer.status_code in {302, 400, 422}, (name, text[:3])

    def test_line_breaks_make_no_header(self, visitor, site, settings):
        settings.REPLY_TO_EMAIL = "verwaltung@example.org"
        form = filled_in(visitor, ADDRESS, ALL, form=FORM)
        visitor.post(form.action, form.data | {"municipality": "Gießen\r\nBcc: a@example.org"})
        message = Mail.objects.get().message().message()
        assert message["Bcc"] is None and "\n" not in Mail.objects.get().subject


def test_trap_keeps_it_for_the_administration(visitor, site, settings):
    settings.REPLY_TO_EMAIL = "verwaltung@example.org"
    form = filled_in(visitor, ADDRESS, ALL, form=FORM)
    assert visitor.post(form.action, form.data | {"website": "x"}).status_code == 302
    assert Interest.objects.get().suspicions == "trap" and not Mail.objects.exists()
