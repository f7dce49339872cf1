from .digest_mail import DigestMail
from .edition_source import EditionSource
from .opening import Opening
from .source_change import SourceChange
from .take_over_job import Mode, TakeOverJob, TakeOverStep
from .unwanted_page import UnwantedPage

__all__ = [
    "DigestMail",
    "EditionSource",
    "Mode",
    "Opening",
    "SourceChange",
    "TakeOverJob",
    "TakeOverStep",
    "UnwantedPage",
]
