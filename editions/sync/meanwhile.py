"""What somebody else has saved while a translation was open in the editor."""

from hashlib import sha256

from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import SegmentOverride, StringTranslation
from wagtail_localize.strings import StringValue

#: In the address by which the editor saves something: what was stored there when it was opened.
KNOWN = "known"
#: How many characters of a text are enough to know it by.
ENOUGH = 160


def digest_of(value: object) -> str:
    """``value``: a text, or the id of a picture or page."""
    return sha256(str(value).encode()).hexdigest()[:16]


def conflict(
    request: HttpRequest, stored: StringTranslation | SegmentOverride | None, value: str | None
) -> str:
    """Return why a value (None to delete what is stored) cannot be saved now, or "".

    Whoever has the editor open may save as often as they like: their own value is known to them.
    """
    if stored is None or stored.last_translated_by_id == request.user.pk:
        return ""
    known = request.GET.get(KNOWN, digest_of(stored.data))
    if digest_of(stored.data) in {known, digest_of(value)}:
        return ""
    author = stored.last_translated_by
    name = get_user_display_name(author) if author else _("Somebody")
    if isinstance(stored, SegmentOverride):
        text = _("%(name)s has chosen something else here meanwhile. Please load the page anew.")
        return text % {"name": name}
    text = _(
        "%(name)s has changed this text meanwhile: “%(text)s” Yours is not saved. Please copy it "
        "and load the page anew."
    )
    return text % {"name": name, "text": shortened(stored.data)}


def shortened(data: str) -> str:
    """Return how staff know a text, as wagtail-localize stores it."""
    return Truncator(StringValue(data).render_text()).chars(ENOUGH)
