"""The page of all components, for staff and tests: /admin/components/."""

from django.shortcuts import render
from django.utils import translation
from wagtail.admin.auth import require_admin_access
from wagtail.images import get_image_model
from wagtail.models import Site

from miglobe_site.blocks import BodyBlock
from miglobe_site.editions.frame import Frame
from miglobe_site.editions.germany import state_map
from miglobe_site.editions.registry import EDITIONS

SAMPLE_HEADINGS = [
    {"id": "logo", "text": "Bereit für neue Wege"},
    {"id": "buttons", "text": "Vielfalt strategisch nutzen"},
    {"id": "notice", "text": "Lösungen entstehen im Dialog"},
]


def sample_blocks(home):
    """Return (label, value bound to its block) of every block, with its sample text.

    Cards lead to the pages of the edition; there is a picture where one has been uploaded.
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
    samples["picture"] = {
        "image": get_image_model().objects.first(),
        "caption": samples["picture"]["caption"],
    }
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
            "map": state_map({key: EDITIONS[key].path() for key in ("nrw", "bw", "he", "sl")}),
        }
        return render(request, "components/index.html", context)
