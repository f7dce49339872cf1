from .edition_source import EditionSource
from .take_over_job import TakeOverJob, TakeOverStep

__all__ = ["EditionSource", "TakeOverJob", "TakeOverStep"]
