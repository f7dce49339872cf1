from .edition_source import EditionSource
from .source_change import SourceChange
from .take_over_job import TakeOverJob, TakeOverStep
from .unwanted_page import UnwantedPage

__all__ = ["EditionSource", "SourceChange", "TakeOverJob", "TakeOverStep", "UnwantedPage"]
