"""Random histories of a page and its copy, as they are stored: the merge has its own beside it.

Both editions edit, publish, restore old versions and decide about some of what waits; NRW names
itself in what it writes.
"""

import os
import random

import pytest

from editions.models import Follow
from editions.origins.comparison import Comparison
from editions.origins.content import read, write
from editions.origins.keep_up import keep_up
from miglobe_site.merge import Decision
from tests.factories.origins import copied, draft, fresh, origin_of, page_in, text
from tests.miglobe_site.merge.editor import WORDS, Editor
from tests.miglobe_site.merge.histories import own_marks
from tests.miglobe_site.merge.pages import texts

HISTORIES = int(os.environ.get("HISTORIES", "20"))
FIRST = int(os.environ.get("FIRST", "0"))
#: What a page may have at most; the editor of the histories knows no limits.
LIMITS = {"title": 255, "summary": 300}


class Nrw(Editor):
    """Staff of NRW, who name their region in each sentence."""

    def sentence(self):
        return f"{super().sentence().rstrip('.')} in NRW."


class PageHistory:
    def __init__(self, seed, nrw):
        self.rng = rng = random.Random(seed)
        keys = rng.choice(["keyed", "unkeyed", "mixed"])
        # Behind a name of a district its region is left, for people to look at.
        self.nrw = Nrw(rng, [word for word in WORDS if word != "Kreis"], keys, "source")
        self.bw = Editor(rng, WORDS, keys, "ours")
        self.bw.is_gentle = rng.random() < 0.3
        self.source = page_in(nrw, text("Anfang."), slug=f"seite-{seed}")
        self.edit(self.nrw, self.source, self.nrw.page())
        self.source.save_revision().publish()
        self.copy = copied(fresh(self.source), rng.choice(Follow.values[:2]))

    def edit(self, editor, page, content=None):
        """Change a version of a page in memory as its staff would."""
        before = read(page)
        content = content or editor.edit(before)[0]
        for name, limit in LIMITS.items():
            if len(content[name]) > limit:
                content[name] = before[name]
        write(page, before | content)

    def run(self):
        for _ in range(self.rng.randint(2, 4)):
            self.edit_source()
            self.edit_copy()
            keep_up(origin_of(self.copy).pk)
            self.check_at_once()
            if self.rng.random() < 0.8:
                self.decide()

    def edit_source(self):
        page = draft(self.source)
        if self.rng.random() < 0.1:
            page = self.rng.choice(list(page.revisions.all())).as_object()
        for _ in range(self.rng.randint(1, 4)):
            self.edit(self.nrw, page)
        page.save_revision().publish()

    def edit_copy(self):
        page = draft(self.copy)
        if self.rng.random() < 0.1:
            page = self.rng.choice(list(page.revisions.all())).as_object()
        for _ in range(self.rng.randint(0, 2)):
            self.edit(self.bw, page)
        revision = page.save_revision()
        if self.rng.random() < 0.5:
            revision.publish()
        self.marks = {which: own_marks(read(which(self.copy))) for which in (fresh, draft)}

    def check_at_once(self):
        for which, before in self.marks.items():
            assert not before - own_marks(read(which(self.copy))), "own text was lost"
        self.check()

    def check(self):
        origin, page = origin_of(self.copy), draft(self.copy)
        content = read(page)
        content["body"] = [each for each in content["body"] if each["type"] != "quote"]  # verbatim
        assert [each for each in texts(content) if "NRW" in each] == []
        assert origin.pending == len(Comparison(origin, page).changes), "counted wrongly"
        ids = [block["id"] for block in page.body.raw_data]
        assert len(ids) == len({*ids}), "block id twice"

    def decide(self):
        live, page = read(fresh(self.copy)), draft(self.copy)
        comparison = Comparison(origin_of(self.copy), page)
        waiting = comparison.changes
        made = {change.key: decision for change in waiting if (decision := self.decision(change))}
        before = own_marks(read(page))
        comparison.decide(made)
        page.save_revision()
        replaced = " ".join(
            part
            for change in waiting
            if made.get(change.key) == Decision.REPLACE
            for part in change.ours.texts
        )
        lost = before - own_marks(read(draft(self.copy)))
        assert all(mark in replaced for mark in lost), "own text was lost"
        assert read(fresh(self.copy)) == live, "something went live"
        if len(made) == len(waiting):
            assert origin_of(self.copy).pending == 0, "waits though decided"
        self.check()

    def decision(self, change):
        chance = self.rng.random()
        if change.clean and chance < 0.6:
            return change.offers[0]
        if chance < 0.7:
            return self.rng.choice(change.offers)
        return Decision.REFUSE if chance > 0.85 else None


@pytest.mark.parametrize("seed", range(FIRST, FIRST + HISTORIES))
def test_random_history_of_stored_pages(seed, nrw, bw):
    PageHistory(seed, nrw).run()
