import json
import re
from html import unescape

from django import template
from django.db.models import Model
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from wagtail.images.models import Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

from editions.footer_pages import footer_pages
from editions.links import page_url, path_of
from editions.own_paths import own_path, without_secrets
from editions.uses import uses_of
from miglobe_site.files import social_card
from miglobe_site.slugs import slug_of
from miglobe_site.styles import style_sheet

register = template.Library()

#: In pixels: of a telephone, a dense one, and a text column on a dense screen.
WIDTHS = (480, 800, 1200)
#: So that no text inside JSON can end its script element.
JSON_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
#: A heading as the blocks and the rich text write it.
HEADING = re.compile(r"<h2(?: data-block-key=\"\w+\")?>(.*?)</h2>", re.DOTALL)


@register.simple_tag(takes_context=True)
def edition_url(context, page):
    """URL of a page in the edition and language on show, or "" where it is not live."""
    if not page:
        return ""
    shown = context.get("page")
    if shown and shown.locale_id == page.locale_id:
        return path_of(page, context.get("request")) if page.live else ""
    return page_url(page.pk)


@register.simple_tag(takes_context=True)
def uses_before_deletion(context):
    """The Uses of what a page of the CMS asks about, or None where that is nothing of ours."""
    for name in ("object", "page", "image", "document", "media"):
        item = context.get(name)
        item = item.get("item") if isinstance(item, dict) else item  # in lists to delete at once
        if isinstance(item, Model):
            return uses_of(item, context["request"].user)
    return None


@register.simple_tag(takes_context=True)
def legal_pages(context, edition=None):
    """(edition, links to its legal pages): of one edition, or of all, where there is no frame."""
    if "legal" in context:  # an error page, which knows when not to ask the database
        return context["legal"]
    return footer_pages(context.get("request"), edition)


@register.simple_tag(takes_context=True)
def shown_path(context):
    """The path of the page on show, without the secret of a private link; "" where none is."""
    request = context.get("request")
    if not request:
        return ""
    if not request.resolver_match:
        return own_path(request.path)
    return without_secrets(request.path, request.resolver_match)


@register.simple_tag(takes_context=True)
def barrier_url(context):
    """Where a barrier on the page on show is reported; its own page hands on what it is about."""
    page = context["about"] if "about" in context else shown_path(context)
    return f"{reverse('report_barrier')}?{urlencode({'seite': page})}"


@register.simple_tag
def style(*names):
    """The style sheets of that name, inside the page."""
    return mark_safe("".join(f"<style>{style_sheet(name)}</style>" for name in names))


@register.simple_tag
def common_card():
    """Absolute URL of the picture with which pages outside the editions are shared."""
    return social_card.common_url()


@register.simple_tag
def alt_text(image, own=""):
    """Alternative text of a picture: the one given with its use, else the picture's own."""
    return own or image.default_alt_text


@register.simple_tag
def text_picture(image, alt):
    """A picture as wide as the text, in widths up to its own: one width twice is no valid HTML."""
    fitting = [width for width in WIDTHS if width < image.width]
    widths = [*fitting, *WIDTHS[len(fitting) :][:1]]
    spec = f"format-{{avif,webp,jpeg}}|width-{{{','.join(map(str, widths))}}}"
    filters = [Filter(spec=each) for each in Filter.expand_spec(spec)]
    attributes = {"alt": alt, "loading": "lazy", "sizes": "(min-width: 50rem) 44rem, 100vw"}
    return Picture(get_renditions_or_not_found(image, filters), attributes).__html__()


@register.simple_tag
def json_ld(data):
    """A script element with data for search engines; nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False).translate(JSON_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.simple_tag(takes_context=True)
def page_body(context, stream):
    """Render a StreamField and find its headings.

    Returns {"html", "headings": [{"id", "text"}, …]}; each heading gets an id, so that it can be
    linked to.
    """
    html = "".join(str(block.render(context=context.flatten())) for block in stream)
    headings = []

    def with_id(match):
        text = unescape(strip_tags(match[1]))
        name = slug_of(text) or "abschnitt"
        taken = [heading["id"] for heading in headings]
        while name in taken:
            name += "-2"
        headings.append({"id": name, "text": text})
        return f'<h2 id="{name}">{match[1]}</h2>'

    return {"html": mark_safe(HEADING.sub(with_id, html)), "headings": headings}
