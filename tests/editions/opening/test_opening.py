"""A new edition: what it gets from another one, and what it never gets."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Workflow
from wagtail_localize.models import StringTranslation

from editions import jobs, takeover
from editions.missing import bound_types
from editions.models import Opening, TakeOverJob
from editions.opening import new_edition
from editions.opening.new_edition import open_edition
from editions.registry import EDITIONS
from home.models import ContentPage, HomePage, LegalPage
from tests.factories.copies import publish
from tests.factories.pages import rows_of, state
from tests.factories.takeovers import add

TREE = [
    "miglobe",
    "mitglieder",
    "praxisbeispiele",
    "kommunale-entwicklungspolitik",
    "interkulturelle-oeffnung",
    "erklaervideo",
    "beratung-anfragen",
    "kooperation",
]


def run(*arguments):
    output = io.StringIO()
    call_command("open_edition", *arguments, stdout=output, stderr=output)
    return output.getvalue()


def hessen():
    return HomePage.objects.get(locale__language_code="de-x-he")


def contents(page):
    return list(page.get_children().order_by("path").values_list("slug", flat=True))


def test_edition_is_opened_from_another_one(nrw, bw):
    before = rows_of("nrw", "bw")
    assert "10 of 10 pages" in run("hessen", "--from", "nrw")
    assert rows_of("nrw", "bw") == before
    home = hessen()
    assert (home.title, home.slug, home.claim) == ("MiGlobe Hessen", "hessen", nrw.claim)
    assert "Kommunen in Hessen" in home.summary
    for page in (home, home.get_latest_revision_as_object()):
        [cards] = [block for block in page.body if block.block_type == "link_cards"]
        assert cards.value["cards"][0]["text"] == "Gebündeltes Know-how in Hessen"
        assert "Kommunen in Hessen" in page.eligibility
        assert page.request_page.slug == "beratung-anfragen"
        assert page.request_page.locale == home.locale
        assert not (
            page.has_contact or page.provider or page.request_email or page.partners.count()
        )
    legal = list(LegalPage.objects.child_of(home))
    assert [page.slug for page in legal] == contents(home)[:4]
    bodies = [page.get_latest_revision_as_object().body for page in legal]
    assert "edition_details" in str(bodies[0].raw_data)
    assert all("[Bitte ergänzen" in str(body) for body in bodies[1:])
    assert contents(home)[4:] == TREE
    assert not home.get_descendants(inclusive=True).live().exists()
    bound = home.get_descendants().filter(content_type__in=bound_types())
    assert {page.specific_class for page in bound} == {LegalPage}
    pages = home.get_children().exclude(slug="erklaervideo").specific()
    texts = [str(page.body) for page in pages]
    assert not any("NRW" in text.replace("Eine Welt Netz NRW", "") for text in texts)
    assert {home.locale.language_code for home in HomePage.objects.all()} >= {
        f"{language}-x-he" for language in ("de", "de-simple", "en")
    }
    assert not any(Page.find_problems())


def test_staff_of_the_edition_work_in_it_and_nowhere_else(nrw, django_user_model):
    run("hessen", "--from", "nrw")
    user = django_user_model.objects.create_user("redaktion-he@example.org", "x")
    user.groups.add(Group.objects.get(name="Redaktion Hessen"))
    assert hessen().permissions_for_user(user).can_publish()
    assert not nrw.permissions_for_user(user).can_edit()
    assert hessen().get_workflow() == Workflow.objects.get(name="Freigabe Hessen")
    assert Group.objects.filter(name="Mitarbeit Hessen").exists()
    assert Collection.objects.filter(name="Hessen", depth=2).exists()


def test_opening_again_changes_nothing(site):
    run("hessen", "--from", "nrw")
    before = state(), Group.objects.count(), TakeOverJob.objects.count()
    assert "nothing to do" in run("he", "--from", "NRW")
    assert (state(), Group.objects.count(), TakeOverJob.objects.count()) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nrw", "bw"), "NRW ist schon eröffnet."),
        (("bayern", "berlin"), "Von Berlin lässt sich nichts übernehmen"),
        (("bayern", "bayern"), "Von Bayern lässt sich nichts übernehmen"),
        (("atlantis", "nrw"), "There is no edition atlantis."),
        (("bayern", "atlantis"), "There is no edition atlantis."),
    ],
)
def test_nonsense_is_refused_and_leaves_nothing(arguments, message, site):
    locales = Locale.objects.count()
    with pytest.raises(CommandError, match=message):
        run(arguments[0], "--from", arguments[1])
    assert Locale.objects.count() == locales
    assert not Opening.objects.exists()


def test_only_what_is_public_goes_along(nrw):
    draft, private, below = (add(nrw, title) for title in ("Entwurf", "Intern", "Weiter"))
    draft.unpublish()
    below.move(private, pos="last-child")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    run("hessen", "--from", "nrw")
    assert contents(hessen())[4:] == TREE
    assert not Page.objects.filter(locale=hessen().locale, title="Weiter").exists()


def test_page_that_came_from_a_third_edition_goes_along_and_follows_the_copy(nrw, bw):
    original = add(bw, "Für alle gleich", '[{"type": "text", "value": "<p>Gleich.</p>"}]')
    middle = takeover.take_over(original, nrw.locale)
    middle.get_latest_revision_as_object().save_revision().publish()
    run("hessen", "--from", "nrw")
    copy = ContentPage.objects.child_of(hessen()).get(title="Für alle gleich")
    assert (copy.live, copy.origin.source_id) == (False, middle.pk)


class Killed(BaseException):
    """The end of the process, as the code below sees it."""


def killed(*arguments, **options):
    raise Killed


def test_process_killed_before_the_plan_leaves_nothing(site, monkeypatch):
    before = state(), Locale.objects.count(), Group.objects.count()
    monkeypatch.setattr(new_edition, "plan_pages", killed)
    with pytest.raises(Killed):
        run("hessen", "--from", "nrw")
    assert (state(), Locale.objects.count(), Group.objects.count()) == before


def test_process_killed_among_the_pages_is_gone_on_with(site, monkeypatch):
    opening = open_edition(EDITIONS["he"], EDITIONS["nrw"])
    jobs.step(opening.job, seconds=0)
    monkeypatch.setattr(takeover, "start", killed)
    with pytest.raises(Killed):
        run("hessen", "--from", "nrw")
    monkeypatch.undo()
    assert contents(hessen())[4:] == TREE[:1]
    run("hessen", "--from", "nrw")
    assert contents(hessen())[4:] == TREE
    assert hessen().request_page.slug == "beratung-anfragen"
    assert not any(Page.find_problems())


def test_edition_whose_pages_were_deleted_is_opened_anew(site):
    run("hessen", "--from", "nrw")
    hessen().delete()
    run("hessen", "--from", "bw")
    assert Opening.objects.get().source == "bw"
    assert hessen().summary.startswith("Wir beraten")


def test_start_page_follows_no_other_edition(nrw):
    run("hessen", "--from", "nrw")
    strings = StringTranslation.objects.filter(
        locale=hessen().locale, context__object_id=hessen().translation_key
    )
    assert not strings.exists()
    publish(nrw, claim="Neu in NRW")
    assert hessen().get_latest_revision_as_object().claim != "Neu in NRW"
