"""The page of results, and suggestions while somebody is typing. Both take any query."""

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from editions.frame import Frame
from editions.homes import in_german
from editions.links import remember
from editions.registry import parse_code
from home.models import HomePage
from miglobe_site.files import social_card

from .results import Results
from .suggestions import TooMany, suggest


def homes_on_show() -> list[HomePage]:
    """Return the live home pages in the language of the request, that of its edition first.

    Archived editions are left out, except the one that is being read. Raises Http404 where the
    edition has no live home page in this language.
    """
    code = get_language()
    language, edition = parse_code(code)
    if edition is None:
        raise Http404
    wanted = in_german() | Q(live=True, locale__language_code__startswith=f"{language}-x-")
    pages = HomePage.objects.filter(wanted).select_related("locale", "request_page__locale")
    german = {
        page.edition: page for page in pages if parse_code(page.locale.language_code)[0] == "de"
    }
    homes = []
    for page in pages:
        page.german = german.get(page.edition, page)  # instead of a query for each
        if page.live and parse_code(page.locale.language_code)[0] == language:
            homes.append(page)
    own = [page for page in homes if page.edition == edition]
    if not own:
        raise Http404
    others = [page for page in homes if page not in own and not page.is_archived]
    return [*own, *others]


def search(request: HttpRequest) -> HttpResponse:
    homes = homes_on_show()
    home = homes[0]
    request.edition_home = home  # type: ignore[attr-defined]  # for the templates of the frame
    codes = [each.locale.language_code for each in homes]
    frame = Frame(request, home, {home.request_page_id} - {None}, below="suche/")
    remember(frame.link_urls)
    results = Results(request.GET, codes[0], codes, frame.language)
    results.note_if_missed()
    canonical = settings.BASE_URL + reverse("search")
    card = social_card.url(frame.edition, frame.language)
    context = {"frame": frame, "results": results, "canonical": canonical, "card": card}
    return render(request, "search/search.html", context)


def search_suggestions(request: HttpRequest) -> JsonResponse:
    """Suggestions as JSON; 429 where one address asks too much."""
    code = get_language()
    language, edition = parse_code(code)
    if edition is None:
        raise Http404
    try:
        found, status = suggest(request, code, language), 200
    except TooMany:
        found, status = [], 429
    response = JsonResponse({"suggestions": found}, status=status)
    response["Cache-Control"] = "public, max-age=60" if status == 200 else "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
