"""The wording of one copy goes over to the new texts of its original."""

from ..field_limits import ADDRESS
from .own_words import CARRIED, Wording
from .texts import Text, fit_links


class Carrier:
    """Takes one copy over a change of its original; the pairs of Texts come one by one."""

    def __init__(self, wording: Wording):
        self.wording = wording

    def take(self, old: Text | None, new: Text | None) -> None:
        if new is None:
            return  # its wording stays stored, for the day the paragraph is back
        if old is None:
            self.add(new)
        elif old.data == new.data:
            self.move(old, new)
        else:
            self.change(old, new)

    def add(self, new: Text) -> None:
        if self.wording.get(new) is None:
            self.wording.propose(new)

    def move(self, old: Text, new: Text) -> None:
        """The text stands elsewhere now, or where it stood."""
        stored = self.wording.get(old)
        if stored and old.context_id != new.context_id:
            self.copy(stored, stored.data, new, stored.tool_name)

    def change(self, old: Text, new: Text) -> None:
        present, known = self.wording.get(old), self.wording.get(new)
        if known and not known.has_error and known.tool_name != CARRIED:
            return  # the original has said this before, and it was translated then
        if present is None:
            self.add(new)
        elif old.path == ADDRESS:  # the address stays, whatever the original is called
            self.copy(present, present.data, new, present.tool_name)
        elif self.wording.is_own(old) or not self.wording.propose(new):
            self.copy(present, fit_links(present.data, old.links, new.links), new, CARRIED)

    def copy(self, present, data, new, tool_name):
        self.wording.store(
            new, data, present.translation_type, tool_name, present.last_translated_by
        )
