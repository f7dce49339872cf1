"""What staff of an edition may do to a page, at random."""

import copy

from .pages import block, item, lists_of_paragraphs, page, paragraph, points, quote

WORDS = """Kommunen Partnerschaft Fachkräfte beraten Verwaltung Integration Klimaschutz Bildung
Schule gemeinsam Nachhaltigkeit Projekt Stadtrat Beteiligung Förderung Austausch Migration Vielfalt
Engagement Handel Beschaffung Ehrenamt Netzwerk Hochschule Jugend Sprache Region Zukunft Wandel
Diaspora Verein Brücke lernen öffnen stärken entwickeln planen reisen sprechen zuhören begleiten
vernetzen werben prüfen berichten Antrag Ausschuss Haushalt Kreis Landrat Quartier Treffen Workshop
Leitfaden Werkstatt Bericht Jahr Sommer Herbst Afrika Ghana Togo Namibia Kolumbien Mexiko""".split()
#: What leaves all text in place, if not as it was.
GENTLE = """reword reword rewrite_sentence add_paragraph add_paragraph type_above rename change_kind
add_block move_block change_picture""".split()
#: Without keys, nobody could tell what was moved and then rewritten from end to end.
GENTLE_WITH_KEYS = [*GENTLE, "move_paragraph", "split_block"]
ALL = """reword reword reword rewrite_sentence add_paragraph add_paragraph type_above
delete_paragraph split_paragraph join_paragraphs move_paragraph carry_paragraph paste_again
paste_over_everything rename change_kind add_block delete_block move_block split_block join_blocks
duplicate_block duplicate_block renew_block change_picture edit_item edit_item""".split()


class Editor:
    """Edits content at random as staff would; own text carries a mark that nothing else has."""

    def __init__(self, rng, vocabulary, keys, side):
        self.rng, self.vocabulary, self.keys, self.side = rng, vocabulary, keys, side
        self.number = 0
        self.is_gentle = False  # it then deletes nothing

    def edit(self, content):
        content = copy.deepcopy(content)
        operation = self.rng.choice([getattr(self, name) for name in self.operations()])
        operation(content)
        for paragraphs in lists_of_paragraphs(content):
            self.make_keys_unique(paragraphs)
        return content, operation.__name__

    def operations(self):
        if self.is_gentle:
            return GENTLE_WITH_KEYS if self.keys == "keyed" else GENTLE
        return ALL

    # Pieces

    def id(self):
        self.number += 1
        return f"{self.side}{self.number}"

    def key(self):
        keyed = self.keys in ("keyed", "given per side") or (
            self.keys == "mixed" and self.rng.random() < 0.5
        )
        return self.id() if keyed else ""

    def sentence(self):
        words = [self.rng.choice(self.vocabulary) for _ in range(self.rng.randint(4, 10))]
        mark = f" ⟦{self.id()}⟧" if self.side == "ours" else ""
        return f"Die {' '.join(words)}{mark}."

    def text(self):
        return " ".join(self.sentence() for _ in range(self.rng.choice([1, 1, 2, 3])))

    def new_paragraph(self):
        if self.side == "source" and self.rng.random() < 0.1:
            return paragraph("Weitere Fragen", self.key(), "h2")
        return paragraph(self.text(), self.key(), self.rng.choice(["p", "p", "p", "ul/li", "h2"]))

    def new_block(self):
        kind = self.rng.random()
        if kind < 0.2:
            return quote(self.id(), self.sentence(), "Name")
        if kind < 0.4:
            items = [item(self.id(), self.new_paragraph()) for _ in range(self.rng.randint(1, 3))]
            return points(self.id(), *items, heading=self.sentence())
        return block(self.id(), *[self.new_paragraph() for _ in range(self.rng.randint(1, 4))])

    def page(self):
        return page(*[self.new_block() for _ in range(self.rng.randint(1, 4))], title=self.text())

    def make_keys_unique(self, paragraphs):
        seen = {""}
        for part in paragraphs:
            if part["key"] in seen and part["key"]:
                part["key"] = self.key()
            seen.add(part["key"])

    def give_keys(self, content):
        for paragraphs in lists_of_paragraphs(content):
            for part in paragraphs:
                part["key"] = self.key()

    def some_list(self, content, least=1):
        lists = [found for found in lists_of_paragraphs(content) if len(found) >= least]
        return self.rng.choice(lists) if lists else None

    def some_block(self, content, type_, least=0):
        blocks = [b for b in content["body"] if b["type"] == type_ and len(b["value"]) >= least]
        return self.rng.choice(blocks) if blocks else None

    # Paragraphs

    def reword(self, content):
        if paragraphs := self.some_list(content):
            part = self.rng.choice(paragraphs)
            before = part["html"] if self.rng.random() < 0.6 else ""
            part["html"] = f"{before} {self.sentence()}".strip()

    def rewrite_sentence(self, content):
        if paragraphs := self.some_list(content):
            part = self.rng.choice(paragraphs)
            sentences = part["html"].split(". ")
            sentences[self.rng.randrange(len(sentences))] = self.sentence().rstrip(".")
            part["html"] = ". ".join(sentences)

    def add_paragraph(self, content):
        if paragraphs := self.some_list(content):
            paragraphs.insert(self.rng.randint(0, len(paragraphs)), self.new_paragraph())

    def type_above(self, content):
        """Enter at the start of a paragraph: its key stays with what is typed above."""
        if paragraphs := self.some_list(content):
            index = self.rng.randrange(len(paragraphs))
            below = paragraphs[index]
            paragraphs[index] = below | {"html": self.text()}
            paragraphs.insert(index + 1, below | {"key": self.key()})

    def delete_paragraph(self, content):
        if paragraphs := self.some_list(content, 2):
            del paragraphs[self.rng.randrange(len(paragraphs))]

    def split_paragraph(self, content):
        if paragraphs := self.some_list(content):
            index = self.rng.randrange(len(paragraphs))
            words = paragraphs[index]["html"].split(" ")
            half = self.rng.randint(1, len(words) // 2) if len(words) > 1 else 0
            if half:
                rest = paragraphs[index] | {"html": " ".join(words[half:]), "key": self.key()}
                paragraphs[index]["html"] = " ".join(words[:half])
                paragraphs.insert(index + 1, rest)

    def join_paragraphs(self, content):
        if paragraphs := self.some_list(content, 2):
            index = self.rng.randrange(len(paragraphs) - 1)
            paragraphs[index]["html"] += " " + paragraphs.pop(index + 1)["html"]

    def move_paragraph(self, content):
        if paragraphs := self.some_list(content, 2):
            part = paragraphs.pop(self.rng.randrange(len(paragraphs)))
            paragraphs.insert(self.rng.randint(0, len(paragraphs)), part)

    def carry_paragraph(self, content):
        """Cut here, pasted there."""
        if (there := self.some_list(content)) and (here := self.some_list(content, 2)):
            part = here.pop(self.rng.randrange(len(here)))
            if self.rng.random() < 0.5:
                part["key"] = self.key()
            there.insert(self.rng.randint(0, len(there)), part)

    def paste_again(self, content):
        if paragraphs := self.some_list(content):
            self.rng.choice(paragraphs)["key"] = self.key()

    def change_kind(self, content):
        if paragraphs := self.some_list(content):
            self.rng.choice(paragraphs)["kind"] = self.rng.choice(["p", "h2", "ul/li", "ol/li"])

    def paste_over_everything(self, content):
        """The first key stays, on a foreign text."""
        if paragraphs := self.some_list(content):
            first = paragraphs[0]["key"]
            paragraphs[:] = [self.new_paragraph() for _ in range(self.rng.randint(1, 4))]
            paragraphs[0]["key"] = first

    # Blocks and items

    def add_block(self, content):
        body = content["body"]
        body.insert(self.rng.randint(0, len(body)), self.new_block())

    def delete_block(self, content):
        if len(content["body"]) > 1:
            del content["body"][self.rng.randrange(len(content["body"]))]

    def move_block(self, content):
        if body := content["body"]:
            part = body.pop(self.rng.randrange(len(body)))
            body.insert(self.rng.randint(0, len(body)), part)

    def split_block(self, content):
        if part := self.some_block(content, "text", 2):
            at = self.rng.randint(1, len(part["value"]) - 1)
            rest = part["value"][at:]
            del part["value"][at:]
            if self.rng.random() < 0.3:
                self.give_keys(page(block("", *rest)))
            if self.rng.random() < 0.3:
                rest.append(self.new_paragraph())
            index = content["body"].index(part) + 1
            content["body"].insert(index, block(self.id(), *rest))

    def join_blocks(self, content):
        part, other = self.some_block(content, "text"), self.some_block(content, "text")
        if part and part is not other:
            part["value"] += other["value"]
            content["body"].remove(other)

    def duplicate_block(self, content):
        if body := content["body"]:
            index = self.rng.randrange(len(body))
            twin = copy.deepcopy(body[index]) | {"id": self.id()}
            if twin["type"] == "points":
                for entry in twin["value"]["points"]:
                    entry["id"] = self.id()
            body.insert(index + 1, twin)

    def renew_block(self, content):
        """A block is made anew, with the old text pasted into it."""
        if part := self.some_block(content, "text", 1):
            content["body"].remove(part)
            place = self.rng.randint(0, len(content["body"]))
            content["body"].insert(place, block(self.id(), self.new_paragraph(), *part["value"]))

    def edit_item(self, content):
        if not (part := self.some_block(content, "points")):
            return
        items = part["value"]["points"]
        choice = self.rng.random()
        if choice < 0.3 or not items:
            new = item(self.id(), self.new_paragraph())
            items.insert(self.rng.randint(0, len(items)), new)
        elif choice < 0.5:
            index = self.rng.randrange(len(items))
            items.insert(index, copy.deepcopy(items[index]) | {"id": self.id()})
        elif choice < 0.7 and len(items) > 1:
            del items[self.rng.randrange(len(items))]
        else:
            items.insert(self.rng.randint(0, len(items)), items.pop())

    # Fields

    def rename(self, content):
        content[self.rng.choice(["title", "summary"])] = self.text()

    def change_picture(self, content):
        content["picture"] = self.rng.randint(1, 99)
