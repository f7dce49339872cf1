"""The transcript: rich text whose paragraphs may begin with their time, "[0:12] …"."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from .times import TIME, seconds

#: A paragraph's tags up to its time, as the editor writes them.
PARAGRAPH_TIME = re.compile(rf"(<p\b[^>]*>(?:<(?:b|i|strong|em)>)*)\s*\[({TIME})\]\s*")


def times(html: str) -> list[int]:
    """Return the times of the paragraphs, in seconds."""
    return [seconds(time) for _tags, time in PARAGRAPH_TIME.findall(html)]


def render(html: str) -> SafeString:
    """Return the transcript as HTML; its times become buttons where there is JavaScript."""

    def marked(match: re.Match[str]) -> SafeString:
        mark = '{}<span class="seek" data-seek="{}">{}</span> '
        return format_html(mark, mark_safe(match[1]), seconds(match[2]), match[2])

    return mark_safe(PARAGRAPH_TIME.sub(marked, expand_db_html(html)))
