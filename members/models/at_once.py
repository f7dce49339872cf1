"""Values that an advisor changes at once, so that no older version of the page takes them back.

``MemberPage.saved_at_once`` says for each such field when the advisor last saved it. It is part of
every version: one that does not know the latest moment is older than the value, and gets it from
the row in the database however it is saved or published.
"""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

RELATIONS = {"member_languages"}
#: What belongs to the person and not to a version of the page.
UNVERSIONED = ("last_confirmed", "unlisted_at", "is_sample", "account_id")


def lock(model, pk):
    """Lock the row of a page until the transaction ends; return it as it is now, or None."""
    return model.objects.select_for_update().filter(pk=pk).first()


def mark(page, names):
    """Note that these fields are saved now."""
    now = timezone.now().isoformat()
    page.saved_at_once = page.saved_at_once | dict.fromkeys(names, now)


def take_over_newer(page, row):
    """Give a version what was saved at once since it was made; return whether there was any."""
    newer = {
        name: moment
        for name, moment in row.saved_at_once.items()
        if page.saved_at_once.get(name, "") < moment
    }
    for name in newer:
        value = getattr(row, name)
        setattr(page, name, list(value.all()) if name in RELATIONS else value)
    page.saved_at_once = page.saved_at_once | newer
    return bool(newer)


class Unversioned(models.Model):
    """What belongs to the person, and how saving keeps it and what was saved at once."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account (login)"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="member_pages",
    )
    last_confirmed = models.DateTimeField(_("last confirmed"), null=True, editable=False)
    unlisted_at = models.DateTimeField(_("not listed since"), null=True, editable=False)
    saved_at_once = models.JSONField(default=dict, editable=False)
    is_sample = models.BooleanField(_("sample profile"), default=False, editable=False)

    class Meta:
        abstract = True

    def with_content_json(self, content):
        """Take the values of a version, save those that no version changes."""
        page = super().with_content_json(content)
        for name in UNVERSIONED:
            setattr(page, name, getattr(self, name))
        return page

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save the page, with what belongs to no version as it is in the database this moment.

        Columns of ``UNVERSIONED`` are changed by update() alone.
        """
        row = None
        if kwargs.get("update_fields") is None and not self._state.adding:
            row = lock(type(self), self.pk)
        if row is None:
            return super().save(*args, **kwargs)
        for name in UNVERSIONED:
            setattr(self, name, getattr(row, name))
        is_newer = take_over_newer(self, row)
        self.__dict__.pop("consents", None)
        super().save(*args, **kwargs)
        if is_newer and self.live_revision_id:
            versions = self.revisions.filter(pk=self.live_revision_id)
            versions.update(content=self.serializable_data())

    @transaction.atomic
    def save_revision(self, *args, **kwargs):
        if row := lock(type(self), self.pk):
            take_over_newer(self, row)
        return super().save_revision(*args, **kwargs)
