"""What search engines read of a practice example: JSON-LD after schema.org."""

from editions.links import path_of
from miglobe_site.pages.structured_data import absolute


def article(page):
    url = absolute(path_of(page, page.frame.request))
    organization = {"@id": absolute("/#organization")}
    data = {
        "@type": "Article",
        "@id": f"{url}#article",
        "headline": page.title,
        "description": page.description,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": page.frame.language,
        "image": page.social_image,
        "author": organization,
        "publisher": organization,
        "about": [topic.name for topic in page.topics],
    }
    for name, moment in (
        ("datePublished", page.first_published_at),
        ("dateModified", page.last_published_at),
    ):
        if moment:
            data[name] = moment.isoformat()
    if town := page.town:
        data["contentLocation"] = {"@type": "Place", "name": town.name}
        if town.place:
            data["contentLocation"]["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": float(town.latitude),
                "longitude": float(town.longitude),
            }
    return data
