"""The versions of a profile: what is public, what waits, and what differs."""

import json
from hashlib import sha256

from members.profile_values.values import WITH_APPROVAL, read


def draft_of(row):
    """The latest version of a page: what waits for approval, else what is public."""
    page = type(row).objects.get(pk=row.pk)
    if page.latest_revision_id and (page.has_unpublished_changes or not page.live):
        return page.latest_revision.as_object()
    return page


def has_waiting(page):
    """Whether the latest version says other things than the page itself."""
    if not page.latest_revision_id or not (page.has_unpublished_changes or not page.live):
        return False
    return page.current_workflow_state is not None or bool(changes(page))


def changes(page, draft=None):
    """Return {field: (public value, value of the draft)} where they differ."""
    draft = draft or draft_of(page)
    public, waiting = read(page, WITH_APPROVAL), read(draft, WITH_APPROVAL)
    return {name: (public[name], waiting[name]) for name in public if public[name] != waiting[name]}


def digest(value):
    """A short text that is the same for the same value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode(errors="replace")).hexdigest()[:16]
