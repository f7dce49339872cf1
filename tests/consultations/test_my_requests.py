"""“Anfragen an mich” in Mein Profil: by login, one's own alone."""

import pytest
from django.test import Client
from django.utils import timezone

from consultations import assigning, official
from consultations.models import Assignment
from miglobe_site.outbox.models import Mail
from tests.factories.desk import CONCERN, asked, request_in
from tests.factories.my_profile import account_of, profile
from tests.site import soup, submit, visible_text

pytestmark = pytest.mark.usefixtures("site")
LIST = "/mein-profil/anfragen/"
DAY = f"{timezone.localdate().year + 1}-07-01"
MEETING, HELD = "form:has([name=meeting])", "form:has([name=held])"


@pytest.fixture
def page():
    return profile()


@pytest.fixture
def sent():
    return request_in()


@pytest.fixture
def question(sent, page):
    return asked(sent, page)


@pytest.fixture
def me(page, question):
    client = Client()
    client.force_login(account_of(page))
    return client


def one(sent):
    return f"{LIST}{sent.reference}/"


def test_advisor_finds_the_question_agrees_and_enters_a_date(me, sent):
    start = me.get("/mein-profil/")
    assert "Eine Kommune braucht Ihren Rat" in visible_text(start)
    menu = {a.get_text(): a["href"] for a in soup(start).select(".my-profile-menu a")}
    assert menu["Anfragen an mich (1 offen)"] == LIST
    [link] = soup(me.get(LIST)).select(".my-profile-sections a")
    assert link.get_text() == "Musterstadt" and link["href"] == one(sent)
    shown = me.get(one(sent))
    assert CONCERN in visible_text(shown) and "Erika" not in shown.content.decode()
    answer = submit(me, shown, form="form:has([name=accept])", follow=True)
    assert "Erika Beispiel" in visible_text(answer) and "Danke!" in visible_text(answer)
    date = {"day": DAY, "time": "14:30", "place": "Rathaus"}
    answer = submit(me, answer, date, form=MEETING, follow=True)
    assert "Der Termin ist gespeichert." in visible_text(answer)
    [file] = [a["href"] for a in soup(answer).select("a[download]")]
    assert "BEGIN:VEVENT" in me.get(file).content.decode()
    answer = submit(me, answer, form=HELD, follow=True)
    assert "Es ist vermerkt" in visible_text(answer)
    assert Assignment.objects.get().held_on == timezone.localdate()
    assert "Gespräch am" in visible_text(me.get(LIST))


def test_advisor_declines(me, sent):
    entered = {"reason": "Keine Zeit"}
    answer = submit(me, one(sent), entered, form="form:has([name=decline])", follow=True)
    assert "Sie haben abgesagt." in visible_text(answer)
    assert Assignment.objects.get().reason == "Keine Zeit"
    assert "abgesagt" in visible_text(me.get(LIST))


def test_who_has_agreed_declines_after_all(me, question, sent):
    assigning.accept(question)
    shown = me.get(one(sent))
    for answer in (shown, shown):  # the second time from an older tab
        form = "form:has([name=step_back])"
        text = visible_text(submit(me, answer, {"reason": "Krank"}, form=form, follow=True))
        assert "Sie haben abgesagt." in text
    assert "Inzwischen hat sich etwas geändert, darum wurde nichts gespeichert." in text
    assert Assignment.objects.get().is_declined


@pytest.mark.parametrize("accepted", [False, True])
def test_another_advisor_finds_nothing(accepted, question, sent):
    if accepted:
        assigning.accept(question)
    client = Client()
    client.force_login(account_of(profile(number=1), "andere@example.org"))
    before = list(Assignment.objects.values())
    assert "Noch hat niemand nach Ihnen gefragt." in visible_text(client.get(LIST))
    assert "Musterstadt" not in visible_text(client.get("/mein-profil/"))
    for path in (one(sent), f"{one(sent)}termin.ics"):
        assert client.get(path).status_code == 404
    for button in ("accept", "decline", "step_back", "meeting", "held"):
        sent_data = {button: "1", "day": DAY, "time": "14:30", "place": "X", "held_on": DAY}
        assert client.post(one(sent), sent_data).status_code == 404
    assert list(Assignment.objects.values()) == before


def test_who_is_not_logged_in_is_led_to_the_login(question, sent):
    for path in (LIST, one(sent), f"{one(sent)}termin.ics"):
        answer = Client().get(path)
        assert answer.status_code == 302 and "/mein-profil/anmelden/" in answer["Location"]
    Client().post(one(sent), {"accept": "1"})
    assert Assignment.objects.get().is_asked


def test_staff_without_a_profile_do_not_answer_for_advisors(question, sent, staff_nrw):
    assert staff_nrw.get(one(sent)).status_code == 403
    assert staff_nrw.post(one(sent), {"accept": "1"}).status_code == 403
    assert Assignment.objects.get().is_asked


def test_looking_changes_nothing_and_nobody_keeps_it(me, sent):
    for _time in range(20):
        answer = me.get(f"{one(sent)}?accept=1")
        me.head(one(sent))
    assert Assignment.objects.get().is_asked
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]


def test_forged_form_of_another_site_is_refused(page, question, sent):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account_of(page))
    assert client.post(one(sent), {"accept": "1"}).status_code == 403
    assert Assignment.objects.get().is_asked


def test_what_is_over_says_so_without_the_contact(me, question, sent):
    assigning.accept(question)
    official.withdraw(sent)
    Mail.objects.all().delete()
    assert "Frühere" in visible_text(me.get(LIST))
    answer = me.get(one(sent))
    assert "Diese Anfrage ist erledigt" in visible_text(answer)
    assert "Erika" not in answer.content.decode() and CONCERN not in answer.content.decode()
    me.post(one(sent), {"held": "1", "held_on": str(timezone.localdate())})
    assert Assignment.objects.get().held_on is None and not Mail.objects.exists()


def test_who_is_called_back_does_not_see_it_any_more(me, question, sent):
    assigning.recall(question, None)
    assert "Musterstadt" not in visible_text(me.get(LIST))
    assert me.get(one(sent)).status_code == 404


def test_nonsense_in_the_address_is_not_found(me):
    for reference in ("x", "%00", "🎉", "9" * 1500, "' OR 1=1"):
        assert me.get(f"{LIST}{reference}/").status_code in {400, 404}


def test_wrong_date_is_said_at_the_field(me, question, sent):
    assigning.accept(question)
    answer = submit(me, one(sent), {"day": "morgen"}, form=MEETING)
    assert answer.status_code == 422 and "Bitte geben Sie einen Tag an" in visible_text(answer)
    assert soup(answer).title.get_text().startswith("Fehler:")
