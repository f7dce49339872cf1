from .content_page import ContentPage, LegalPage
from .home_page import HomePage, Partner
from .media import CustomDocument, CustomImage, CustomRendition

__all__ = [
    "ContentPage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "HomePage",
    "LegalPage",
    "Partner",
]
