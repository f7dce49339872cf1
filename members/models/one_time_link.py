"""Links sent by mail that let an advisor in once."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OneTimeLinkQuerySet(models.QuerySet):
    def open(self):
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def invitations_to(self, page):
        return self.filter(kind=OneTimeLink.Kind.INVITATION, profile=page.translation_key)

    def with_secret(self, secret):
        return self.filter(secret_hash=hashed(secret))


class OneTimeLink(models.Model):
    """A link sent by mail that opens Mein Profil once; of its secret, only the hash is kept."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        LOGIN = "login", _("login link")

    LIFETIMES = {Kind.INVITATION: timedelta(days=14), Kind.LOGIN: timedelta(hours=1)}

    kind = models.CharField(max_length=12, choices=Kind.choices, editable=False)
    email = models.EmailField(_("e-mail"))
    profile = models.UUIDField(null=True, editable=False)  # translation key, of invitations
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    expires_at = models.DateTimeField(editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.email}"

    @classmethod
    def make(cls, kind, email, **fields):
        """Return (row, secret); the secret stands in the mail and nowhere else."""
        secret = secrets.token_urlsafe(32)
        link = cls.objects.create(
            kind=kind,
            email=email,
            secret_hash=hashed(secret),
            expires_at=timezone.now() + cls.LIFETIMES[kind],
            **fields,
        )
        return link, secret

    def use(self):
        """Use the link up; False where it was used, withdrawn or too old by now."""
        return bool(type(self).objects.open().filter(pk=self.pk).update(used_at=timezone.now()))

    @property
    def state(self):
        if self.used_at:
            return _("accepted")
        if self.withdrawn_at:
            return _("withdrawn")
        return _("open") if self.expires_at > timezone.now() else _("expired")

    @property
    def is_open(self):
        return not (self.used_at or self.withdrawn_at) and self.expires_at > timezone.now()


def hashed(secret):
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
