"""What has changed in the original of a page taken over, until staff have decided about it."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation, TranslationContext


class SourceChangeQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=SourceChange.State.OPEN)

    def to_check(self):
        """Where own wording stands in the draft although the original has changed."""
        return self.open().filter(carried=True)

    def to_publish(self):
        """What is in the draft and not yet live."""
        unpublished = models.Q(state=SourceChange.State.OPEN, carried=False)
        return self.filter(unpublished | models.Q(state=SourceChange.State.TAKEN))

    def published_with(self, copy, revision):
        """What a revision of a copy has made public."""
        changes = self.to_publish().filter(changed_at__lte=revision.created_at)
        return changes.filter(
            translation__source__object_id=copy.translation_key,
            translation__target_locale=copy.locale_id,
        )


class SourceChange(models.Model):
    """A paragraph (or field, picture, setting) of an original that has changed.

    While it is open, ``old_text`` is the paragraph as staff of the copy have last seen it and
    ``new_text`` as it is now: sentences that they have decided about are already equal in both, and
    each decision is kept as a row of its own. ``own_text`` is what the copy said before.
    """

    class Kind(models.TextChoices):
        CHANGED = "changed", _("changed")
        ADDED = "added", _("added")
        REMOVED = "removed", _("removed")
        #: A picture, a link, a setting, the order of the blocks: the texts describe it.
        OTHER = "other", _("other")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        TAKEN = "taken", _("taken over, not yet published")
        KEPT = "kept", _("own text kept")
        IGNORED = "ignored", _("ignored")
        PUBLISHED = "published", _("published")

    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, related_name="source_changes"
    )
    context = models.ForeignKey(
        TranslationContext, null=True, on_delete=models.CASCADE, related_name="+"
    )
    #: Names of field and blocks, "body.image.image", where there is no context.
    field_path = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    #: The own wording of the copy was carried over to the new text.
    carried = models.BooleanField(default=False)
    old_text = models.TextField(blank=True)
    new_text = models.TextField(blank=True)
    own_text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    changed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = SourceChangeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["translation", "state"])]
        verbose_name = _("change of an original")
        verbose_name_plural = _("changes of originals")

    def __str__(self):
        return f"{self.place}: {self.new_text or self.old_text}"[:80]

    @property
    def place(self):
        """Names of field and blocks: "body.points.heading"."""
        return self.field_path or self.context.field_path

    @property
    def version(self):
        """A short name of what staff see of this change, which is another one once it differs."""
        seen = "\0".join([self.kind, self.state, self.old_text, self.new_text])
        return hashlib.sha256(seen.encode()).hexdigest()[:16]

    def decide(self, state, user):
        self.state, self.decided_by, self.decided_at = state, user, timezone.now()
        self.save()
