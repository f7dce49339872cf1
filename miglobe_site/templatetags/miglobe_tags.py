from django import template

from miglobe_site.editions.links import page_url

register = template.Library()


@register.simple_tag(takes_context=True)
def edition_url(context, page):
    """URL of a page in the edition and language on show, or "" where it is not live."""
    if page is None:
        return ""
    shown = context.get("page")
    if shown and shown.locale_id == page.locale_id:
        return page.get_url(context.get("request")) if page.live else ""
    return page_url(page.pk)


@register.simple_tag
def alt_text(image, own=""):
    """Alternative text of a picture: the one given with its use, else the picture's own."""
    return own or image.default_alt_text
