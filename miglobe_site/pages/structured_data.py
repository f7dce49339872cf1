"""What search engines read of a page: JSON-LD after schema.org."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from editions.links import path_of


def absolute(path):
    return settings.BASE_URL + path


def organization():
    return {
        "@type": "Organization",
        "@id": absolute("/#organization"),
        "name": settings.WAGTAIL_SITE_NAME,
        "url": absolute("/"),
        "logo": absolute(static("img/apple-touch-icon.png")),
    }


def website(url, name, language):
    return {
        "@type": "WebSite",
        "@id": f"{url}#website",
        "name": name,
        "url": url,
        "inLanguage": language,
        "publisher": {"@id": absolute("/#organization")},
    }


def search_action(url):
    """``url``: that of the page of results."""
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{url}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }


def breadcrumb(links):
    """``links``: (title, path) pairs from the start page to the page itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": title, "item": absolute(path)}
            for number, (title, path) in enumerate(links, start=1)
        ],
    }


def of_page(page, frame):
    """Return the JSON-LD graph of a page of an edition."""
    home_url = absolute(frame.home_url)
    site = website(home_url, frame.home.title, frame.language)
    site["potentialAction"] = search_action(absolute(reverse("search")))
    graph = [organization(), site]
    if frame.navigation.breadcrumb:
        links = [(link.title, link.url) for link in frame.navigation.breadcrumb]
        graph.append(breadcrumb([*links, (page.title, path_of(page, frame.request))]))
    return {"@context": "https://schema.org", "@graph": graph}


def of_portal():
    name = settings.WAGTAIL_SITE_NAME
    graph = [organization(), website(absolute("/"), name, "de")]
    return {"@context": "https://schema.org", "@graph": graph}
