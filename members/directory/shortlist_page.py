"""The page that shows the profiles of a shortlist side by side."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from members.choices import ConsentKind
from members.directory.listing import Directory
from members.directory.shortlist import Shortlist


def context(request, path, profiles):
    """What the template shows; ``path``: where the page is, ``profiles``: all that are published.

    Four queries.
    """
    shortlist = Shortlist.of(request.GET)
    found = Directory(profiles.filter(pk__in=shortlist.ids), QueryDict())
    shown = sorted(found.page, key=lambda profile: shortlist.ids.index(profile.pk))
    for profile in shown:
        profile.without_query = str(shortlist.toggled(profile.pk))
        profile.may_be_printed = ConsentKind.PRINT in profile.consents
    address = f"{settings.BASE_URL}{path}{shortlist}"
    mail = {"subject": _("Shortlist of MiGlobe"), "body": address}
    return {
        "profiles": shown,
        "shortlist": shortlist,
        "missing": len(shortlist) - len(shown),
        "unprintable": sum(not profile.may_be_printed for profile in shown),
        "forward": f"mailto:?{urlencode(mail, quote_via=quote)}",
    }
