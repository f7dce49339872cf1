"""What changes in an original besides its words: pictures, links, settings, the order of blocks."""

import json
from collections import defaultdict
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from wagtail_localize.models import SegmentOverride

from .. import field_paths
from ..models.source_change import SourceChange
from .copies import content_of

OTHER = SourceChange.Kind.OTHER


@dataclass
class Other:
    """One such change; both texts describe what was and is there."""

    field_path: str
    old_text: str
    new_text: str
    context_id: int | None = None


class Snapshot:
    """An original at one moment: its fields, {context id: (path, names of fields, value)}."""

    def __init__(self, source):
        self.model = source.specific_content_type.model_class()
        self.fields = content_of(self.model, json.loads(source.content_json))
        self.values = {
            segment.context_id: (segment.context.path, segment.context.field_path, segment.data)
            for segment in source.overridablesegment_set.select_related("context")
            if "." in segment.context.path  # fields of the page itself are among the settings
        }


def differences(before, after, changed_paths):
    """Return the Others between two Snapshots.

    ``changed_paths`` are the paths of texts that have changed too: where there are any, a new order
    of the blocks is not mentioned.
    """
    found = [*values(before, after), *settings(before, after)]
    touched = {path.partition(".")[0] for path in [*changed_paths, *(o.field_path for o in found)]}
    return found + [
        layout(after.model, name, before, after)
        for name in field_paths.streams(after.model)
        if before.fields.get(name) != after.fields.get(name) and name not in touched
    ]


def values(before, after):
    """Pictures, pages, documents and links inside the blocks."""
    places = defaultdict(lambda: [[], []])
    for side, snapshot, other in ((0, before, after), (1, after, before)):
        for context_id, (path, field_path, value) in snapshot.values.items():
            if other.values.get(context_id, (None,) * 3)[2] != value:
                places[place_of(path)][side].append((context_id, field_path, value))
    for old, new in places.values():
        for n in range(max(len(old), len(new))):
            was, now = old[n : n + 1], new[n : n + 1]
            context_id, field_path, _value = (now or was)[0]
            texts = [
                field_paths.describe(after.model, field_path, entry[0][2]) if entry else ""
                for entry in (was, now)
            ]
            yield Other(field_path, *texts, context_id)


def place_of(path):
    """The block of a value; a link is known by its address, which is what may change."""
    return path.partition(".'")[0]


def settings(before, after):
    for name in field_paths.shared_settings(after.model):
        old, new = before.fields.get(name), after.fields.get(name)
        field = after.model._meta.get_field(name)
        is_hidden = isinstance(field, models.Field) and not field.editable
        if old != new and not is_hidden:
            yield Other(
                name, *(field_paths.describe(after.model, name, value) for value in (old, new))
            )


def layout(model, name, before, after):
    outlines = [
        field_paths.outline(model, name, json.loads(snapshot.fields.get(name) or "[]"))
        for snapshot in (before, after)
    ]
    return Other(name, *(outlines if outlines[0] != outlines[1] else ("", "")))


def carry_links(translation, before, after):
    """Let a link of the copy's own stay when the original's link has another address now."""
    overrides = {override.context_id: override for override in overrides_of(translation)}
    for old, new in replaced_links(before, after):
        for was, now in zip(old, new, strict=False):
            if was in overrides and now not in overrides:
                override = overrides[was]
                override.pk, override.context_id = None, now
                override.save()


def replaced_links(before, after):
    """Yield (context ids of links gone, context ids of new links) of each block."""
    blocks = {place_of(path) for path, *_rest in after.values.values() if ".'" in path}
    for block in sorted(blocks):
        yield [
            [
                context_id
                for context_id, (path, *_rest) in one.values.items()
                if place_of(path) == block and context_id not in other.values
            ]
            for one, other in ((before, after), (after, before))
        ]


def overrides_of(translation):
    """Return what a copy has of its own in place of the original's pictures, links and settings."""
    return SegmentOverride.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    ).select_related("context")


def note(translation, others):
    """Tell the staff of a copy what has changed, unless the copy has a value of its own there."""
    own = set()
    for override in overrides_of(translation):
        own |= {override.context_id, override.context.path}
    rows = list(translation.source_changes.open().filter(kind=OTHER))
    for other in others:
        if other.context_id in own or other.field_path in own:
            continue
        # A link that changes once more has another context each time: its address.
        follows = (
            row
            for row in rows
            if (row.field_path, row.new_text) == (other.field_path, other.old_text)
        )
        row = next(follows, None) or SourceChange(
            translation=translation,
            field_path=other.field_path,
            kind=OTHER,
            old_text=other.old_text,
        )
        row.context_id = other.context_id
        row.new_text, row.changed_at = other.new_text, timezone.now()
        is_named = other.old_text or other.new_text
        if row.pk and is_named and row.old_text == row.new_text:
            row.delete()
        else:
            row.save()
