"""From the form to the proof, as an official goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations.models import ConsultationRequest
from consultations.references import ALPHABET
from examples.models import PracticeExamplePage
from members import consents
from members.models import ConsentKind, MemberPage, Topic
from miglobe_site.outbox.models import Mail
from tests.consultations.conftest import FORM, PAGE, TYPED
from tests.factories.examples import DORTMUND
from tests.factories.members import AMINA, member
from tests.factories.profiles import Entry, make
from tests.site import filled_in, soup, submit, visible_text


def chosen(answer):
    boxes = soup(answer).select(".request-chosen label")
    return [" ".join(box.get_text().split()) for box in boxes]


def test_request_arrives_with_all_that_was_typed(ask, site):
    answer = ask(role="Amt für Internationales", phone="0228 123456", period="im Frühjahr")
    [sent] = ConsultationRequest.objects.all()
    assert (sent.edition, sent.locale_code, sent.town.name) == ("nrw", "de-x-nrw", "Bonn")
    assert (sent.name, sent.role, sent.phone, sent.period) == (
        "Erika Beispiel", "Amt für Internationales", "0228 123456", "im Frühjahr"
    )  # fmt: skip
    text = visible_text(answer)
    assert f"Ihr Zeichen {sent.spelled_reference}" in text
    for told in (*TYPED.values(), "Amt für Internationales", "0228 123456", "im Frühjahr"):
        assert told in text
    assert set(sent.reference) <= set(ALPHABET) and len(sent.reference) == 8
    assert "?neu" in answer.redirect_chain[-1][0]


def test_both_get_a_mail_that_is_stored_with_the_request(ask, nrw):
    ask(role="Amt für Internationales")
    sent, (to_official, to_edition) = ConsultationRequest.objects.get(), Mail.objects.order_by("pk")
    assert (to_official.to, to_edition.to) == (TYPED["email"], nrw.request_email)
    for mail in (to_official, to_edition):
        assert sent.spelled_reference in mail.subject and mail.edition == "nrw"
        for told in (TYPED["concern"], "Amt für Internationales", "Kommune: Bonn"):
            assert told in mail.body
        assert mail.headers["Auto-Submitted"]
    assert to_edition.headers["Reply-To"] == TYPED["email"]
    assert to_official.headers["Reply-To"] == nrw.email
    assert sent.status_url in to_official.body
    assert sent.status_url not in to_edition.body


def test_nothing_is_stored_where_a_mail_cannot_be(ask, site, monkeypatch):
    monkeypatch.setattr("consultations.mails.send", lambda *args, **more: 1 / 0)
    assert ask().status_code == 500
    assert not ConsultationRequest.objects.exists()


def test_second_press_of_the_button_finds_the_same_request(visitor, site):
    form = filled_in(visitor, PAGE, TYPED, form=FORM)
    first, second = (visitor.post(form.action, form.data) for _press in "ab")
    assert first["Location"] == second["Location"]
    assert ConsultationRequest.objects.count() == 1
    assert Mail.objects.count() == 2
    changed = form.data | {"concern": ["Etwas ganz anderes, auch aus derselben Stadt."]}
    assert visitor.post(form.action, changed)["Location"] != first["Location"]


class TestErrors:
    def test_stand_at_their_fields_and_keep_what_was_typed(self, ask, site):
        answer = ask(name="", email="erika@bonn", concern="Zu kurz", phone="0228 12")
        assert answer.status_code == 422 and not ConsultationRequest.objects.exists()
        page = soup(answer)
        assert page.title.get_text().startswith("Fehler:")
        summary = page.select_one(".error-summary")
        assert summary["role"] == "alert" and summary.has_attr("autofocus")
        for link in summary.select("a"):
            field = page.select_one(link["href"])
            errors = page.find(id=f"{field['id']}_error")
            assert link.get_text() in errors.get_text()
            assert f"{field['id']}_error" in field["aria-describedby"]
            assert field["aria-invalid"] == "true"
        said = [link.get_text() for link in summary.select("a")]
        assert said == [
            "Bitte geben Sie Ihren Namen an.",
            "Bitte prüfen Sie Ihre E-Mail-Adresse. Sie sieht so aus: name@stadt.de.",
            "Bitte schreiben Sie etwas mehr: mindestens 30 Zeichen. Bisher sind es 7.",
        ]
        assert page.find(attrs={"name": "municipality"})["value"] == "Bonn"
        assert page.find(attrs={"name": "concern"}).get_text().strip() == "Zu kurz"
        assert page.select_one("details.request-form__more").has_attr("open")
        assert page.find(attrs={"name": "phone"})["value"] == "0228 12"

    def test_are_mended_on_the_same_page(self, visitor, ask, site):
        answer = submit(visitor, ask(name=""), {"name": "Erika Beispiel"}, form=FORM, follow=True)
        assert "Ihre Anfrage ist angekommen" in visible_text(answer)
        assert ConsultationRequest.objects.get().concern == TYPED["concern"]

    @pytest.mark.parametrize("text", ["\0" * 40, "😀" * 40, "\u202e" * 40 + "x" * 40, "x" * 10**6])
    def test_hostile_texts_are_no_failure(self, text, visitor, site):
        form = filled_in(visitor, PAGE, TYPED, form=FORM)
        for name in (
            "municipality",
            "name",
            "email",
            "concern",
            "phone",
            "advisor",
            "key",
            "shown",
        ):
            answer = visitor.post(form.action, form.data | {name: text})
            assert answer.status_code in {302, 400, 422}, (name, text[:3])

    def test_line_break_in_a_name_makes_no_header(self, visitor, site):
        form = filled_in(visitor, PAGE, TYPED, form=FORM)
        forged = {"municipality": "Bonn\r\nBcc: alle@example.org", "name": "E\nBcc: x@example.org"}
        visitor.post(form.action, form.data | forged)
        mails = [mail.message().message() for mail in Mail.objects.all()]
        assert len(mails) == 2
        for mail in mails:
            assert mail["Bcc"] is None and "\n" not in mail["Subject"]

    def test_address_that_nobody_sends_to_leads_back(self, visitor, site):
        assert visitor.get("/nrw/anfrage/senden/")["Location"] == PAGE


class TestChosen:
    def test_advisor_example_and_shortlist_come_along(self, visitor, ask, site):
        pages = make([Entry(last_name=name) for name in "AB"])
        kept = (
            f"{PAGE}?m={pages[1].pk},{pages[0].pk}&beraterin={member(AMINA).pk}&beispiel={DORTMUND}"
        )
        found = chosen(visitor.get(kept))
        assert found[:3] == ["Amina Lindenfeld", "Zoë B", "Zoë A"] and len(found) == 4
        answer = ask(kept, advisor=[str(pages[0].pk), str(member(AMINA).pk)])
        sent = ConsultationRequest.objects.get()
        assert [each.name for each in sent.wished_advisors.all()] == ["Zoë A", "Amina Lindenfeld"]
        example = PracticeExamplePage.objects.get(slug=DORTMUND)
        assert sent.example == example.translation_key
        for told in (visible_text(answer), *Mail.objects.values_list("body", flat=True)):
            assert example.title in told
        assert "Wunschberatung Zoë A, Amina Lindenfeld" in visible_text(answer)
        assert "Wunschberatung: Zoë A, Amina Lindenfeld" in Mail.objects.first().body

    def test_choice_stays_while_something_else_is_wrong(self, ask, site):
        answer = ask(f"{PAGE}?beraterin={member(AMINA).pk}", name="")
        assert chosen(answer) == ["Amina Lindenfeld"]

    def test_nobody_is_named_who_cannot_be_asked_there(self, visitor, site):
        pages = make([Entry(last_name=name) for name in "AB"])
        consents.record(pages[0], {ConsentKind.WEB: False})
        [other] = make([Entry(last_name="Bewe")], code="de-x-bw")
        wanted = f"{pages[0].pk},{pages[1].pk},{other.pk},1,x,-5,{'9' * 30},,<script>"
        assert chosen(visitor.get(PAGE, {"m": wanted})) == ["Zoë B"]
        for query in ("beraterin=' OR 1=1", "beispiel=%00", "beispiel=" + "x" * 900, "m=%FF"):
            assert chosen(visitor.get(f"{PAGE}?{query}")) == []

    def test_who_leaves_meanwhile_is_not_asked_and_no_error(self, visitor, site):
        form = filled_in(visitor, f"{PAGE}?beraterin={member(AMINA).pk}", TYPED, form=FORM)
        MemberPage.objects.get(pk=member(AMINA).pk).unpublish()
        assert visitor.post(form.action, form.data).status_code == 302
        assert not ConsultationRequest.objects.get().wished_advisors.exists()

    def test_who_pauses_is_named_with_a_word(self, visitor, site):
        [person] = make([Entry(last_name="P")])
        MemberPage.objects.filter(pk=person.pk).update(availability="none")
        found = chosen(visitor.get(f"{PAGE}?beraterin={person.pk}"))
        assert found == ["Zoë P (derzeit keine Anfragen)"]

    def test_topics_can_be_said_instead(self, ask, site):
        topic = Topic.objects.get(slug="agenda-2030")
        ask(topics=[str(topic.pk)])
        assert list(ConsultationRequest.objects.get().topics.all()) == [topic]
        assert "Agenda 2030" in Mail.objects.first().body


class TestQuarantine:
    def test_trap_keeps_a_request_for_staff_and_sends_nothing(self, visitor, site):
        form = filled_in(visitor, PAGE, TYPED, form=FORM)
        answer = visitor.post(form.action, form.data | {"website": "https://spam.example"})
        assert answer.status_code == 302
        assert ConsultationRequest.objects.get().suspicions == "trap"
        assert not Mail.objects.exists()
        proof = visible_text(visitor.get(answer["Location"]))
        assert "kommt etwas später" in proof and "ist unterwegs" not in proof

    def test_form_that_comes_back_at_once_waits_and_a_slow_one_does_not(
        self, visitor, site, monkeypatch
    ):
        monkeypatch.undo()
        form = filled_in(visitor, PAGE, TYPED, form=FORM)
        visitor.post(form.action, form.data)
        with monkeypatch.context() as later:
            day_after = timezone.now() + timedelta(days=1)
            later.setattr("consultations.sent_form.timezone.now", lambda: day_after)
            visitor.post(form.action, form.data | {"name": ["Erika Langsam"]})
        visitor.post(form.action, form.data | {"name": ["Erika Anders"], "shown": ["forged"]})
        found = ConsultationRequest.objects.order_by("pk").values_list("suspicions", flat=True)
        assert list(found) == ["speed", "", ""]

    def test_many_from_one_address_wait_and_too_many_are_told(self, visitor, site, monkeypatch):
        form = filled_in(visitor, PAGE, TYPED, form=FORM)
        for number in range(25):
            data = form.data | {"name": [f"Erika {number}"]}
            assert visitor.post(form.action, data).status_code == 302
        found = ConsultationRequest.objects.order_by("pk").values_list("suspicions", flat=True)
        assert [reasons for reasons in found if reasons] == ["many"] * 5
        monkeypatch.setattr("consultations.views.MOST", 25)
        answer = visitor.post(form.action, form.data | {"name": ["Erika zu viel"]})
        assert "Bitte versuchen Sie es in einer Stunde noch einmal." in visible_text(answer)
        assert TYPED["concern"] in soup(answer).find(attrs={"name": "concern"}).get_text()
