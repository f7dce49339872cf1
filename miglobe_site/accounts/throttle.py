"""How often something is done within a time: failed logins by their name, the rest by counts here.

The cache cannot count: its incr() stores with the time-out that all keys have by default, loses
what two processes count at once, and throws counts out when it is full.
"""

from collections.abc import Mapping
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import ThrottleCount

LONGEST = 255  # in the table of django-axes
HOUR = timedelta(hours=1)
#: One statement, under a lock of the row on both databases: two at once get two numbers.
COUNT = """
    INSERT INTO accounts_throttlecount AS known (key, number, ends_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET
        number = CASE WHEN known.ends_at > %s THEN known.number + 1 ELSE 1 END,
        ends_at = CASE WHEN known.ends_at > %s THEN known.ends_at ELSE excluded.ends_at END
    RETURNING number
"""


def account_name(request: HttpRequest, credentials: Mapping[str, object] | None = None) -> str:
    """Return the e-mail address given; capitals would otherwise give five more attempts each."""
    given = (credentials or request.POST).get(settings.AXES_USERNAME_FORM_FIELD) or ""
    return str(given).strip().lower().replace("\0", "")[:LONGEST]


def client_address(request: HttpRequest) -> str:
    """Return the address that the outermost of our own proxies has seen.

    Each proxy adds to the right of X-Forwarded-For; what stands further left, anybody may send.
    """
    number = settings.PROXY_COUNT
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    forwarded = seen[-number].strip() if 0 < number <= len(seen) else ""
    try:
        return str(ip_address(forwarded))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))


def client_range(request: HttpRequest) -> str:
    """Return the address, or the range of addresses, that a client has for itself.

    With IPv6 that is a network of 64 bits, and an address in it costs nothing.
    """
    address = client_address(request)
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(IPv6Address(known.packed[:8] + bytes(8)))


def key_of(action: str, who: object) -> str:
    return salted_hmac("throttle", f"{action}:{who}", algorithm="sha256").hexdigest()


def count(action: str, who: object, within: timedelta = HOUR) -> int:
    """Count an action and return its number within a time that the first one begins."""
    key = key_of(action, who)
    now = timezone.now()
    moments = [connection.ops.adapt_datetimefield_value(each) for each in (now + within, now, now)]
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, *moments])
        return cursor.fetchone()[0]


def number(action: str, who: object) -> int:
    """Return how often an action was counted in the time that runs, without counting."""
    known = ThrottleCount.objects.filter(key=key_of(action, who), ends_at__gt=timezone.now())
    return known.values_list("number", flat=True).first() or 0


def too_often(request: HttpRequest, action: str, most: int) -> bool:
    """Whether the client of a request has done something more than ``most`` times in an hour."""
    return count(action, client_range(request)) > most


def forget_ended() -> int:
    """Delete the counts whose time is over; return how many."""
    return ThrottleCount.objects.filter(ends_at__lte=timezone.now()).delete()[0]
