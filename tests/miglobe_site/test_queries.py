"""A budget of SQL queries for every kind of page, uncached, however much stands on it."""

import pytest

from members.models import MemberPage
from tests.site import MOST_QUERIES

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
    "video page": "/bw/erklaervideo/",
    "list of advisors": "/nrw/mitglieder/",
    "narrowed list of advisors": "/nrw/mitglieder/?thema=agenda-2030&m={nrw}",
    "shortlist": "/nrw/mitglieder/merkliste/?m={nrw}",
    "shortlist of all": "/mitglieder/merkliste/?m={all}",
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


@pytest.mark.parametrize("name", PAGES)
def test_page_stays_within_its_budget(name, queries, nrw):
    profiles = MemberPage.objects.live()
    path = PAGES[name].format(nrw=listed(profiles.filter(locale=nrw.locale)), all=listed(profiles))
    found = queries(path)
    print(f"{name} ({path}): {len(found)} queries")
    assert len(found) <= MOST_QUERIES, "\n".join(found)
