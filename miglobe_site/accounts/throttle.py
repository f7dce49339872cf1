"""How often something is done within a time: failed logins by their name, the rest by counts here.

The cache cannot count: its incr() stores with the time-out that all keys have by default, loses
what two processes count at once, and throws counts out when it is full.
"""

from collections.abc import Mapping
from datetime import timedelta

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import ThrottleCount

LONGEST = 255  # in the table of django-axes
HOUR = timedelta(hours=1)


def account_name(request: HttpRequest, credentials: Mapping[str, object] | None = None) -> str:
    """Return the e-mail address given; capitals would otherwise give five more attempts each."""
    given = (credentials or request.POST).get(settings.AXES_USERNAME_FORM_FIELD) or ""
    return str(given).strip().lower().replace("\0", "")[:LONGEST]


@transaction.atomic
def count(action: str, who: object, within: timedelta = HOUR) -> int:
    """Count an action and return its number within a time that the first one begins."""
    now = timezone.now()
    key = salted_hmac("throttle", f"{action}:{who}", algorithm="sha256").hexdigest()
    row, _is_new = ThrottleCount.objects.select_for_update().get_or_create(
        key=key, defaults={"ends_at": now + within}
    )
    if row.ends_at <= now:
        row.number, row.ends_at = 0, now + within
    row.number += 1
    row.save()
    return row.number


def too_often(request: HttpRequest, action: str, most: int) -> bool:
    """Whether the address of a request has done something more than ``most`` times in an hour."""
    return count(action, get_client_ip_address(request)) > most


def forget_ended() -> int:
    """Delete the counts whose time is over; return how many."""
    return ThrottleCount.objects.filter(ends_at__lte=timezone.now()).delete()[0]
