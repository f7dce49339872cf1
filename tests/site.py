"""What tests do on the site again and again."""

from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model

BLOCKS = ["address", "br", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "li", "p", "section"]
LINK_ATTRIBUTES = ("href", "src", "action", "formaction", "data", "poster")


def login(client, email):
    """Log a demonstration user in and return the client."""
    client.force_login(get_user_model().objects.get(email=email))
    return client


def soup(response):
    return BeautifulSoup(response.content, "html5lib")


def visible_text(response):
    """The text that a reader of the page sees, with single spaces."""
    document = soup(response)
    for hidden in document(["head", "script", "style", "template", "svg"]):
        hidden.decompose()
    for block in document(BLOCKS):
        block.insert_before(" ")
        block.insert_after(" ")
    return " ".join(document.get_text().split())


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


def crawl(client, start="/"):
    """Follow every link of this site from a page on; return {path: response}.

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
        waiting += [urldefrag(target).url for target in targets if target.startswith("/")]
    return answers


def is_html(response):
    return response.headers.get("Content-Type", "").startswith("text/html")
