"""Removing a person from everywhere, with a report of what was removed and what is left."""

from .forget import forget, plan

__all__ = ["forget", "plan"]
