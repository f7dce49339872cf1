"""The rendition of a portrait that the query of the profile has read along."""

from typing import Any

from wagtail.images import get_image_model

#: What a page needs to know of a rendition to show it.
RENDITION = ("filter_spec", "file", "width", "height", "focal_point_key")


def with_portrait(profile: Any) -> Any:
    """Give the photo of a profile the rendition that MemberQuerySet.with_portraits() has read."""
    if profile.photo and profile.rendition_file:
        values = {name: getattr(profile, f"rendition_{name}") for name in RENDITION}
        rendition = get_image_model().get_rendition_model()(image=profile.photo, **values)
        profile.photo.prefetched_renditions = [rendition]
    return profile
