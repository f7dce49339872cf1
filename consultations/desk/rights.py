"""Who reads which requests in the CMS, and who does what with them.

The editors of an edition answer its requests; who contributes reads them and may leave a note. Of
an archived edition both read alone. Administrators do everything in all editions.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from consultations.models import ConsultationRequest
from editions.access.administration import administers
from editions.access.ownership import PAGE_RIGHTS
from editions.access.permissions import (
    OWN,
    all_locales,
    editions_to_publish,
    editions_with_right,
)
from editions.homes import HOME_DEPTH
from editions.registry import LANGUAGES, Edition, parse_code


def editions_to_read(user: Any) -> list[Edition]:
    """The editions whose requests a user sees, in the order of their names."""
    if administers(user):
        codes = (locale.language_code for locale in all_locales(user).values())
        found = {parse_code(code)[1] for code in codes} - {None}
    else:
        found = editions_with_right(user, PAGE_RIGHTS)
    return sorted(found, key=str)


def editions_to_change(user: Any) -> list[Edition]:
    return editions_to_read(user) if administers(user) else list(editions_to_publish(user))


def requests_of(user: Any) -> QuerySet[ConsultationRequest]:
    """The requests that a user sees."""
    return of_editions(editions_to_read(user))


def of_editions(editions: list[Edition]) -> QuerySet[ConsultationRequest]:
    return ConsultationRequest.objects.filter(edition__in=[edition.key for edition in editions])


def may_change(user: Any, sent: ConsultationRequest) -> bool:
    return sent.of_edition in editions_to_change(user)


def may_note(user: Any, sent: ConsultationRequest) -> bool:
    return may_change(user, sent) or sent.of_edition in editions_with_right(user, OWN)


def editors_of(edition: Edition) -> QuerySet[Any]:
    """Those who answer the requests of an edition."""
    codes = [edition.locale_code(language) for language in LANGUAGES]
    publishes = Q(
        groups__page_permissions__permission__codename="publish_page",
        groups__page_permissions__page__depth=HOME_DEPTH,
        groups__page_permissions__page__locale__language_code__in=codes,
    )
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(pk__in=users.filter(publishes).values("pk"))
