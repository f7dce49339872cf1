"""The form "Neue Ausgabe": for the administration, and for nobody else."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page

from editions.access.staff_groups import ADMINISTRATION
from editions.models import Opening, TakeOverJob
from home.models import HomePage
from tests.factories.pages import state
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a form of the CMS")

ADDRESS = "/admin/editions/new/"
WANTED = {"edition": "he", "source": "nrw"}


@pytest.fixture
def administrator(visitor, django_user_model):
    """Somebody with the rights of the group alone."""
    user = django_user_model.objects.create_user("leitung@example.org", "x")
    user.groups.add(Group.objects.get(name=ADMINISTRATION))
    return login(visitor, user.email)


def errors(response):
    return [error.get_text(" ", strip=True) for error in soup(response).select(".error-message")]


def test_administrator_opens_an_edition_and_sees_the_pages_come(administrator, nrw):
    assert ADDRESS in administrator.get("/admin/").content.decode()
    choices = soup(administrator.get(ADDRESS)).select("[name=edition] option")
    states = [choice.get_text() for choice in choices]
    assert len(states) == 1 + 14
    assert {"Nordrhein-Westfalen", "Baden-Württemberg"}.isdisjoint(states)
    response = submit(administrator, ADDRESS, WANTED, follow=True)
    assert "0 von 10 Seiten" in visible_text(response)
    while "Fortsetzen" in visible_text(response):
        response = submit(administrator, response, button="Fortsetzen", follow=True)
    assert "Alle Seiten sind fertig." in visible_text(response)
    assert not TakeOverJob.objects.get().failed.exists()
    home = HomePage.objects.get(locale__language_code="de-x-he")
    assert f"/admin/pages/{home.pk}/edit/" in response.content.decode()
    assert Page.objects.descendant_of(home).filter(title="Über MiGlobe", live=False).exists()
    assert "Hessen" not in visible_text(administrator.get("/"))
    assert administrator.get("/hessen/").status_code == 404


def test_another_administrator_goes_on_with_it(administrator, admin, site):
    submit(login(administrator, "leitung@example.org"), ADDRESS, WANTED)
    job = f"/admin/editions/take-over/{Opening.objects.get().job_id}/"
    assert login(administrator, "admin@example.org").get(job).status_code == 200
    assert login(administrator, "redaktion-nrw@example.org").get(job).status_code == 302


@pytest.mark.parametrize("name", ["redaktion-nrw", "redaktion-bw", "mitarbeit-nrw"])
def test_staff_are_refused(name, visitor):
    client = login(visitor, f"{name}@example.org")
    before = state(), Locale.objects.count()
    for answer in (client.get(ADDRESS), client.post(ADDRESS, WANTED)):
        assert (answer.status_code, answer.url) == (302, "/admin/")
    assert (state(), Locale.objects.count()) == before
    assert ADDRESS not in client.get("/admin/").content.decode()


def test_visitors_are_asked_to_log_in(visitor):
    for answer in (visitor.get(ADDRESS), visitor.post(ADDRESS, WANTED)):
        assert answer.status_code == 302
        assert answer.url.startswith("/admin/login/")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"edition": "he"},
        {"source": "nrw"},
        {"edition": "nrw", "source": "bw"},
        {"edition": "he", "source": "he"},
        {"edition": "xx", "source": "nrw"},
        {"edition": "he\0", "source": "nrw"},
        {"edition": ["he", "by"], "source": ["", "xx"]},
    ],
)
def test_nonsense_is_refused(data, admin):
    before = state(), Locale.objects.count()
    response = submit(admin, ADDRESS, forged=data)
    assert response.status_code == 200
    assert errors(response)
    assert (state(), Locale.objects.count()) == before


def test_form_sent_twice_opens_one_edition(admin):
    form = admin.get(ADDRESS)
    first = submit(admin, form, WANTED)
    before = state()
    assert submit(admin, form, WANTED).url == first.url
    assert state() == before


def test_archived_edition_lends_no_pages(admin, nrw):
    nrw.offer_status = "archived"
    nrw.save_revision().publish()
    sources = soup(admin.get(ADDRESS)).select("[name=source]")
    assert [source["value"] for source in sources] == ["bw"]
