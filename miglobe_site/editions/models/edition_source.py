"""wagtail-localize's record of the text that a copy follows, written in a few queries."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments


def as_json(value):
    return json.dumps(value, cls=DjangoJSONEncoder)


class EditionSource(TranslationSource):
    """A TranslationSource that stores its segments in bulk.

    The package asks for each segment, its text and its context one by one, which takes more than
    half of the time of a take-over. Deletable once wagtail-localize's refresh_segments() does so.
    """

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("original of pages taken over")
        verbose_name_plural = _("originals of pages taken over")

    @transaction.atomic
    def refresh_segments(self):
        """Make the stored segments those of the stored content."""
        instance = self.as_instance()
        values = extract_segments(instance)
        contexts = self._contexts(values, instance)

        def rows(kind, extra):
            return [
                {"context_id": contexts[value.path], "order": value.order, **extra(value)}
                for value in values
                if isinstance(value, kind)
            ]

        strings = self._strings(values)
        self._store(
            StringSegment,
            rows(
                StringSegmentValue,
                lambda value: {
                    "string_id": strings[value.string.data],
                    "attrs": as_json(value.attrs),
                },
            ),
        )
        self._store(
            TemplateSegment,
            rows(
                TemplateSegmentValue,
                lambda value: {"template_id": Template.from_value(value).pk},
            ),
        )
        self._store(
            OverridableSegment,
            rows(OverridableSegmentValue, lambda value: {"data_json": as_json(value.data)}),
        )
        related = [value for value in values if isinstance(value, RelatedObjectSegmentValue)]
        kept = [RelatedObjectSegment.from_value(self, value).pk for value in related]
        self.relatedobjectsegment_set.exclude(pk__in=kept).delete()

    def _strings(self, values):
        """Return {text: id of its String}, the missing ones made."""
        texts = {value.string.data for value in values if isinstance(value, StringSegmentValue)}
        hashes = {String._get_data_hash(text): text for text in texts}
        known = String.objects.filter(locale_id=self.locale_id, data_hash__in=hashes)
        missing = set(hashes) - set(known.values_list("data_hash", flat=True))
        if missing:
            String.objects.bulk_create(
                [
                    String(locale_id=self.locale_id, data_hash=key, data=hashes[key])
                    for key in missing
                ],
                ignore_conflicts=True,
            )
        return {hashes[key]: pk for key, pk in known.all().values_list("data_hash", "pk")}

    def _contexts(self, values, instance):
        """Return {path: id of its TranslationContext}, the missing ones made."""
        paths = {TranslationContext._get_path_id(value.path): value.path for value in values}
        known = TranslationContext.objects.filter(object_id=self.object_id, path_id__in=paths)
        missing = set(paths) - set(known.values_list("path_id", flat=True))
        contexts = []
        for key in missing:
            context = TranslationContext(object_id=self.object_id, path_id=key, path=paths[key])
            context.save = lambda **_kwargs: None  # get_field_path() would save each of them
            context.get_field_path(instance)
            contexts.append(context)
        TranslationContext.objects.bulk_create(contexts, ignore_conflicts=True)
        return {paths[key]: pk for key, pk in known.all().values_list("path_id", "pk")}

    def _store(self, model, rows):
        """Make the segments of one kind those of ``rows``; unchanged ones keep their id."""
        stored = model.objects.filter(source=self)
        names = list(rows[0]) if rows else []
        ids = {tuple(row[1:]): row[0] for row in stored.values_list("pk", *names)} if rows else {}
        wanted = {tuple(row.values()) for row in rows}
        stored.exclude(pk__in=[pk for key, pk in ids.items() if key in wanted]).delete()
        model.objects.bulk_create(
            model(source_id=self.pk, **row) for row in rows if tuple(row.values()) not in ids
        )
