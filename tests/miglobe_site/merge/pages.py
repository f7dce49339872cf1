"""Content of made-up pages, in the shape that miglobe_site.merge is given."""

from miglobe_site.merge import Blocks, Decision, Fields, Leaf, changes, settle

ADVICE = "Fachkräfte beraten Kommunen zur globalen Nachhaltigkeit."
CLIMATE = "Klimaschutz gelingt mit Partnern im Süden besser."
SCHOOLS = "Schulen tauschen sich mit Schulen in Ghana aus."
FAIR = "Die Verwaltung kauft fair gehandelte Produkte."
OWN = "In Ulm hilft dabei der Verein Donaubrücke."
NEWS = "Anträge nimmt das Land ab Januar entgegen."

SCHEMA = Fields(
    {
        "title": Leaf.TEXT,
        "summary": Leaf.TEXT,
        "picture": Leaf.ATOM,
        "body": Blocks(
            {
                "text": Leaf.RICH_TEXT,
                "quote": Fields({"text": Leaf.TEXT, "name": Leaf.TEXT}),
                "points": Fields(
                    {
                        "heading": Leaf.TEXT,
                        "introduction": Leaf.RICH_TEXT,
                        "points": Blocks({"item": Leaf.RICH_TEXT}),
                    }
                ),
                "contact": Leaf.ATOM,
            }
        ),
    }
)


def page(*blocks, title="Globale Partnerschaften"):
    return {"title": title, "summary": "", "picture": None, "body": [*blocks]}


def block(id_, *paragraphs, type_="text"):
    return {"id": id_, "type": type_, "value": [*paragraphs]}


def quote(id_, text, name=""):
    return {"id": id_, "type": "quote", "value": {"text": text, "name": name}}


def points(id_, *items, heading="", introduction=()):
    value = {"heading": heading, "introduction": [*introduction], "points": [*items]}
    return {"id": id_, "type": "points", "value": value}


def item(id_, *paragraphs):
    return block(id_, *paragraphs, type_="item")


def paragraph(html, key="", kind="p"):
    return {"key": key, "kind": kind, "html": html}


def lists_of_paragraphs(content):
    """Return all lists of paragraphs of a page, themselves and not copies."""
    found = []
    for part in content["body"]:
        if part["type"] == "text":
            found.append(part["value"])
        elif part["type"] == "points":
            found.append(part["value"]["introduction"])
            found += [entry["value"] for entry in part["value"]["points"]]
    return found


def texts(content):
    """Return all texts of a page, without those that are empty."""
    found = [content["title"], content["summary"]]
    for part in content["body"]:
        if part["type"] == "quote":
            found += part["value"].values()
        elif part["type"] == "points":
            found.append(part["value"]["heading"])
    found += [p["html"] for paragraphs in lists_of_paragraphs(content) for p in paragraphs]
    return [text for text in found if text]


def without_keys(content):
    """Return what a page says, whatever the keys of its paragraphs."""
    if isinstance(content, dict):
        names = content.keys() - {"key", "ours"}
        return {name: without_keys(content[name]) for name in names}
    return [*map(without_keys, content)] if isinstance(content, list) else content


class Copy:
    """BW's copy of a page of NRW."""

    def __init__(self, source):
        self.base = self.ours = source

    def changes(self, source):
        return changes(SCHEMA, self.base, self.ours, source)

    def change(self, source):
        """Return the only change that waits."""
        [change] = self.changes(source)
        return change

    def settle(self, source, *decisions):
        """Decide about the changes in their order; without decisions, take what is clean."""
        waiting = self.changes(source)
        if not decisions:
            decisions = [Decision.TAKE if change.clean else None for change in waiting]
        pairs = zip(waiting, decisions, strict=True)
        made = {change.key: decision for change, decision in pairs if decision}
        self.base, self.ours = settle(SCHEMA, self.base, self.ours, source, made)

    def says(self, content):
        return without_keys(self.ours) == without_keys(content)
