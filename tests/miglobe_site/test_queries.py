"""A budget of SQL queries for every kind of page, uncached, however much stands on it."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import ContentPage

MOST = 12
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
    "narrowed list of advisors": "/nrw/mitglieder/?thema=agenda-2030&m=1,2",
    "shortlist": "/nrw/mitglieder/merkliste/?m=33,34,35,36",
    "shortlist of all": "/mitglieder/merkliste/?m=33,34,35,36",
    "profile": "/nrw/mitglieder/amina-lindenfeld/",
    "profile without portrait": "/bw/mitglieder/jean-ahrental/",
    "list of practice examples": "/nrw/praxisbeispiele/",
    "practice example": "/nrw/praxisbeispiele/koeln-gefluechtete-beteiligen/",
    "redirect": "/nrw/beispiele/",
    "not found": "/nrw/gibt-es-nicht/",
}


@pytest.fixture
def queries(visitor):
    """Return the queries of a path on a server that has already answered something."""

    def count(path):
        visitor.get("/nrw/")  # content types and Wagtail's root paths are known from then on
        ContentType.objects.get_for_model(ContentPage)
        with CaptureQueriesContext(connection) as context:
            assert visitor.get(path).status_code < 500
        return [re.sub("SELECT .*? FROM", "SELECT … FROM", q["sql"]) for q in context]

    return count


@pytest.mark.parametrize("name", PAGES)
def test_page_stays_within_its_budget(name, queries):
    found = queries(PAGES[name])
    print(f"{name} ({PAGES[name]}): {len(found)} queries")
    assert len(found) <= MOST, "\n".join(found)
