"""The page of all components, for staff and tests: /admin/components/."""

from django.shortcuts import render
from django.utils import translation
from wagtail.admin.auth import require_admin_access
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


def sample_blocks():
    """Return (label, value bound to its block) of every block, with its sample text."""
    return [
        (block.label, block.bind(block.get_preview_value()))
        for block in BodyBlock().child_blocks.values()
    ]


@require_admin_access
def component_page(request):
    home = Site.objects.get(is_default_site=True).root_page.specific
    with translation.override(home.locale.language_code):
        context = {
            "page": home,
            "frame": Frame(request, home),
            "blocks": sample_blocks(),
            "headings": SAMPLE_HEADINGS,
            "map": state_map({key: EDITIONS[key].path() for key in ("nrw", "bw", "he", "sl")}),
        }
        return render(request, "components/index.html", context)
