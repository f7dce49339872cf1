"""What the demonstration needs so that advice can be requested in every edition."""

from collections.abc import Callable

from consultations.models import RequestPage
from home.models import HomePage


def load(say: Callable[[str], None], most: int | None) -> None:
    """Give editions that nobody can reach an address that does not exist, and open their page."""
    for page in RequestPage.objects.filter(live=False, locale__language_code__startswith="de-x-"):
        home = HomePage.objects.ancestor_of(page).get()
        if not home.can_be_reached:
            home.request_email = f"anfragen-{home.edition.key}@example.org"
            home.save_revision().publish()
        page.get_latest_revision_as_object().save_revision().publish()
        say(f"{home.edition}: requests go to {home.request_email}")
