"""What guards the own area: whose profile a request is about, and how often doors are tried."""

from functools import wraps
from hashlib import sha256
from urllib.parse import urlencode

from axes.helpers import get_client_ip_address
from django.core.cache import cache
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from members.my_profile.accounts import profile_of

HOUR = 3600


def unlisted(view):
    """Answers that no cache keeps and no search engine lists."""

    @wraps(view)
    @never_cache
    def wrapped(request, *arguments, **named):
        response = view(request, *arguments, **named)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


def advisor(view):
    """Call a view with the profile of the user; addresses of the area hold no ids."""

    @wraps(view)
    @unlisted
    def wrapped(request, *arguments, **named):
        if not request.user.is_authenticated:
            back = urlencode({"next": request.path}) if request.method == "GET" else ""
            return redirect(f"{reverse('own:login')}?{back}".rstrip("?"))
        page = profile_of(request.user)
        if page is None:
            return render(request, "members/my_profile/no_profile.html", status=403)
        return view(request, page, *arguments, **named)

    return wrapped


def too_often(request, action, most):
    """Whether an address has tried something more than ``most`` times within an hour.

    The cache keeps a hash of the address, for that hour.
    """
    address = sha256(str(get_client_ip_address(request)).encode()).hexdigest()[:32]
    key = f"own-area:{action}:{address}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # just expired
        return False
