"""Where a page that was taken over from another edition comes from, and how it follows it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from ..registry import EDITIONS


class Follow(models.TextChoices):
    """How changes of the source reach a copy; another way never changes what is in the copy."""

    AT_ONCE = "at_once", _("take over at once")
    ON_DECISION = "on_decision", _("show first")
    NEVER = "never", _("do not follow any more")


class Event(models.TextChoices):
    """What happened to a source that its copies do not follow by themselves."""

    OFFLINE = "offline", _("taken offline")
    MOVED = "moved", _("moved to another place")
    DELETED = "deleted", _("deleted")


class OriginQuerySet(models.QuerySet["Origin"]):
    def following(self) -> "OriginQuerySet":
        return self.exclude(follow=Follow.NEVER)


class Origin(models.Model):
    """The source of a copy. ``pending`` and ``own`` are counts of its newest version.

    ``note`` says why a change that should have been taken at once was held back.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="origin")
    source = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="copies")
    #: The source as it was called when it was last there: it may be deleted.
    source_title = models.CharField(max_length=255, blank=True)
    #: The key of the edition that it comes from.
    edition = models.CharField(max_length=8)
    follow = models.CharField(
        _("changes"), max_length=20, choices=Follow.choices, default=Follow.ON_DECISION
    )
    pending = models.PositiveIntegerField(default=0)
    own = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True)
    #: Waits until the staff of the copy have decided what becomes of it.
    event = models.CharField(max_length=10, choices=Event.choices, blank=True)
    checked_at = models.DateTimeField(null=True)

    #: A page does not count as used by the pages that were copied from it.
    wagtail_reference_index_ignore = True

    objects = OriginQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("origin of a page")
        verbose_name_plural = _("origins of pages")

    def __str__(self) -> str:
        return f"{self.page} ← {self.source_title}"

    @property
    def edition_name(self) -> str:
        """What people call the edition that it comes from."""
        return EDITIONS[self.edition].short_name


class OriginBase(models.Model):
    """What a source said when its changes were last handled, in the words of the copy's edition.

    It never changes: each version of the copy names the one that belongs to it.
    """

    origin = models.ForeignKey(Origin, on_delete=models.CASCADE, related_name="bases")
    content = models.JSONField()
    source_revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        verbose_name = _("state of a source")
        verbose_name_plural = _("states of sources")

    def __str__(self) -> str:
        return f"{self.origin_id}, {self.created_at:%d.%m.%Y %H:%M}"
