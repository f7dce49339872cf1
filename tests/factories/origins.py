"""What tests do with a page that another edition took over: change its source, look, decide."""

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale

from editions.models import Follow, Origin
from editions.takeover import take_over
from home.models import ContentPage
from tests.rendered_form import EDITOR
from tests.site import login, soup, submit

FIRST = "11111111-1111-4111-8111-111111111111"
SECOND = "22222222-2222-4222-8222-222222222222"
THIRD = "33333333-3333-4333-8333-333333333333"
ADVICE = "Fachkräfte beraten Kommunen zur globalen Nachhaltigkeit."
CLIMATE = "Klimaschutz gelingt mit Partnern im Süden besser."
SCHOOLS = "Schulen tauschen sich mit Schulen in Ghana aus."
NEWS = "Anträge nimmt das Land ab Januar entgegen."
OWN = "In Ulm hilft dabei der Verein Donaubrücke."
NEW_SUMMARY = "Neu gesagt in NRW."


def text(*paragraphs, id_=FIRST):
    """A block of text; a paragraph may be HTML of its own, such as a list."""
    html = "".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs)
    return {"type": "text", "value": html, "id": id_}


def quote(words, id_=SECOND, name="Ada Abt"):
    return {"type": "quote", "value": {"text": words, "name": name, "role": ""}, "id": id_}


def page_in(home, *blocks, slug="vorlage", **fields):
    """Add a live page to an edition; return it."""
    page = ContentPage(**{"title": "Vorlage", "slug": slug, "body": [*blocks], **fields})
    home.add_child(instance=page)
    page.save_revision().publish()
    return fresh(page)


def copied(page, follow=Follow.ON_DECISION, live=True, code="de-x-bw"):
    copy = take_over(page, Locale.objects.get(language_code=code), follow=follow)
    if live:
        copy.get_latest_revision_as_object().save_revision().publish()
    return fresh(copy)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def draft(page):
    return fresh(page).get_latest_revision_as_object()


def origin_of(copy):
    return Origin.objects.get(page=copy.pk)


def client_of(name):
    return login(Client(raise_request_exception=False), f"{name}@example.org")


def address(page):
    return f"/admin/pages/{page.pk}/edit/"


def editor(client, page):
    answer = client.get(address(page))
    assert answer.status_code == 200
    return answer


def press(client, answer, button, changes=None, **options):
    """Press a button of an editor that was opened, by its words or its name; return what comes."""
    page = client.get(answer) if isinstance(answer, str) else answer
    return submit(client, page, changes, button, form=EDITOR, follow=True, **options)


def words(element):
    return " ".join(element.get_text(" ").split())


def panel(answer):
    """The panel of a copy as text, "" where it is not there."""
    found = soup(answer).select_one(".origin")
    return words(found) if found else ""


def waiting(answer):
    """The changes that the panel shows: {words of the label: the text of the whole entry}.

    From the second with the same label on, they are numbered.
    """
    found = {}
    for row in soup(answer).select(".origin__changes > li"):
        label = words(row.select_one("label"))
        number = sum(name.startswith(label) for name in found)
        found[f"{label} ({number + 1})" if number else label] = words(row)
    return found


def ticked(answer):
    """The labels of the changes that are ticked."""
    rows = soup(answer).select(".origin__changes > li")
    return [words(r.select_one("label")) for r in rows if r.select_one("input[checked]")]


def key_of(answer, label):
    """The value of a change's box."""
    [row] = [
        r for r in soup(answer).select(".origin__changes > li")
        if words(r.select_one("label")) == label
    ]  # fmt: skip
    return row.select_one("input[type=checkbox]")["value"]


def messages(answer):
    return " ".join(words(each) for each in soup(answer).select(".messages li"))


def paragraphs(page, number=0):
    """The paragraphs and list items of a block of text, without tags."""
    html = str(page.body.raw_data[number]["value"])
    return [p.get_text() for p in BeautifulSoup(html, "html.parser").find_all(["p", "li", "h2"])]
