"""The name under which failed logins are counted."""

from django.conf import settings

LONGEST = 255  # in the table of django-axes


def account_name(request, credentials=None):
    """Return the e-mail address given; capitals would otherwise give five more attempts each."""
    given = (credentials or request.POST).get(settings.AXES_USERNAME_FORM_FIELD) or ""
    return str(given).strip().lower().replace("\0", "")[:LONGEST]
