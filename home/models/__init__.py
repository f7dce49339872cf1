from .content_page import ContentPage, LegalPage
from .home_page import HomePage, Partner
from .media import CustomDocument, CustomImage, CustomMedia, CustomRendition
from .video_page import VideoPage

__all__ = [
    "ContentPage",
    "CustomDocument",
    "CustomImage",
    "CustomMedia",
    "CustomRendition",
    "HomePage",
    "LegalPage",
    "Partner",
    "VideoPage",
]
