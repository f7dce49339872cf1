"""wagtail-localize's record of the text that a copy follows, written in a few queries."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
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

    _read = (None, None)  # the content that refresh_segments() read last, and the page made of it

    def as_instance(self):
        """Build the page with the stored content; one just read is handed out, but only once."""
        content, instance = self._read
        self._read = (None, None)
        return instance if content is self.content_json and instance else super().as_instance()

    @classmethod
    def create_from_instance(cls, page):
        """Store the text of a page that was never taken over and return it.

        The package's update_or_create_from_instance() asks at each step what is there already.
        """
        of_any_locale, _created = TranslatableObject.objects.get_or_create_from_instance(page)
        source = cls.objects.create(
            object=of_any_locale,
            specific_content_type=page.cached_content_type,
            locale=page.locale,
            object_repr=str(page)[:200],
            content_json=page.to_json(),
            schema_version=get_schema_version(page._meta.app_label),
            last_updated_at=timezone.now(),
        )
        source.refresh_segments()
        return source

    @transaction.atomic
    def refresh_segments(self):
        """Make the stored segments those of the stored content."""
        instance = self.as_instance()
        self._read = (self.content_json, instance)
        values = extract_segments(instance)
        contexts, strings = self.contexts_of(values, instance), self._strings(values)
        self._store(
            StringSegment,
            {
                (
                    contexts[value.path],
                    value.order,
                    strings[value.string.data],
                    as_json(value.attrs),
                )
                for value in values
                if isinstance(value, StringSegmentValue)
            },
            ("string_id", "attrs"),
        )
        self._store(
            TemplateSegment,
            {
                (contexts[value.path], value.order, Template.from_value(value).pk)
                for value in values
                if isinstance(value, TemplateSegmentValue)
            },
            ("template_id",),
        )
        self._store(
            OverridableSegment,
            {
                (contexts[value.path], value.order, as_json(value.data))
                for value in values
                if isinstance(value, OverridableSegmentValue)
            },
            ("data_json",),
        )
        related = [value for value in values if isinstance(value, RelatedObjectSegmentValue)]
        kept = [RelatedObjectSegment.from_value(self, value).pk for value in related]
        self.relatedobjectsegment_set.exclude(pk__in=kept).delete()

    def _strings(self, values):
        """Return {text: id of its String}, the missing ones made."""
        texts = {value.string.data for value in values if isinstance(value, StringSegmentValue)}
        hashes = {String._get_data_hash(text): text for text in texts}
        known = String.objects.filter(locale_id=self.locale_id, data_hash__in=hashes)
        ids = dict(known.values_list("data_hash", "pk"))
        missing = [
            String(locale_id=self.locale_id, data_hash=key, data=text)
            for key, text in hashes.items()
            if key not in ids
        ]
        if missing:  # other pages have the same texts, and may be storing them just now
            String.objects.bulk_create(missing, ignore_conflicts=True)
            ids = dict(known.all().values_list("data_hash", "pk"))
        return {text: ids[key] for key, text in hashes.items()}

    def contexts_of(self, values, instance):
        """Return {path: id of its TranslationContext}, the missing ones made."""
        known = TranslationContext.objects.filter(object_id=self.object_id)
        ids = dict(known.values_list("path", "pk"))
        missing = []
        for path in {value.path for value in values} - set(ids):
            context = TranslationContext(object_id=self.object_id, path=path)
            context.path_id = TranslationContext._get_path_id(path)
            context.save = lambda **_kwargs: None  # get_field_path() would save each of them
            context.get_field_path(instance)
            missing.append(context)
        made = TranslationContext.objects.bulk_create(missing)
        return ids | {context.path: context.pk for context in made}

    def _store(self, model, rows, names):
        """Make the segments of one kind those of ``rows``; unchanged ones keep their id.

        ``names`` are the fields that the rows hold after context and order.
        """
        names = ("context_id", "order", *names)
        stored = model.objects.filter(source=self)
        ids, unwanted = {}, []
        for pk, *fields in stored.order_by("pk").values_list("pk", *names):
            key = tuple(fields)
            if key in rows and key not in ids:
                ids[key] = pk
            else:  # also a second one: two places in the old text may be one in the new
                unwanted.append(pk)
        if unwanted:
            stored.filter(pk__in=unwanted).delete()
        model.objects.bulk_create(
            model(source_id=self.pk, **dict(zip(names, row, strict=True)))
            for row in sorted(rows - set(ids), key=lambda row: row[1])
        )
