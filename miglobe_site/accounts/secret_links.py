"""Links whose address is the whole secret: who has one gets in, for a time."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

#: How long links are kept after their end, with the names and addresses in them.
KEEP = timedelta(days=30)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def keep_private(response: HttpResponse) -> HttpResponse:
    """Let nobody keep, list or hear of the answer at a secret address."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


class SecretLinkQuerySet(models.QuerySet):
    def make(self, lifetime: timedelta, token: str = "", **fields):
        """Return (link, token); the token stands in the address and nowhere else."""
        token = token or secrets.token_urlsafe(32)
        expires_at = timezone.now() + lifetime
        return self.create(token_hash=hash_of(token), expires_at=expires_at, **fields), token

    def valid(self):
        return self.filter(withdrawn_at=None, expires_at__gt=timezone.now())

    def find(self, token: str):
        """Return the valid link with a token, or None."""
        return self.valid().filter(token_hash=hash_of(token)).first()

    def withdraw(self, user=None) -> int:
        """Withdraw those that are valid; return how many."""
        return self.valid().update(withdrawn_at=timezone.now(), withdrawn_by=user)

    def forget_expired(self) -> int:
        """Delete those that have long expired; return how many."""
        old = self.filter(expires_at__lt=timezone.now() - KEEP)
        return old.delete()[1].get(self.model._meta.label, 0)


class SecretLink(models.Model):
    """A link with a token, of which only the hash is kept: a backup must open nothing."""

    token_hash = models.CharField(
        _("hash of the token"), max_length=64, unique=True, editable=False
    )
    created_at = models.DateTimeField(_("made on"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("withdrawn by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = SecretLinkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-created_at", "-pk"]

    @property
    def is_valid(self) -> bool:
        return self.withdrawn_at is None and self.expires_at > timezone.now()
