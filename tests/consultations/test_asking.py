"""Staff ask advisors: from the proposals, from the wishes of the municipality, from a list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consultations import assigning
from consultations.choices import State, Step
from consultations.models import Assignment, ConsultationRequest
from members.models import MemberPage, Topic
from miglobe_site.outbox.models import Mail
from tests.factories.desk import CONCERN, asked, form, fresh, request_in, url
from tests.factories.my_profile import account_of
from tests.factories.profiles import Entry, make
from tests.site import soup, submit, visible_text

pytestmark = pytest.mark.usefixtures("site")
MAIL = "zoe@example.org"


@pytest.fixture
def page():
    """An advisor on the topic of the request."""
    [page] = make([Entry(last_name="Passend", topics=["agenda-2030"])])
    MemberPage.objects.filter(pk=page.pk).update(email=MAIL)
    return page


@pytest.fixture
def sent():
    return request_in(concern="Wir wollen die Agenda 2030 in unserer Stadt verankern.")


def ask(staff, sent, page, **options):
    return submit(
        staff, url(sent), {"profile": page.translation_key}, "Anfragen", CHOOSING, **options
    )


CHOOSING = ".desk__advisors > form"


def offered(staff, sent):
    return [
        option.get_text() for option in soup(staff.get(url(sent))).select("#ask_profile option")
    ]


def beside(answer, where):
    """The names that have a button "Anfragen"."""
    return [
        button.get_text().removeprefix("Anfragen ")
        for button in soup(answer).select(f"{where} form button")
    ]


def test_proposed_advisor_is_asked_with_one_click(sent, page, staff_nrw):
    shown = staff_nrw.get(url(sent))
    assert "Zoë Passend" in beside(shown, ".desk__proposals")
    button = f".desk__proposals form:has([value='{page.translation_key}'])"
    answer = submit(staff_nrw, shown, form=button, follow=True)
    assert "Die Anfrage ist als Mail unterwegs." in visible_text(answer)
    question = sent.assignments.get()
    assert (question.profile, question.name, question.state) == (
        page.translation_key, "Zoë Passend", "asked",
    )  # fmt: skip
    assert "Zoë Passend · angefragt am" in visible_text(answer)
    assert "Zur Beratung angefragt Zoë Passend" in visible_text(answer)
    assert sent.events.last().user.email == "redaktion-nrw@example.org"
    assert "Zoë Passend" not in beside(answer, ".desk__proposals")


def test_wished_advisor_has_a_button_too(page, staff_nrw):
    sent = request_in(wished=[page])
    where = "ul.desk__proposals"
    assert beside(staff_nrw.get(url(sent)), where) == ["Zoë Passend"]
    MemberPage.objects.filter(pk=page.pk).update(availability="none")
    assert beside(staff_nrw.get(url(sent)), where) == []


def test_mail_tells_what_it_is_about_and_not_who_has_asked(page, staff_nrw, nrw):
    sent = request_in(format="workshop")
    sent.topics.set(Topic.objects.filter(slug="agenda-2030"))
    ask(staff_nrw, sent, page)
    [mail] = Mail.objects.all()
    assert mail.to == MAIL and mail.edition == "nrw"
    assert mail.headers["Reply-To"] == nrw.settings.answers_go_to
    assert sent.spelled_reference in mail.subject and "Musterstadt" in mail.subject
    for told in ("Zoë Passend", "Musterstadt", CONCERN, "Workshop", "im Frühjahr", "Agenda 2030"):
        assert told in mail.body
    whole = mail.subject + mail.body + str(mail.parts)
    for hidden in ("Erika", "Beispiel,", "erika@", "0211", "Amt für Beschaffung"):
        assert hidden not in whole
    assert mail.body.count("/nrw/anfrage/beratung/") == 1


def test_account_gets_the_mail_before_the_internal_address(page, sent, staff_nrw):
    account_of(page, "konto@example.org")
    ask(staff_nrw, sent, page)
    assert Mail.objects.get().to == "konto@example.org"


def test_who_reads_no_mail_is_not_asked_and_staff_are_told(page, sent, staff_nrw):
    MemberPage.objects.filter(pk=page.pk).update(email="")
    answer = ask(staff_nrw, sent, page)
    assert answer.status_code == 422
    assert "Zoë Passend hat weder E-Mail-Adresse noch Konto." in visible_text(answer)
    assert not sent.assignments.exists() and not Mail.objects.exists()


def test_question_and_its_mail_are_stored_together_or_not_at_all(page, sent, monkeypatch):
    def broken(assignment):
        raise RuntimeError("no mail")

    monkeypatch.setattr("consultations.advisor_mails.ask", broken)
    with pytest.raises(RuntimeError):
        assigning.ask(sent, page.translation_key, page.name, None)
    assert not sent.assignments.exists() and sent.events.count() == 1


def test_pressed_twice_asks_once(page, sent, staff_nrw):
    shown = staff_nrw.get(url(sent))
    for _press in "ab":
        values = {"profile": page.translation_key}
        answer = submit(staff_nrw, shown, values, "Anfragen", CHOOSING, follow=True)
        assert "Die Anfrage ist als Mail unterwegs." in visible_text(answer)
    assert sent.assignments.count() == 1 == Mail.objects.count()
    assert sent.events.filter(step=Step.ASKED).count() == 1


def test_several_are_asked(page, sent, staff_nrw):
    [other] = make([Entry(last_name="Zweite")], first=5)
    MemberPage.objects.filter(pk=other.pk).update(email="zweite@example.org")
    ask(staff_nrw, sent, page)
    ask(staff_nrw, sent, other)
    assert {question.name for question in sent.assignments.all()} == {"Zoë Passend", "Zoë Zweite"}


def test_list_offers_those_of_the_edition_who_take_requests(page, sent, staff_nrw):
    make([Entry(last_name="Anderswo")], code="de-x-bw", first=7)
    assert "Zoë Passend" in offered(staff_nrw, sent)
    assert "Zoë Anderswo" not in offered(staff_nrw, sent)
    old = staff_nrw.get(url(sent))
    MemberPage.objects.filter(pk=page.pk).update(availability="none")
    assert "Zoë Passend" not in offered(staff_nrw, sent)
    answer = submit(staff_nrw, old, {"profile": page.translation_key}, "Anfragen", CHOOSING)
    assert answer.status_code == 422
    assert "nimmt zurzeit keine Anfragen an" in visible_text(answer)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("key", ["", "x", "\0", "🎉", "1" * 2000, "' OR 1=1"])
def test_nonsense_is_nobody(key, sent, staff_nrw):
    answer = staff_nrw.post(url(sent, "ask"), {"profile": key})
    assert answer.status_code == 422 and not Assignment.objects.exists()


def test_who_declined_is_neither_proposed_nor_asked_by_an_older_tab(page, sent, staff_nrw):
    old = staff_nrw.get(url(sent))
    assigning.decline(asked(sent, page, MAIL), "Keine Zeit")
    shown = staff_nrw.get(url(sent))
    assert "Zoë Passend" not in [a.get_text() for a in soup(shown).select(".desk__proposals a")]
    assert "Zoë Passend" not in offered(staff_nrw, sent)
    assert "hat abgesagt am" in visible_text(shown) and "Keine Zeit" in visible_text(shown)
    answer = submit(staff_nrw, old, {"profile": page.translation_key}, "Anfragen", CHOOSING)
    assert answer.status_code == 422 and sent.assignments.get().is_declined
    button = f"form[action='{url(sent, f'advisors/{sent.assignments.get().pk}/again')}']"
    answer = submit(staff_nrw, shown, form=button, follow=True)
    assert "noch einmal angefragt" in visible_text(answer)
    question = sent.assignments.get()
    assert question.is_asked and question.reason == "" and question.answered_at is None


@pytest.mark.parametrize(
    "values", [{"state": State.DONE}, {"state": State.WITHDRAWN}, {"suspicions": "links"}]
)
def test_nobody_is_asked_where_nothing_is_to_be_done(values, page, staff_nrw):
    sent = request_in(**values)
    assert not soup(staff_nrw.get(url(sent))).select(".desk__advisors")
    staff_nrw.post(url(sent, "ask"), {"profile": page.translation_key})
    assert not Assignment.objects.exists() and not Mail.objects.exists()


def test_called_back_once_and_told(page, sent, staff_nrw):
    question = asked(sent, page, MAIL)
    Mail.objects.all().delete()
    shown = staff_nrw.get(url(sent))
    button = f"form[action='{url(sent, f'advisors/{question.pk}/recall')}']"
    for _press in "ab":
        answer = submit(staff_nrw, shown, form=button, follow=True)
    assert "Es wurde nichts geändert." in visible_text(answer)
    [mail] = Mail.objects.all()
    assert mail.to == MAIL and "zurückgenommen" in mail.body
    assert "zurückgenommen am" in visible_text(answer)
    assert sent.events.filter(step=Step.RECALLED).count() == 1


def test_answer_that_stays_out_is_seen(page, sent, staff_nrw):
    question = asked(sent, page)
    assert "angefragt am" in visible_text(staff_nrw.get(url(sent)))
    Assignment.objects.filter(pk=question.pk).update(asked_at=timezone.now() - timedelta(days=9))
    shown = soup(staff_nrw.get(url(sent))).select_one(".desk__asked .due")
    assert shown["data-light"] == "late" and shown.get_text().startswith("wartet seit")


def test_nobody_waits_for_an_answer_once_the_request_is_over(page):
    question = asked(request_in(), page, asked_at=timezone.now() - timedelta(days=9))
    assert question.is_late
    question.request.state = State.DONE
    assert not question.is_late


def test_overdue_counts_working_days(page):
    friday = timezone.make_aware(timezone.datetime(2026, 11, 27, 15))
    question = asked(request_in(), page, asked_at=friday)
    assert str(question.answer_due) == "2026-12-02"


def test_ask_needs_few_queries(queries_of, staff_nrw):
    """As many for one question as for many."""
    counts = []
    for number in (1, 6):
        sent = request_in()
        for page in make([Entry(last_name=f"N{n}") for n in range(number)], first=number * 10):
            asked(sent, page, state="accepted")
        counts.append(queries_of(staff_nrw, url(sent)))
    print(f"one request with questions: {counts} queries")
    assert counts[0] == counts[1] <= 40


def test_forgotten_request_asks_nobody(page, sent, staff_nrw):
    ConsultationRequest.objects.filter(pk=sent.pk).update(forgotten_at=timezone.now())
    staff_nrw.post(url(sent, "ask"), {"profile": page.translation_key})
    assert not Assignment.objects.exists()
    assert not soup(staff_nrw.get(url(fresh(sent)))).select(form(sent, "ask"))
