"""The shortlist ("Merkliste") of profiles, which lives in addresses alone: ?m=12,15."""

from dataclasses import dataclass

PARAMETER = "m"
#: Below a directory, its page with the profiles side by side.
SHORTLIST_SLUG = "merkliste"
MOST = 12
#: As many digits as an id of the database may have.
LONGEST_ID = 18


@dataclass(frozen=True)
class Shortlist:
    """The ids of up to 12 profiles, in the order in which they were chosen."""

    ids: tuple[int, ...] = ()

    @classmethod
    def of(cls, query):
        """Read it from the query of a request; nonsense is passed over."""
        ids = [
            int(text)
            for text in query.get(PARAMETER, "").split(",")
            if text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID
        ]
        return cls(tuple(dict.fromkeys(ids))[:MOST])

    def __contains__(self, pk):
        return pk in self.ids

    def __len__(self):
        return len(self.ids)

    @property
    def is_full(self):
        return len(self) == MOST

    def toggled(self, pk):
        """The list with one more profile, or without it if it is there."""
        if pk in self:
            return Shortlist(tuple(other for other in self.ids if other != pk))
        return Shortlist((*self.ids, pk)[:MOST])

    @property
    def value(self):
        return ",".join(map(str, self.ids))

    def __str__(self):
        """The query string of the list, "" for an empty one."""
        return f"?{PARAMETER}={self.value}" if self.ids else ""
