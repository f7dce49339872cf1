from .digest_mail import DigestMail
from .edition_source import EditionSource
from .opening import Opening
from .origin import Event, Follow, Origin, OriginBase
from .take_over_job import TakeOverJob, TakeOverStep
from .unwanted_page import UnwantedPage

__all__ = [
    "DigestMail",
    "EditionSource",
    "Event",
    "Follow",
    "Opening",
    "Origin",
    "OriginBase",
    "TakeOverJob",
    "TakeOverStep",
    "UnwantedPage",
]
