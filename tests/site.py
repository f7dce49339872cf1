"""What tests do on the site again and again."""

from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

from bs4 import BeautifulSoup, NavigableString, Tag
from django.contrib.auth import get_user_model

from tests.rendered_form import RenderedForm

BLOCKS = ["address", "br", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "li", "p", "section"]
HIDDEN = ["head", "script", "style", "template", "svg"]
LINK_ATTRIBUTES = ("href", "src", "action", "formaction", "data", "poster")
#: SQL queries that a page may need, uncached.
MOST_QUERIES = 12
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
#: What the public can open of the first content.
PUBLIC = [
    "/",
    "/mitglieder/",
    "/robots.txt",
    "/sitemap.xml",
    "/nrw/",
    "/nrw/miglobe/",
    "/nrw/kommunale-entwicklungspolitik/",
    "/nrw/interkulturelle-oeffnung/",
    "/nrw/mitglieder/",
    "/nrw/mitglieder/amina-lindenfeld/",
    "/nrw/mitglieder/kofi-sonnberg/",
    "/nrw/mitglieder/yara-tannwald/",
    "/nrw/praxisbeispiele/",
    "/nrw/praxisbeispiele/dortmund-migrantische-communitys-erreichen/",
    "/nrw/praxisbeispiele/koeln-gefluechtete-beteiligen/",
    "/nrw/praxisbeispiele/solingen-leben-braucht-vielfalt/",
    "/nrw/erklaervideo/",
    "/nrw/beratung-anfragen/",
    "/nrw/kooperation/",
    "/bw/",
    "/bw/miglobe/",
    "/bw/mitglieder/",
    "/bw/mitglieder/selin-kirschberg/",
    "/bw/mitglieder/jean-ahrental/",
    "/bw/mitglieder/leila-mandelgrund/",
    "/bw/praxisbeispiele/",
    "/bw/praxisbeispiele/so-koennte-es-aussehen-fairer-markt/",
    "/bw/praxisbeispiele/so-koennte-es-aussehen-interkulturelle-woche/",
    "/bw/praxisbeispiele/so-koennte-es-aussehen-nachhaltigkeitsbericht/",
    "/bw/erklaervideo/",
    "/bw/beratung-anfragen/",
]


def login(client, email):
    """Log a demonstration user in and return the client."""
    client.force_login(get_user_model().objects.get(email=email))
    return client


def soup(response):
    """The document of an answer, parsed once: not to be changed."""
    if not hasattr(response, "document"):
        response.document = BeautifulSoup(response.content, "html.parser")
    return response.document


def visible_text(response):
    """The text that a reader of the page sees, with single spaces."""
    return " ".join("".join(strings(soup(response))).split())


def strings(element):
    for child in element.children:
        if type(child) is NavigableString:  # no comment, no doctype
            yield child
        elif isinstance(child, Tag) and child.name not in HIDDEN:
            gap = " " if child.name in BLOCKS else ""
            yield gap
            yield from strings(child)
            yield gap


def submit(client, page, changes=None, button=None, form=None, forged=None, **options):
    """Fill in the form of a page and send it, as a person with a browser does; return the answer.

    ``page``: an address, or an answer, also one from long ago. ``form``: a CSS selector, where
    several forms of the page send something. ``button``: its words or its name. ``changes``:
    {name: value}, True or False for a box, a list for several, [(type, value)] for blocks to add to
    a text; a KeyError for what the form does not have, a ValueError for what it does not offer.
    ``forged``: what goes along all the same, as attackers send it; None leaves a field out.
    """
    sent = filled_in(client, page, changes, button, form)
    data = sent.data | (forged or {})
    data = {name: value for name, value in data.items() if value is not None}
    return client.post(sent.action, data, **options)


def filled_in(client, page, changes=None, button=None, form=None):
    """The form that submit() would send, with its action and its data, to be sent otherwise."""
    answer = client.get(page) if isinstance(page, str) else page
    rendered = RenderedForm(soup(answer), answer.wsgi_request.get_full_path(), form)
    rendered.press(button)
    for name, value in (changes or {}).items():
        rendered.change(name, value)
    return rendered


def links(response):
    """Every address that a page names, as (element, attribute, address)."""
    found = []
    for element in soup(response).find_all(True):
        for attribute in LINK_ATTRIBUTES:
            if attribute in element.attrs:
                found.append((element.name, attribute, element[attribute]))
        for attribute in ("srcset", "imagesrcset"):
            for candidate in element.get(attribute, "").split(","):
                if candidate.strip():
                    found.append((element.name, attribute, candidate.split()[0]))
    return found


def crawl(client, start="/", within="/"):
    """Follow every link of this site from a page on; return {path: response}.

    ``within``: how the paths begin that are opened.

    As search engines do: links that say "nofollow" make lists of one's own, in countless orders,
    and forms are not sent.
    """
    answers, waiting = {}, [start]
    while waiting:
        path = waiting.pop()
        if path in answers:
            continue
        answers[path] = response = client.get(path)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            unwanted = {link["href"] for link in soup(response).select("a[rel~=nofollow]")}
            sending = soup(response).select("form[method=post i][action]")
            unwanted |= {form["action"] for form in sending}
            found = {address for _tag, _attribute, address in links(response)} - unwanted
            targets = [urljoin(path, address) for address in sorted(found)]
        elif "Location" in response.headers:
            targets = [response.headers["Location"]]
        else:
            continue
        waiting += [urldefrag(target).url for target in targets if target.startswith(within)]
    return answers


def is_html(response):
    return response.headers.get("Content-Type", "").startswith("text/html")


def sitemap(visitor):
    """Return {address: {language: address}} of the site map."""
    root = ElementTree.fromstring(visitor.get("/sitemap.xml").content)
    return {
        url.find("s:loc", SITEMAP).text: {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)
        }
        for url in root.findall("s:url", SITEMAP)
    }
