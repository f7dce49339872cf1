"""A budget of SQL queries for every kind of page, uncached, however much stands on it."""

import pytest

from members.models import MemberPage
from tests.factories.members import image
from tests.factories.pages import page_of
from tests.factories.selections import select
from tests.site import MOST_QUERIES

SELECTION = "selection with blocks"
#: {nrw} and {all}: the ids of profiles on the shortlist.
PAGES = {
    "portal": "/",
    "all advisors": "/mitglieder/",
    "site map": "/sitemap.xml",
    "home page": "/nrw/",
    "home page BW": "/bw/",
    "content page": "/nrw/miglobe/",
    "content page BW": "/bw/miglobe/",
    "content page with blocks": "/nrw/kooperation/",
    "request page": "/nrw/beratung-anfragen/",
    "barrier": "/barriere-melden/?seite=/nrw/miglobe/",
    "feedback": "/rueckmeldung/?seite=/nrw/miglobe/",
    "interest": "/interesse/?land=he",
    "video page": "/bw/erklaervideo/",
    "list of advisors": "/nrw/mitglieder/",
    "narrowed list of advisors": "/nrw/mitglieder/?thema=agenda-2030&m={nrw}",
    "shortlist": "/nrw/mitglieder/merkliste/?m={nrw}",
    "shortlist of all": "/mitglieder/merkliste/?m={all}",
    SELECTION: "/nrw/mitglieder/fair-einkaufen/?m={nrw}",
    "profile": "/nrw/mitglieder/amina-lindenfeld/",
    "profile without portrait": "/bw/mitglieder/jean-ahrental/",
    "list of practice examples": "/nrw/praxisbeispiele/",
    "practice example": "/nrw/praxisbeispiele/koeln-gefluechtete-beteiligen/",
    "redirect": "/nrw/beispiele/",
    "not found": "/nrw/gibt-es-nicht/",
}


def listed(profiles):
    assert profiles
    return ",".join(str(page.pk) for page in profiles)


def select_people(nrw, visitor):
    """Publish a selection with the blocks of a content page, a picture and a link."""
    blocks = [(block.block_type, block.value) for block in page_of("nrw", "kooperation").body]
    blocks.append(("image", {"image": image("NRW"), "alt_text": "Ein Rathaus"}))
    blocks.append(("text", f'<p><a linktype="page" id="{nrw.pk}">Start</a></p>'))
    page = select(MemberPage.objects.live().filter(locale=nrw.locale), body=blocks)
    page.save_revision().publish()
    visitor.get(page.url)  # makes the widths of the picture


@pytest.mark.parametrize("name", PAGES)
def test_page_stays_within_its_budget(name, queries, nrw, visitor):
    if name == SELECTION:
        select_people(nrw, visitor)
    profiles = MemberPage.objects.live()
    path = PAGES[name].format(nrw=listed(profiles.filter(locale=nrw.locale)), all=listed(profiles))
    found = queries(path)
    print(f"{name} ({path}): {len(found)} queries")
    assert len(found) <= MOST_QUERIES, "\n".join(found)
