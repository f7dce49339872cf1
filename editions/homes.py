"""An edition, or a language of it, is on show while its home page is."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import Page, PageViewRestriction, get_page_models

from .edition_home import EditionHome
from .registry import GERMAN, parse_code

HOME_DEPTH = 2


def home_type():
    """The page type of the home pages."""
    return next(model for model in get_page_models() if issubclass(model, EditionHome))


def archived_homes():
    """The German home pages of the editions that are archived, as a queryset."""
    homes = home_type().objects.filter(offer_status=EditionHome.OfferStatus.ARCHIVED)
    return homes.filter(locale__language_code__startswith=GERMAN)


def archived_editions():
    """Return the Editions that are archived; one query."""
    codes = archived_homes().values_list("locale__language_code", flat=True)
    return {parse_code(code)[1] for code in codes}


def below_live_homes(pages):
    """Return those of the pages whose home page is live and whose edition is not archived.

    Home pages themselves are among them. Two more queries.
    """
    archived = archived_editions()
    homes = Page.objects.live().filter(depth=HOME_DEPTH)
    listed = {
        path
        for path, code in homes.values_list("path", "locale__language_code")
        if parse_code(code)[1] not in archived
    }
    return [page for page in pages if page.path[: HOME_DEPTH * Page.steplen] in listed]


def on_show():
    """Condition for live pages that the public may see, for querysets of pages.

    Their home page is live, and no page above them has a view restriction: what Wagtail's public()
    does, without a query of its own.
    """
    homes = Page.objects.live().filter(depth=HOME_DEPTH, locale=OuterRef("locale"))
    own_path = ExpressionWrapper(OuterRef("path"), CharField())
    restrictions = PageViewRestriction.objects.annotate(own_path=own_path)
    private = restrictions.filter(own_path__startswith=F("page__path"))
    return Exists(homes) & ~Exists(private)
