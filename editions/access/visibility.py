"""What staff see of another edition in the CMS: what is public there, never a draft."""

from django.db.models import Q

from ..homes import is_on_show
from .permissions import is_own, own_pages


def can_read(user, page):
    """Whether a user may see the text of a page: it is the user's own, or public."""
    return is_own(user, page) or (user.is_active and is_on_show(page))


def visible_pages(user, pages):
    """Return those of a queryset of pages that are live or the user's own."""
    return pages.filter(Q(live=True) | Q(pk__in=own_pages(user).values("pk")))
