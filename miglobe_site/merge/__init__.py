"""Three-way merge of pages: what the source changed, held against what we made of it.

A copy remembers ``base``: what its source said when its changes were last handled. What source says
now and base did not is a change; what our side says and base did not is own. A change that meets
nothing own is clean and can be taken unseen; where both meet, people decide. To take a change is to
let our side and base say what source says, to refuse it is to let base alone say it: so a refusal
is nothing but what base has and our side has not. What has not been decided stays in neither, and
is found again as long as the source says it.

Units (blocks, items, paragraphs) get the same name on all three sides where they are the same
(``match``); from then on each change is a step by name (``steps``), and own wording stays with its
unit wherever that travels. All functions are pure: content goes in as JSON and comes out as JSON,
with rich text as lists of paragraphs (``schema``, ``paragraphs``).
"""

from .changes import Change, Decision, Difference, Excerpt, Kind
from .content import map_texts
from .outline import Text
from .schema import Blocks, Content, Fields, Json, Leaf, Schema
from .settle import Settled, settle
from .weigh import changes, own_places

__all__ = [
    "Blocks",
    "Change",
    "Content",
    "Decision",
    "Difference",
    "Excerpt",
    "Fields",
    "Json",
    "Kind",
    "Leaf",
    "Schema",
    "Settled",
    "Text",
    "changes",
    "map_texts",
    "own_places",
    "settle",
]
