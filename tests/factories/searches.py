"""Searches, as code and as visitors do them."""

from search.finding import answer
from search.models import Entry
from tests.site import soup

NRW, BW = ["de-x-nrw"], ["de-x-bw"]
URL = "/nrw/suche/"


def found(text, codes=NRW, **options):
    """The titles that are found for a text, best first."""
    ids = answer(text, codes, **options).ids
    titles = dict(Entry.objects.filter(pk__in=ids).values_list("pk", "title"))
    return [titles[pk] for pk in ids]


def ask(client, text, url=URL, **more):
    return client.get(url, {"q": text} | more)


def titles(response):
    return [heading.get_text().strip() for heading in soup(response).select(".result h2")]
