"""The portal: the choice of the edition."""

import logging

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import requires_csrf_token
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from editions.frame import Frame
from editions.homes import on_show, open_homes, states_besides
from editions.links import path_of, remember
from editions.navigation import Link
from home.models import HomePage, VideoPage
from miglobe_site import errors
from miglobe_site.municipalities.germany import state_map
from miglobe_site.pages import structured_data

logger = logging.getLogger(__name__)


def live_home():
    """The live home page of the edition and language of the request, or None; one query."""
    homes = HomePage.objects.live().filter(locale__language_code=get_language())
    return homes.select_related("locale", "request_page__locale").first()


def serve(request, path):
    """Wagtail's own view, with the edition's home page found in one query instead of four.

    Answers 404 where the path names an edition or a language whose home page is not live.
    """
    home = live_home()
    if home is None:
        raise Http404
    # Page.route_for_request() keeps its result here and asks for it first.
    request._wagtail_route_for_request = home.route(
        request, [part for part in path.split("/") if part]
    )
    return wagtail_serve(request, path)


def live_homes():
    """Return the open_homes() by name of the federal state."""
    return sorted(open_homes().select_related("locale"), key=lambda home: home.edition.state)


def request_links(homes, request):
    """Return {id: Link} of the pages for requests on show, of editions that take any."""
    wanted = {home.request_page_id for home in homes if home.takes_requests} - {None}
    pages = Page.objects.filter(on_show(), pk__in=wanted).select_related("locale")
    return {page.pk: Link(page.title, path_of(page, request)) for page in pages}


def portal(request):
    homes = live_homes()
    requests = request_links(homes, request)
    editions = [
        {
            "edition": home.edition,
            "url": path_of(home, request),
            "is_open": home.takes_requests,
            "home": home,
            "request": requests.get(home.request_page_id),
        }
        for home in homes
    ]
    others = states_besides({home.edition.key for home in homes})
    films = VideoPage.objects.playable().filter(locale__in=[home.locale_id for home in homes])
    film = films.order_by("path").first()
    context = {
        "editions": editions,
        "film": film,
        "film_url": film and path_of(film, request),
        "search_url": f"{editions[0]['url']}suche/" if editions else "",
        "others": others,
        "map": state_map(
            {entry["edition"].key: entry["url"] for entry in editions},
            {key: f"{reverse('interest')}?land={key}" for key, _name in others},
        ),
        "canonical": f"{settings.BASE_URL}/",
        "structured_data": structured_data.of_portal(),
    }
    return render(request, "home/portal.html", context)


def web_manifest(request):
    return render(request, "site.webmanifest", content_type="application/manifest+json")


def favicon(request):
    """For whoever asks at the traditional address without reading the page."""
    return redirect(static("img/apple-touch-icon.png"), permanent=False)


@requires_csrf_token
def page_not_found(request, exception):
    """Answer 404, inside an edition with its menu, colour and search if the database answers."""
    try:
        home = live_home() if getattr(request, "edition", None) else None
        if home:
            request.edition_home = home
            frame = Frame(request, home)
            remember(frame.link_urls)
            return render(request, "404.html", {"frame": frame}, status=404)
    except Exception:
        request.without_database = True
        logger.exception("The page for what is not found is shown without its edition.")
    return errors.page_not_found(request, exception)
