"""What search engines read of an advisor: JSON-LD after schema.org."""

from editions.links import path_of
from miglobe_site.pages.structured_data import absolute


def person(page):
    """The public profile as a Person; never e-mail or telephone, whatever is released."""
    url = absolute(path_of(page, page.frame.request))
    data = {
        "@type": "Person",
        "@id": f"{url}#person",
        "name": page.title,
        "url": url,
        "description": page.summary,
        "memberOf": {"@id": absolute("/#organization")},
        "knowsAbout": [topic.name for topic in page.topics],
        "knowsLanguage": [language.code.replace("_", "-") for language in page.languages],
    }
    if page.role:
        data["jobTitle"] = page.role
    if page.town:
        data["workLocation"] = {"@type": "Place", "name": page.town}
    if page.portrait:
        data["image"] = page.social_image
    return data
