"""An edition, or a language of it, is on show while its home page is."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page, PageViewRestriction, get_page_models

from miglobe_site.municipalities.states import STATES

from .edition_home import EditionHome
from .registry import GERMAN, parse_code

HOME_DEPTH = 2


def in_german(locale="locale"):
    """Condition for rows in German, plain German aside. ``locale``: the look-up of the locale."""
    return Q(**{f"{locale}__language_code__startswith": GERMAN})


def home_type():
    """The page type of the home pages."""
    return next(model for model in get_page_models() if issubclass(model, EditionHome))


def archived_homes():
    """The German home pages of the editions that are archived, as a queryset."""
    homes = home_type().objects.filter(offer_status=EditionHome.OfferStatus.ARCHIVED)
    return homes.filter(in_german())


def archived_editions():
    """Return the Editions that are archived; one query."""
    codes = archived_homes().values_list("locale__language_code", flat=True)
    return {parse_code(code)[1] for code in codes}


def open_homes():
    """The German home pages on show, as a queryset.

    Archived editions are left out: their addresses still answer.
    """
    homes = home_type().objects.live().filter(in_german())
    return homes.exclude(offer_status=EditionHome.OfferStatus.ARCHIVED)


def states_without_edition():
    """Return [(key, name)] of the states that no edition on show advises, by name; one query.

    That of an archived edition is among them.
    """
    codes = open_homes().values_list("locale__language_code", flat=True)
    return states_besides({parse_code(code)[1].key for code in codes})


def states_besides(keys):
    """Return [(key, name)] of all states but some, by name."""
    return sorted(
        ((key, state) for key, state in STATES.items() if key not in keys), key=lambda pair: pair[1]
    )


def is_private(path):
    """Condition for rows whose page, at a path in the tree, stands below a view restriction.

    ``path``: the look-up of the path, such as "path" or "page__path". It is what Wagtail's public()
    asks, without a query of its own.
    """
    own_path = ExpressionWrapper(OuterRef(path), CharField())
    restrictions = PageViewRestriction.objects.annotate(own_path=own_path)
    return Exists(restrictions.filter(own_path__startswith=F("page__path")))


def on_show(page=""):
    """Condition for pages that the public sees, in archived editions too.

    They are live, their home page is, and no page above them has a view restriction. ``page``: the
    look-up of the page where the rows are none, such as "page__".
    """
    homes = Page.objects.live().filter(depth=HOME_DEPTH, locale=OuterRef(f"{page}locale"))
    is_live = Q(**{f"{page}live": True, f"{page}depth__gte": HOME_DEPTH})
    return is_live & Exists(homes) & ~is_private(f"{page}path")


def is_on_show(page):
    """Whether the public sees a page."""
    return Page.objects.filter(on_show(), pk=page.pk).exists()
