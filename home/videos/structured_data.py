"""What search engines read of a video: a VideoObject after schema.org."""

from django.utils.html import strip_tags

from miglobe_site.pages.structured_data import absolute


def video_object(page):
    """Return the VideoObject of a VideoPage; needs the frame that get_context() makes."""
    video = page.mp4
    data = {
        "@type": "VideoObject",
        "@id": f"{page.frame.canonical}#video",
        "name": page.title,
        "description": page.summary,
        "thumbnailUrl": page.social_image,
        "contentUrl": absolute(video.url),
        "encodingFormat": video.content_type,
        "duration": f"PT{round(video.duration)}S",
        "width": video.width,
        "height": video.height,
        "inLanguage": page.language,
        "transcript": " ".join(strip_tags(page.transcript.replace("</", " </")).split()),
        "accessibilityFeature": ["captions", "transcript"],
    }
    if page.first_published_at:
        data["uploadDate"] = page.first_published_at.isoformat()
    return data
