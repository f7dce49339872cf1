from .content_page import ContentPage, LegalPage
from .home_page import HomePage
from .media import CustomDocument, CustomImage, CustomMedia, CustomRendition
from .partner import Partner
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
