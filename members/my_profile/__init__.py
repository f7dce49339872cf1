"""Mein Profil: where advisors keep their own profile; no part of Wagtail's CMS."""
