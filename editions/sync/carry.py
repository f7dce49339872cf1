"""The wording of one copy goes over to the new texts of its original, and staff are told."""

from django.utils import timezone

from ..models.source_change import SourceChange
from .own_words import CARRIED, MANUAL
from .texts import fit_links

Kind = SourceChange.Kind
#: The address of a copy stays, whatever the original is called.
ADDRESS = "slug"


class Carrier:
    """Takes one copy over a change of its original; the pairs of Texts come one by one."""

    def __init__(self, wording):
        self.wording = wording
        self.translation = wording.translation
        changes = self.translation.source_changes.open().exclude(kind=Kind.OTHER)
        self.open = {(row.context_id, row.new_text): row for row in changes if row.new_text}
        self.removed = {row.old_text: row for row in changes if row.kind == Kind.REMOVED}

    def take(self, old, new):
        if new is None:
            self.remove(old)
        elif old is None:
            self.add(new)
        elif old.data == new.data:
            self.move(old, new)
        else:
            self.change(old, new)

    def move(self, old, new):
        """The text stands elsewhere now, or where it stood."""
        stored = self.wording.get(old)
        if stored and old.context_id != new.context_id:
            self.copy(stored, stored.data, new, stored.tool_name)
            if row := self.open.pop((old.context_id, old.data), None):
                self.update(row, new)

    def change(self, old, new):
        present = self.wording.get(old)
        if present is None:
            self.wording.propose(new)
            return
        if old.path == ADDRESS:
            self.copy(present, present.data, new, present.tool_name)
            return
        row = self.open.pop((old.context_id, old.data), None)
        if present.data == self.wording.proposals.get(new.data):  # both say the same now
            self.copy(present, present.data, new, "")
            if row is not None:
                row.delete()
            return
        is_reverted = row is not None and row.kind == Kind.CHANGED and row.old_text == new.data
        is_own = self.wording.is_own(old)
        carried = is_own or not self.wording.propose(new)
        if carried:
            data = fit_links(present.data, old.links, new.links)
            self.copy(present, data, new, "" if is_reverted else CARRIED)
        if is_reverted:
            row.delete()
        elif row is None:
            self.note(Kind.CHANGED, new, old.data, new.data, present.data, carried)
        else:
            self.update(row, new, carried)

    def remove(self, old):
        row = self.open.pop((old.context_id, old.data), None)
        if row is not None and row.kind == Kind.ADDED:
            row.delete()
        elif row is not None:
            row.kind, row.new_text, row.carried = Kind.REMOVED, "", False
            row.changed_at = timezone.now()
            row.save()
        elif present := self.wording.get(old):
            self.note(Kind.REMOVED, old, old.data, "", present.data)

    def add(self, new):
        row = self.removed.pop(new.data, None)
        if row is not None:
            row.delete()
        if self.wording.get(new) is None:
            if row is not None and row.own_text:
                self.wording.store(new, row.own_text, MANUAL)
            else:
                self.wording.propose(new)
        if row is None and new.path != ADDRESS:
            self.note(Kind.ADDED, new, "", new.data)

    def copy(self, present, data, new, tool_name):
        self.wording.store(
            new, data, present.translation_type, tool_name, present.last_translated_by
        )

    def note(self, kind, text, old_text, new_text, own_text="", carried=False):
        SourceChange.objects.create(
            translation=self.translation,
            context_id=text.context_id,
            position=text.order,
            kind=kind,
            carried=carried,
            old_text=old_text,
            new_text=new_text,
            own_text=own_text,
        )

    @staticmethod
    def update(row, new, carried=False):
        """The text of an open change has changed once more; what staff last saw stays."""
        row.context_id, row.position, row.new_text = new.context_id, new.order, new.data
        row.carried = row.carried or carried
        row.changed_at = timezone.now()
        row.save()
