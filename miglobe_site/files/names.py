"""A file that takes the place of another keeps its public address, which others have noted."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def replaced_name(old: str, new: str) -> str:
    """Return the name under which a file replaces another: the old one, since it is the address.

    The old file is deleted before the new one is stored. Raises ValidationError where the new one
    is of another kind: the name would tell the wrong one.
    """
    kind = Path(old).suffix
    if Path(new).suffix.lower() != kind.lower():
        raise ValidationError(
            _(
                "Please choose a file of the same kind (%(kind)s): it keeps its public address. A "
                "file of another kind needs an entry of its own."
            )
            % {"kind": kind.lstrip(".").upper()}
        )
    return Path(old).name
