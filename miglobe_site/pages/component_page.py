"""The page of all components, for staff and tests: /admin/components/."""

from django.http import QueryDict
from django.shortcuts import render
from django.utils import translation
from wagtail.admin.auth import require_admin_access
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from editions.frame import Frame
from editions.registry import EDITIONS, parse_code
from miglobe_site.facets.declaring import Facet
from miglobe_site.facets.showing import FacetedList
from miglobe_site.municipalities.germany import state_map
from miglobe_site.pages.blocks import BodyBlock

SAMPLE_HEADINGS = [
    {"id": "logo", "text": "Bereit für neue Wege"},
    {"id": "buttons", "text": "Vielfalt strategisch nutzen"},
    {"id": "notice", "text": "Lösungen entstehen im Dialog"},
]
SAMPLE_NOTICES = [
    "Bis Ende Januar nehmen wir keine neuen Anfragen an.",
    "Am 3. Februar geht es weiter.",
]
SAMPLE_FACETS = [
    Facet(
        "ausgabe",
        "Ausgabe",
        ("locale__language_code",),
        read=lambda code: [(code, parse_code(code)[1].state)],
    ),
    Facet(
        "menue",
        "Im Menü",
        ("show_in_menus",),
        read=lambda listed: [(int(listed), "Ja, in der ersten Zeile" if listed else "Nein")],
    ),
]


def sample_list():
    """A list with facets: the pages right below the start pages, one of their editions ticked."""
    query = QueryDict(mutable=True)
    query["ausgabe"] = EDITIONS["nrw"].locale_code()
    pages = Page.objects.live().filter(depth=3).order_by("path")
    return FacetedList(pages, SAMPLE_FACETS, query, per_page=2)


def sample_blocks(home):
    """Return (label, value bound to its block) of every block, with its sample text.

    Cards lead to the pages of the edition; there is a picture and a film where one is there.
    """
    blocks = BodyBlock().child_blocks
    samples = {name: block.get_preview_value() for name, block in blocks.items()}
    samples["call_to_action"]["page"] = home
    samples["link_cards"] = {
        "heading": "Mehr über MiGlobe",
        "cards": [{"page": page, "text": "Ein Satz"} for page in home.get_children().live()[:3]],
    }
    document = {"title": "Faltblatt MiGlobe", "url": "#buttons", "file_extension": "pdf"}
    samples["documents"] = {"heading": "Zum Herunterladen", "documents": [document]}
    image = get_image_model().objects.first()
    samples["image"] = {"image": image, "caption": samples["image"]["caption"]}
    samples["external_video"] |= {"image": image}
    videos = blocks["video"].child_blocks["page"].model_class.objects.for_player()
    samples["video"] = {"page": videos.live().filter(announced=False).first()}
    return [(block.label, block.bind(samples[name])) for name, block in blocks.items()]


@require_admin_access
def component_page(request):
    home = Site.objects.get(is_default_site=True).root_page.specific
    with translation.override(home.locale.language_code):
        context = {
            "page": home,
            "frame": Frame(request, home),
            "blocks": sample_blocks(home),
            "headings": SAMPLE_HEADINGS,
            "listing": sample_list(),
            "notices": SAMPLE_NOTICES,
            "map": state_map({key: edition.path() for key, edition in EDITIONS.items()}),
        }
        return render(request, "components/index.html", context)
