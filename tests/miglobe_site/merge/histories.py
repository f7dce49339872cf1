"""Random histories of a page and its copy in another edition.

A history is a few rounds: the source is edited and published, the copy is edited, and somebody
decides about the changes. What must hold after every decision is in ``check``.
"""

import copy
import random
from collections import Counter

from miglobe_site.merge import Decision, changes, settle

from .editor import WORDS, Editor
from .pages import SCHEMA, lists_of_paragraphs, texts, without_keys

KEYS = ("keyed", "unkeyed", "mixed", "given per side")
POLICIES = ("clean taken", "all decided", "some decided")


class History:
    def __init__(self, seed):
        self.rng = rng = random.Random(seed)
        self.keys = rng.choice(KEYS)
        self.policy = rng.choice(POLICIES)
        self.has_own = rng.random() < 0.75
        self.is_mirror = not self.has_own  # until a change is not taken
        vocabulary = rng.choice([WORDS, WORDS, WORDS[:9]])
        self.staff = {side: Editor(rng, vocabulary, self.keys, side) for side in ("source", "ours")}
        self.staff["ours"].is_gentle = rng.random() < 0.3
        self.source = self.staff["source"].page()
        self.base, self.ours = copy.deepcopy(self.source), copy.deepcopy(self.source)
        self.old_sources, self.old_copies = [], []
        self.refused: set[str] = set()
        self.log: list[str] = []
        self.faults: Counter[str] = Counter()

    def run(self):
        for number in range(self.rng.randint(3, 8)):
            if number == 1 and self.keys == "given per side":
                self.staff["source"].give_keys(self.source)
                self.staff["ours"].give_keys(self.ours)
            self.edit_source()
            if self.has_own:
                self.edit_ours()
            if self.rng.random() < 0.85:
                self.decide()
        return self.faults

    def edit_source(self):
        self.old_sources.append(self.source)
        for _ in range(self.rng.choice([1, 2, 3, 4, 9])):
            if self.rng.random() < 0.05:
                self.source, name = self.rng.choice(self.old_sources), "restore"
            else:
                self.source, name = self.staff["source"].edit(self.source)
            self.log.append(f"source {name}")

    def edit_ours(self):
        self.old_copies.append((self.base, self.ours, self.refused))
        if self.rng.random() < 0.08:
            self.base, self.ours, self.refused = self.rng.choice(self.old_copies)
            self.log.append("ours restore")
        for _ in range(self.rng.randint(0, 3)):
            before = texts(self.ours)
            self.ours, name = self.staff["ours"].edit(self.ours)
            if name.startswith("delete"):
                self.refused = self.refused | ({*before} & {*texts(self.base)})
            self.refused = self.refused - {*texts(self.ours)}
            self.log.append(f"ours {name}")

    def decide(self):
        waiting = changes(SCHEMA, self.base, self.ours, self.source)
        decisions = {c.key: decision for c in waiting if (decision := self.decision(c))}
        self.log.append("decide " + " ".join(f"{c.kind}:{decisions.get(c.key)}" for c in waiting))
        base, ours = settle(SCHEMA, self.base, self.ours, self.source, decisions)
        self.check(waiting, decisions, base, ours)
        reworded = {text for c in waiting if c.kind == "changed" for text in c.new.texts}
        for change in waiting:
            if decisions.get(change.key) == Decision.REFUSE and change.kind == "new":
                self.refused = self.refused | ({*change.new.texts} - reworded)
        self.refused = self.refused - {*texts(ours)}
        self.base, self.ours = base, ours

    def decision(self, change):
        chance = self.rng.random()
        if self.policy == "some decided":
            if change.clean and chance < 0.6:
                return change.offers[0]
            if chance < 0.1:
                return self.rng.choice(change.offers)
            return Decision.REFUSE if chance > 0.75 else None
        if change.clean:
            return change.offers[0]
        return Decision.REFUSE if self.policy == "all decided" else None

    # What must hold

    def fault(self, name):
        self.faults[name] += 1

    def check(self, waiting, decisions, base, ours):
        taken = [c for c in waiting if decisions.get(c.key) in c.offers]
        by_hand = [c for c in taken if not c.clean]
        self.check_nothing_lost(ours, by_hand)
        self.check_nothing_refused_is_back(ours, by_hand)
        self.check_only_what_was_taken(ours, taken)
        self.check_what_waits(waiting, decisions, base, ours)
        self.check_ids(ours)
        if self.staff["ours"].is_gentle and self.policy == "clean taken":
            self.check_nothing_swallowed(base, ours)
        self.is_mirror = self.is_mirror and len(taken) == len(waiting)
        if self.is_mirror and without_keys(ours) != without_keys(self.source):
            self.fault("without own text, the copy is not the source")

    def check_nothing_lost(self, ours, by_hand):
        replaced = " ".join(text for c in by_hand for text in c.ours.texts)
        before, after = own_marks(self.ours), own_marks(ours)
        for mark, times in before.items():
            if mark in replaced:
                continue
            if after[mark] < times:
                self.fault("own text lost")
            if after[mark] > times:
                self.fault("own text twice")

    def check_nothing_refused_is_back(self, ours, by_hand):
        wanted = "\n".join(
            text for c in by_hand for text in (*c.new.texts, c.merged.words if c.merged else "")
        )
        before = "\n".join(texts(self.ours))
        after = "\n".join(texts(ours))
        for text in self.refused:
            if len(text) > 20 and text in after and text not in before and text not in wanted:
                self.fault("refused text back")

    def check_only_what_was_taken(self, ours, taken):
        new = Counter(texts(ours)) - Counter(texts(self.ours))
        allowed = {
            text for c in taken for text in (*c.new.texts, c.merged.words if c.merged else "")
        }
        if new.keys() - allowed:
            self.fault("applied, but not taken")
        if not taken and without_keys(ours) != without_keys(self.ours):
            self.fault("something done where nothing was taken")

    def check_what_waits(self, waiting, decisions, base, ours):
        after = changes(SCHEMA, base, ours, self.source)
        if len(decisions) == len(waiting) and after:
            self.fault("waits after all was decided")
        # Of two changes that say the same, the one that is left may take the other's place.
        left = Counter(what_it_says(c) for c in waiting if c.key not in decisions)
        done = {what_it_says(c) for c in waiting if c.key in decisions}
        still = Counter(map(what_it_says, after))
        if any(still[change] > left[change] for change in done):
            self.fault("waits though decided")
        if len(decisions) == len(waiting):
            said = {name: part for name, part in base.items() if not name.startswith("~")}
            if without_keys(said) != without_keys(self.source):
                self.fault("base is not the source after all was decided")
        if self.policy == "clean taken":
            self.check_clean_changes_come_to_an_end(base, ours)
        for change in self.rng.sample(after, min(2, len(after))):
            alone = settle(SCHEMA, base, ours, self.source, {change.key: change.offers[0]})
            if without_keys(alone.ours) == without_keys(ours):
                self.fault("waits though it is here already")

    def check_clean_changes_come_to_an_end(self, base, ours):
        """What could not be told apart may become clean by what was taken; once, not for ever."""
        for _ in range(3):
            waiting = changes(SCHEMA, base, ours, self.source)
            decisions = {c.key: c.offers[0] for c in waiting if c.clean}
            if not decisions:
                return
            base, ours = settle(SCHEMA, base, ours, self.source, decisions)
        self.fault("clean change left")

    def check_nothing_swallowed(self, base, ours):
        """Where nothing was refused, all that is new at the source is here, or waits."""
        waiting = changes(SCHEMA, base, ours, self.source)
        known = {*texts(self.base), *texts(ours), *(t for c in waiting for t in c.new.texts)}
        if {*texts(self.source)} - known:
            self.fault("new text swallowed")

    def check_ids(self, ours):
        ids = [part["id"] for part in ours["body"]]
        if len(ids) != len({*ids}):
            self.fault("block id twice")
        for paragraphs in lists_of_paragraphs(ours):
            keys = [part["key"] for part in paragraphs if part["key"]]
            if len(keys) != len({*keys}):
                self.fault("key twice in a text")


def what_it_says(change):
    """Of what is new, what stood there before may have been reworded by another change."""
    if not change.old.texts:
        return change.key.partition("-")[0]
    return (change.kind, "" if change.kind == "new" else change.old.texts, change.new.texts)


def own_marks(content):
    return Counter(mark for text in texts(content) for mark in text.split() if mark.startswith("⟦"))


def faulty_histories(seeds):
    """Return {seed: its faults} of the histories that have any."""
    return {seed: dict(faults) for seed in seeds if (faults := History(seed).run())}
