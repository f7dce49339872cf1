"""The latest practice examples of an edition as an Atom feed (RFC 4287)."""

import re
import uuid

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language

from editions.homes import home_type
from editions.links import path_of
from editions.registry import language_tag, parse_code
from miglobe_site.pages.structured_data import absolute

MOST = 50
#: Below a list of examples, its feed.
SLUG = "feed"
#: What XML 1.0 does not allow; the generator would refuse the whole feed.
FORBIDDEN = re.compile(r"[\x00-\x08\x0B-\x0C\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]")


def response(index, request):
    """``index``: the list of practice examples whose feed is asked for."""
    url = path_of(index, request)
    home = getattr(request, "edition_home", None) or home_type().objects.ancestor_of(index).get()
    feed = Atom1Feed(
        title=clean(f"{index.title} – {home.title}"),
        link=absolute(url),
        description=None,
        subtitle=clean(index.summary),
        language=language_tag(parse_code(get_language())[0]),
        author_name=clean(home.provider or home.title),
        feed_url=absolute(f"{url}{SLUG}/"),
    )
    for page in index.examples.order_by("-first_published_at")[:MOST]:
        feed.add_item(
            title=clean(page.title),
            link=absolute(f"{url}{page.slug}/"),
            description=clean(page.summary),
            unique_id=uuid.uuid5(page.translation_key, get_language()).urn,
            pubdate=page.first_published_at,
            updateddate=page.last_published_at,
        )
    answer = HttpResponse(content_type=feed.content_type)
    feed.write(answer, "utf-8")
    return answer


def clean(text):
    return FORBIDDEN.sub("", text)
