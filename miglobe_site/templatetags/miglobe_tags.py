from django import template
from wagtail.models import Page

register = template.Library()


@register.simple_tag(takes_context=True)
def edition_url(context, page):
    """URL of a page in the edition and language on show, or "" where it is not live there.

    A page copied from another edition still names that edition's pages; here their counterparts
    are found, so that no link leads out of the edition unseen.
    """
    if page is None:
        return ""
    shown = context.get("page")
    if shown and page.locale_id != shown.locale_id:
        counterparts = Page.objects.filter(translation_key=page.translation_key)
        page = counterparts.filter(locale_id=shown.locale_id).first()
    return page.get_url(context.get("request")) if page and page.live else ""


@register.simple_tag
def alt_text(image, own=""):
    """Alternative text of a picture: the one given with its use, else the picture's own."""
    return own or image.default_alt_text
