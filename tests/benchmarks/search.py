"""The search among 10,000 pages: milliseconds of the search, of its page and of suggestions."""

import io
import json
import random
import time
import uuid

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from home.models import ContentPage, HomePage
from search.finding import answer
from search.suggestions import look_up
from search.upkeep import rebuild

SIZE = 10_000
BUDGET = {"postgresql": 60, "sqlite": 120}
BUDGET_SUGGESTIONS = 25
MOST_QUERIES = 10
ROUNDS = 5
CODES = ["de-x-nrw"]
PARTS = (
    "Bildung Brücken Dorf Energie Fest Fluss Garten Gesundheit Hafen Handel Jugend Kinder Klima "
    "Kultur Kunst Land Markt Nachbar Partner Projekt Rat Region Schul Stadt Sport Umwelt Verkehr "
    "Wald Wasser Welt Werk Wirtschaft Wohn Zukunft"
).split()
ENDS = (
    "amt arbeit bericht bund ebene fonds gruppe haus kreis netz ordnung plan preis rat reise "
    "schule stelle tag treffen verein wege werk woche zentrum ziel"
).split()
WORDS = [f"{a}{b.lower()}{c}" for a in PARTS for b in PARTS[::2] for c in ENDS]
QUERIES = [
    "Kommune",  # on half of the pages
    "Kommune Beratung",
    "Beratung",
    "Berater*innen",
    "Entwicklungs",
    "interkulturelle Öffnung",
    "Interkulturelle Oeffnung in der Kommune",
    '"faire Beschaffung"',
    "Kommunale Entwicklungspolitik",
    "Sachbericht 4711",
    WORDS[100],
    WORDS[9_000],
    f"{WORDS[50]} {WORDS[51]}",
    WORDS[7][:-1] + "x",  # one typing error
    "Komune",
    "beratnug",
    "gibtesnicht",
    "gibtesnicht auchnicht",
    "Kommune gibtesnicht",
    "Stadt",
    "s",
    'foo" OR bar NEAR(',
]


def text(number, draw):
    common = " Unsere Kommune sucht Beratung zur interkulturellen Öffnung." if number % 2 else ""
    seldom = " Es geht um faire Beschaffung und Partnerschaften." if number % 50 == 0 else ""
    words = " ".join(draw.choices(WORDS, k=150))
    return f"<p>{words}.{common}{seldom}</p>"


def make_pages():
    """Add live pages below NRW's home page, past Wagtail, which would take ten minutes."""
    draw = random.Random(8)
    home = HomePage.objects.get(locale__language_code=CODES[0])
    parent = ContentPage(title="Archiv", slug="archiv")
    home.add_child(instance=parent)
    kind, now = ContentType.objects.get_for_model(ContentPage), timezone.now()
    pages = [
        Page(
            path=Page._get_path(parent.path, parent.depth + 1, n + 1),
            depth=parent.depth + 1,
            title=f"{' '.join(draw.choices(WORDS, k=2))} Sachbericht {n}",
            slug=f"seite-{n}",
            url_path=f"{parent.url_path}seite-{n}/",
            content_type=kind,
            locale=home.locale,
            translation_key=uuid.uuid4(),
            live=True,
            first_published_at=now,
            last_published_at=now,
        )
        for n in range(SIZE)
    ]
    Page.objects.bulk_create(pages, batch_size=500)
    fields = ContentPage._meta.local_concrete_fields
    rows = []
    for n, page in enumerate(pages):
        body = json.dumps([{"type": "text", "value": text(n, draw), "id": str(uuid.uuid4())}])
        made = ContentPage(page_ptr=page, summary=" ".join(draw.choices(WORDS, k=8)), body=body)
        rows.append([f.get_db_prep_save(f.pre_save(made, True), connection) for f in fields])
    names = ", ".join(connection.ops.quote_name(f.column) for f in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        table = ContentPage._meta.db_table
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        Page.objects.filter(pk=parent.pk).update(numchild=SIZE)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")


def milliseconds(function):
    start = time.perf_counter()
    function()
    return 1000 * (time.perf_counter() - start)


def p95(times):
    return sorted(times)[int(0.95 * (len(times) - 1))]


def show(name, calls, budget, by_name=None):
    """Print the p95 of calls, each made ROUNDS times after once to warm up."""
    slowest, times = ("", 0), []
    for label, call in calls:
        call()
        own = [milliseconds(call) for _round in range(ROUNDS)]
        slowest = max(slowest, (label, p95(own)), key=lambda pair: pair[1])
        times += own
    verdict = "  TOO SLOW" if p95(times) > budget else ""
    print(
        f"  {name}: median {sorted(times)[len(times) // 2]:.1f} ms, p95 {p95(times):.1f} ms of "
        f"{budget} ms, slowest {slowest[1]:.1f} ms ({slowest[0]}){verdict}"
    )


def measure():
    call_command("load_initial_content", stdout=io.StringIO())
    make_pages()
    start = time.perf_counter()
    number = rebuild()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    print(f"\n{connection.vendor}: search among {number} entries, made in", end=" ")
    print(f"{time.perf_counter() - start:.0f} s")
    budget, client = BUDGET[connection.vendor], Client()

    def get(url, text):
        response = client.get(url, {"q": text})
        assert response.status_code == 200, text

    show("search", [(q, lambda q=q: answer(q, CODES)) for q in QUERIES], budget)
    show("page of results", [(q, lambda q=q: get("/nrw/suche/", q)) for q in QUERIES], budget)
    beginnings = [word[:n] for word in WORDS[::700] for n in (2, 3, 5, 8)]
    suggestions = [(text, lambda t=text: look_up(t.lower(), CODES[0], "de")) for text in beginnings]
    show("suggestions", suggestions, BUDGET_SUGGESTIONS)
    numbers = []
    for text in QUERIES:
        with CaptureQueriesContext(connection) as context:
            get("/nrw/suche/", text)
        numbers.append(len(context))
    verdict = "  TOO MANY" if max(numbers) > MOST_QUERIES else ""
    print(f"  SQL queries of a page: at most {max(numbers)} of {MOST_QUERIES}{verdict}")
