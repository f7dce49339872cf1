"""An edition, or a language of it, is on show while its home page is."""

from wagtail.models import Page

HOME_DEPTH = 2


def below_live_homes(pages):
    """Return those of the pages whose home page is live, the homes included; one more query."""
    homes = Page.objects.live().filter(depth=HOME_DEPTH).values_list("path", flat=True)
    live = set(homes)
    return [page for page in pages if page.path[: HOME_DEPTH * Page.steplen] in live]
