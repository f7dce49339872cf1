"""Practice examples to try the site with, each marked as a sample. Never for a public server."""

import json
import tomllib
from pathlib import Path

from editions.registry import EDITIONS
from examples.models import (
    ExampleAdvisor,
    ExampleTopic,
    PracticeExampleIndexPage,
    PracticeExamplePage,
    Release,
)
from members.models import MemberPage, Topic
from miglobe_site.municipalities.models import Municipality

EXAMPLES = Path(__file__).with_name("demo_examples.toml")
FIELDS = """
    slug title summary status start_year end_year transferable_to quote_text quote_name quote_role
""".split()
RICH = ("situation", "results", "lessons")
INVENTED = "Dieses Beispiel ist erfunden, und die Kommune auch."
RETOLD = "Erzählt nach öffentlichen Berichten der Servicestelle Kommunen in der Einen Welt."


def load(say, most=None):
    """Make those of an edition's first ``most`` examples that it lacks; what is there stays."""
    for key, entries in tomllib.loads(EXAMPLES.read_text(encoding="utf-8")).items():
        edition = EDITIONS[key]
        indexes = PracticeExampleIndexPage.objects
        index = indexes.filter(locale__language_code=edition.locale_code()).first()
        if index is None:
            continue
        there = set(PracticeExamplePage.objects.child_of(index).values_list("slug", flat=True))
        new = [entry for entry in entries[:most] if entry["slug"] not in there]
        for entry in new:
            make(index, edition, entry)
        say(f"{edition}: {len(new)} sample practice examples made")


def make(index, edition, entry):
    note = INVENTED if "town" in entry else RETOLD
    paragraphs = entry | {"lessons": [*entry.get("lessons", []), note]}
    steps = [{"heading": heading, "text": text} for heading, text in entry["steps"]]
    page = PracticeExamplePage(
        municipality=municipality(edition, entry),
        approach=json.dumps(
            [
                {"type": "text", "value": rich(entry["approach"])},
                {"type": "steps", "value": {"steps": steps}},
            ]
        ),
        quote_released="quote_text" in entry,
        is_sample=True,
        live=False,
        locale=index.locale,
        **{name: rich(paragraphs[name]) for name in RICH},
        **{name: entry[name] for name in FIELDS if name in entry},
    )
    list(page.approach)  # read once, the items of its lists get ids that copies know them by
    topics = Topic.objects.filter(slug__in=entry["topics"])
    page.example_topics = [ExampleTopic(topic=topic) for topic in topics]
    members = MemberPage.objects.filter(slug__in=entry.get("advisors", []), locale=index.locale)
    page.example_advisors = [ExampleAdvisor(member=member) for member in members]
    index.add_child(instance=page)
    Release.objects.create(
        example=page.translation_key, name="Beispiel", evidence="Beispielinhalt, nicht freigegeben"
    )
    page.save_revision().publish()


def municipality(edition, entry):
    """The municipality of an example; an invented one is made, without a place on the map."""
    town = {"state": edition.key, "name": entry["municipality"]}
    if "town" not in entry:
        return Municipality.objects.filter(**town).first()
    kind, size_class = entry["town"]
    facts = {"kind": kind, "size_class": size_class}
    return Municipality.objects.get_or_create(**town, defaults=facts)[0]


def rich(paragraphs):
    return "".join(f"<p>{text}</p>" for text in paragraphs)
