from .digest_mail import DigestMail
from .edition_source import EditionSource
from .opening import Opening
from .source_change import SourceChange
from .take_over_job import TakeOverJob, TakeOverStep
from .unwanted_page import UnwantedPage

__all__ = [
    "DigestMail",
    "EditionSource",
    "Opening",
    "SourceChange",
    "TakeOverJob",
    "TakeOverStep",
    "UnwantedPage",
]
