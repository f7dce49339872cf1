"""Requests of municipalities for advice."""
