"""What guards Mein Profil: whose profile a request is about."""

from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from members.my_profile import lost
from members.my_profile.accounts import profile_of


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
            is_kept = lost.remember(request)
            if is_kept:
                text = _("You were logged out. What you wrote is there again after the login.")
                messages.warning(request, text)
            knows_way = is_kept or request.method == "GET"
            back = urlencode({"next": request.path}) if knows_way else ""
            return redirect(f"{reverse('my_profile:login')}?{back}".rstrip("?"))
        page = profile_of(request.user)
        if page is None:
            return render(request, "members/my_profile/no_profile.html", status=403)
        return view(request, page, *arguments, **named)

    return wrapped
