"""Copies stay in step with their originals: as drafts, and with what is regional in them kept."""
