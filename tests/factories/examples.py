"""Practice examples as tests need them: complete, and many at once."""

import json
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection

from examples import releases
from examples.models import (
    ExampleAdvisor,
    ExampleDownload,
    ExampleTopic,
    PracticeExampleIndexPage,
    PracticeExamplePage,
)
from home.models import CustomDocument, CustomImage
from members.models import MemberPage, Topic
from miglobe_site.municipalities.models import Municipality
from tests.site import soup

LIST, DORTMUND = "/nrw/praxisbeispiele/", "dortmund-migrantische-communitys-erreichen"
BLOCKED = "Ohne die Freigabe der Kommune kann dieses Beispiel nicht veröffentlicht werden."


def titles(response):
    """The titles on the cards of a list."""
    return [heading.get_text() for heading in soup(response).select(".example-card h2")]


def index_of(edition):
    return PracticeExampleIndexPage.objects.get(locale__language_code=f"de-x-{edition}")


def text(sentence, times=1):
    return "".join(f"<p>{sentence}</p>" for _time in range(times))


def draft(edition="nrw", slug="neu", town="Bonn", topics=("agenda-2030",), members=(), **fields):
    """Add a draft to which nothing is missing but the release."""
    index = index_of(edition)
    steps = {"steps": [{"heading": "Auftakt", "text": "Alle lernen einander kennen."}]}
    values = {
        "title": "Ein neues Beispiel",
        "summary": "Worum es ging, in zwei Sätzen.",
        "start_year": 2020,
        "situation": text("So war es vorher."),
        "results": text("So ist es jetzt."),
        "approach": json.dumps([{"type": "steps", "value": steps}]),
        "municipality": Municipality.objects.filter(name=town).first(),
    }
    page = PracticeExamplePage(slug=slug, live=False, locale=index.locale, **(values | fields))
    page.example_topics = [ExampleTopic(topic=t) for t in Topic.objects.filter(slug__in=topics)]
    page.example_advisors = [
        ExampleAdvisor(member=member) for member in MemberPage.objects.filter(slug__in=members)
    ]
    index.add_child(instance=page)
    page.save_revision()
    return page


def publish(page):
    if not page.is_released:
        releases.release(page, "Frau Muster", "Agenda-Büro")
    page.get_latest_revision().publish()
    return PracticeExamplePage.objects.get(pk=page.pk)


def published(*args, **kwargs):
    return publish(draft(*args, **kwargs))


def image(title, **fields):
    target = BytesIO()
    Image.new("RGB", (960, 600), "teal").save(target, "PNG")
    values = {"description": "Ein Stand auf dem Markt", "credit": "Stadt Musterhausen"} | fields
    return CustomImage.objects.create(
        title=title,
        file=ContentFile(target.getvalue(), "stand.png"),
        collection=Collection.objects.get(name="NRW"),
        **values,
    )


def full_draft(edition="nrw", **fields):
    """A draft with everything that an example can have."""
    images = [
        {"type": "image", "value": {"image": image(f"Bild {n}").pk, "caption": "Am Stand"}}
        for n in (1, 2)
    ]
    document = CustomDocument.objects.create(
        title="Leitfaden zum Nachmachen", file=ContentFile(b"%PDF-1.4", "leitfaden.pdf")
    )
    steps = [{"heading": f"Schritt {n}", "text": "Verwaltung und Vereine reden."} for n in "abcd"]
    approach = [
        {"type": "text", "value": text("Die Verwaltung holte Vereine an den Tisch.", 3)},
        {"type": "steps", "value": {"steps": steps}},
    ]
    members = MemberPage.objects.live().filter(locale__language_code=f"de-x-{edition}")
    slugs = members.values_list("slug", flat=True)
    values = {
        "end_year": 2022,
        "situation": text("Vor dem Beginn stand die Frage, wer alles mitreden soll. " * 3, 3),
        "approach": json.dumps(approach),
        "results": text("Heute planen alle gemeinsam, von Anfang an und auf Augenhöhe. " * 3, 3),
        "lessons": text("Früh anfangen. " * 10, 2),
        "transferable_to": "Städte, Gemeinden und Kreise, die feiern und dabei reden wollen.",
        "quote_text": "Endlich saßen wir mit am Tisch.",
        "quote_name": "Alex Beispiel",
        "quote_role": "Vereinsvorstand",
        "quote_released": True,
        "images": json.dumps(images),
        "contact_name": "Agenda-Büro",
        "contact_role": "Stabsstelle Eine Welt",
        "contact_email": "agenda@example.org",
        "contact_phone": "+49 30 23125 100",
    } | fields
    topics = ("agenda-2030", "veranstaltungen", "interkulturelle-oeffnung")
    page = draft(edition, topics=topics, members=slugs[:3], **values)
    page.example_downloads = [ExampleDownload(document=document)]
    page.save_revision()
    return page


def cms(page):
    """Where staff see and ask for the release."""
    return f"/admin/examples/{page.pk}/release/"
