"""What search engines read of a film: a VideoObject after schema.org."""

from django.utils.html import strip_tags

from miglobe_site.pages.structured_data import absolute


def video_object(page):
    """Return the VideoObject of a VideoPage; needs the frame that get_context() makes."""
    film = page.film
    data = {
        "@type": "VideoObject",
        "@id": f"{page.frame.canonical}#video",
        "name": page.title,
        "description": page.summary,
        "thumbnailUrl": page.social_picture,
        "contentUrl": absolute(film.url),
        "encodingFormat": film.content_type,
        "duration": f"PT{round(film.duration)}S",
        "width": film.width,
        "height": film.height,
        "inLanguage": page.language,
        "transcript": " ".join(strip_tags(page.transcript.replace("</", " </")).split()),
        "accessibilityFeature": ["captions", "transcript"],
    }
    if page.first_published_at:
        data["uploadDate"] = page.first_published_at.isoformat()
    return data
