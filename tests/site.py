"""What tests do on the site again and again."""

from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

from bs4 import BeautifulSoup, NavigableString, Tag
from django.contrib.auth import get_user_model

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

    As search engines do: links that say "nofollow" make lists of one's own, in countless orders.
    """
    answers, waiting = {}, [start]
    while waiting:
        path = waiting.pop()
        if path in answers:
            continue
        answers[path] = response = client.get(path)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            unwanted = {link["href"] for link in soup(response).select("a[rel~=nofollow]")}
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
