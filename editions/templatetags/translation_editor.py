"""wagtail-localize's editor as staff meet it: its data, and Wagtail's buttons below."""

import json

from django import template
from django.template import Context
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from wagtail.admin.action_menu import PageActionMenu

from ..sync.editor import SEEN
from ..sync.meanwhile import KNOWN, digest_of

register = template.Library()


@register.simple_tag(takes_context=True)
def editor_props(context: Context) -> str:
    """Return what the editor is given: each text once in its block, and nothing that is not here.

    A paragraph that stands twice in a block has one wording; wagtail-localize would show it twice,
    the second time as if it were missing.
    """
    props, kept, numbers = json.loads(context["props"]), {}, {}
    for segment in props["segments"]:
        is_text = segment["type"] == "string"
        key = (segment["contentPath"], segment["source"]) if is_text else segment["id"]
        if is_text:
            numbers[segment["id"]] = kept.setdefault(key, segment)["id"]
        else:
            kept[segment["type"], key] = segment
    props["segments"] = list(kept.values())
    for stored in props["initialStringTranslations"]:
        stored["segment_id"] = numbers.get(stored["segment_id"], stored["segment_id"])
    strings = dict(context["translation"].source.stringsegment_set.values_list("pk", "string_id"))
    texts = {each["segment_id"]: each["data"] for each in props["initialStringTranslations"]}
    values = {each["segment_id"]: each["data"] for each in props["initialOverrides"]}
    for segment in props["segments"]:
        if segment["type"] == "string":
            query = {SEEN: strings[segment["id"]], KNOWN: digest_of(texts.get(segment["id"], ""))}
            segment["editUrl"] += f"?{urlencode(query)}"
        elif segment["type"] == "synchronised_value":
            query = {KNOWN: digest_of(values.get(segment["id"], ""))}
            segment["editUrl"] += f"?{urlencode(query)}"
    props["links"]["convertToAliasUrl"] = None
    props["object"]["isLocked"] = context["page_perms"].page_locked()
    return json.dumps(props)


@register.simple_tag(takes_context=True)
def page_actions(context: Context) -> SafeString | str:
    """Return the buttons of Wagtail's own editor of pages for a translation."""
    page, request = context["instance"], context["request"]
    lock = page.get_lock()
    return PageActionMenu(
        request,
        view="edit",
        page=page,
        lock=lock,
        locked_for_user=lock is not None and lock.for_user(request.user),
        translation=context["translation"],
    ).render_html()
