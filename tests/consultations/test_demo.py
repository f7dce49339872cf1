"""Sample requests: enough to try the desk and the review with, and plainly no real ones."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from consultations import demo, retention
from consultations.choices import State, Step
from consultations.desk import queue
from consultations.models import ConsultationRequest, RequestEvent, WishedAdvisor
from consultations.references import ALPHABET, LENGTH
from miglobe_site.outbox.models import Mail
from tests.factories.desk import status_text
from tests.factories.year import YEAR
from tests.site import login, soup, visible_text

pytestmark = [
    pytest.mark.usefixtures("site"),
    pytest.mark.sqlite_is_enough("what the loader writes, and how it looks"),
]
requests = ConsultationRequest.objects


def load(**options):
    call_command("load_demo_content", not_public=True, stdout=io.StringIO(), **options)


@pytest.fixture
def loaded(site):
    load()


def rows():
    models = (ConsultationRequest, RequestEvent, WishedAdvisor)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("key", ["nrw", "bw"])
def test_each_edition_has_ten_in_all_states(key):
    own = requests.filter(edition=key)
    assert own.count() == 10
    assert set(own.values_list("state", flat=True)) == set(State)
    assert queue.overdue(own).count() == queue.due_today(own).count() == 1
    assert queue.in_quarantine(own).count() == 1
    assert queue.new(own).count() >= 1
    assert [sent.lies_elsewhere for sent in own].count(True) == 1
    assert all(sent.town for sent in own)
    [gone] = own.exclude(forgotten_at=None)
    told = (gone.name, gone.email, gone.role, gone.phone, gone.concern, gone.period)
    assert set(told) == {""} and not gone.wished_advisors.exists()
    assert gone.ended_at < gone.forgotten_at < timezone.now()


@pytest.mark.usefixtures("loaded")
def test_all_are_marked_as_samples():
    for sent in requests.all():
        assert sent.reference.startswith(demo.MARK)
        assert len(sent.reference) == LENGTH and set(sent.reference) <= set(ALPHABET)
        if sent.forgotten_at is None:
            assert sent.name.endswith(" Beispiel")
            assert sent.email.endswith(".beispiel@example.org")
            assert sent.concern.startswith("Zum Ausprobieren: ")
        sent.full_clean(exclude=["name", "email", "concern"] if sent.forgotten_at else None)


@pytest.mark.usefixtures("loaded")
def test_histories_are_plausible():
    now = timezone.now()
    for sent in requests.all():
        events = list(sent.events.all())
        assert events[0].step == Step.ARRIVED and events[0].at == sent.created_at
        assert all(sent.created_at <= event.at <= now for event in events), sent
        by_officials = {Step.ARRIVED, Step.ADDED, Step.WITHDRAWN, Step.FORGOTTEN}
        for event in events:
            assert (event.user is None) == (event.step in by_officials)
            if event.user:
                assert event.at.weekday() < 5 and sent.edition in event.user.email
        if states := [event.state for event in events if event.state]:
            assert sent.state in {states[-1], State.WITHDRAWN}
        assert sent.is_over == (sent.ended_at is not None)
    steps = set(RequestEvent.objects.values_list("step", flat=True))
    assert steps >= {Step.NOTE, Step.CHARGE, Step.STATE, Step.ADDED, Step.WITHDRAWN}
    assert WishedAdvisor.objects.count() > 10
    assert requests.exclude(example=None).count() == 3


def test_dates_stay_plausible_on_every_day_of_the_week(site, monkeypatch):
    for days in range(7):
        requests.all().delete()
        today = timezone.localdate() + timedelta(days=days)
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, today=today: today)
        demo.load_requests(lambda line: None)
        end = demo.moment(today, timezone.datetime.max.time())
        assert not RequestEvent.objects.filter(at__gt=end).exists()
        assert all(event.at >= event.request.created_at for event in RequestEvent.objects.all())
        assert queue.overdue(requests.all()).count() == queue.due_today(requests.all()).count() == 2


@pytest.mark.usefixtures("loaded")
def test_loading_twice_adds_nothing():
    before = rows()
    load()
    assert rows() == before


@pytest.mark.usefixtures("loaded")
def test_nobody_gets_a_mail_and_the_first_night_changes_nothing():
    assert not Mail.objects.filter(to__contains=".beispiel@").exists()
    before = rows()
    retention.forget_old()
    assert rows() == before


def test_no_mail_is_stored(site):
    before = Mail.objects.count()
    demo.load_requests(lambda line: None)
    assert requests.count() == 20 and Mail.objects.count() == before


def test_number_can_be_limited(site):
    load(samples=3)
    assert requests.count() == 6
    load(samples=0)
    assert requests.count() == 6
    load()
    assert requests.count() == 20


def test_production_has_none(site):
    with pytest.raises(CommandError):
        call_command("load_demo_content", stdout=io.StringIO())
    call_command("load_initial_content", stdout=io.StringIO())
    assert not requests.exists()


@pytest.mark.usefixtures("loaded")
def test_desk_review_and_status_pages_show_them(client, staff_nrw, visitor):
    for sent in requests.filter(edition="nrw"):
        page = staff_nrw.get(f"/admin/requests/{sent.pk}/")
        assert page.status_code == 200
        shown = status_text(visitor, sent)
        for note in sent.events.filter(step=Step.NOTE).exclude(text=""):
            assert note.text in visible_text(page) and note.text not in shown
        for why in soup(page).select(".desk__proposals li"):  # the mark of samples is no reason
            assert "Profil: Beispiel" not in why.get_text()
    answer = login(client, "redaktion-nrw@example.org").get(YEAR)
    assert len(soup(answer).select(".year__map circle")) >= 3
    assert "MiGlobe NRW" in visible_text(answer)
