"""What a list can be narrowed by."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db.models import Choices
from django.db.models.expressions import Combinable
from django.utils.functional import Promise

#: (value, label, more for the order): as the database and ``Facet.read`` give them, of any types.
Pair: TypeAlias = tuple[Any, ...]
Label: TypeAlias = str | Promise


def alphabetical(text: object) -> str:
    """Sort key: umlauts beside their letters, whatever the case."""
    letters = unicodedata.normalize("NFKD", str(text).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@dataclass(frozen=True)
class Facet:
    """A criterion: ``name`` is its query parameter, ``label`` its heading.

    ``lookups`` (names or expressions) are read for each item, and ``read`` makes (value, label)
    pairs of them (more may follow in a pair, for ``order``); without it the lookups are a value and
    its label. ``crosses`` is True where a lookup leads to more than one row for an item; such
    lookups are read as texts. ``order`` sorts the pairs. ``most_first``: where there are many
    choices, so many are on show at once, those that most items have; 0 shows all, in their order.
    """

    name: str
    label: Label
    lookups: tuple[str | Combinable, ...]
    read: Callable[..., Iterable[Pair]] = lambda value, label: [(value, label)]
    crosses: bool = False
    order: Callable[[Pair], Any] = lambda pair: alphabetical(pair[1])
    most_first: int = 0

    @classmethod
    def of_choices(
        cls,
        name: str,
        label: Label,
        lookup: str,
        choices: type[Choices],
        *,
        crosses: bool = False,
    ) -> "Facet":
        """A facet of a field with TextChoices, in their order."""
        labels = dict(choices.choices)
        places = {value: place for place, value in enumerate(labels)}
        return cls(
            name,
            label,
            (lookup,),
            read=lambda value: [(value, labels[value])] if value in labels else [],
            crosses=crosses,
            order=lambda pair: places[pair[0]],
        )
