"""Selections of advisors, for tests."""

from members.models import MemberSelectionPage, SelectedMember
from tests.factories.profiles import directory


def select(people, title="Auswahl: Fairer Handel im Einkauf", **fields):
    """Add the draft of a selection of people."""
    index = directory()
    page = MemberSelectionPage(
        title=title,
        slug="fair-einkaufen",
        summary="Wer Siegel kennt.",
        locale=index.locale,
        **fields,
    )
    page.live = False
    page.selected_members = [SelectedMember(member=person) for person in people]
    index.add_child(instance=page)
    return page
