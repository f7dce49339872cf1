"""The portal: the choice of the edition."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.templatetags.static import static

from home.models import HomePage
from miglobe_site import structured_data
from miglobe_site.editions.germany import state_map


def live_homes():
    """Return the live German home pages with their locales, by name of the federal state."""
    homes = HomePage.objects.live().filter(locale__language_code__startswith="de-")
    return sorted(homes.select_related("locale"), key=lambda home: home.edition.state)


def portal(request):
    editions = [{"edition": home.edition, "url": home.get_url(request)} for home in live_homes()]
    context = {
        "editions": editions,
        "map": state_map({entry["edition"].key: entry["url"] for entry in editions}),
        "canonical": f"{settings.BASE_URL}/",
        "structured_data": structured_data.of_portal(),
    }
    return render(request, "home/portal.html", context)


def web_manifest(request):
    return render(request, "site.webmanifest", content_type="application/manifest+json")


def favicon(request):
    """For whoever asks at the traditional address without reading the page."""
    return redirect(static("img/apple-touch-icon.png"), permanent=False)
