"""Hooks that keep the editions apart; home.views.serve does so for whole pages."""

from wagtail import hooks

from .links import EditionLinkHandler


@hooks.register("register_rich_text_features", order=10)
def lead_links_to_the_edition_on_show(features):
    features.register_link_type(EditionLinkHandler)
