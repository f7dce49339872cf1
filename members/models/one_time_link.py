"""Links sent by mail that let an advisor in once."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from miglobe_site.accounts.secret_links import SecretLink, SecretLinkQuerySet


def state_of(user):
    """A keyed digest of address and password: a link dies with a change of either."""
    if user is None:
        return ""
    value = f"{user.pk}:{user.email}:{user.password}"
    return salted_hmac("one-time-link", value, algorithm="sha256").hexdigest()


class OneTimeLinkQuerySet(SecretLinkQuerySet):
    def valid(self):
        return super().valid().filter(used_at=None)

    def invitations_to(self, page):
        return self.filter(kind=OneTimeLink.Kind.INVITATION, profile=page.translation_key)


class OneTimeLink(SecretLink):
    """A link sent by mail that opens Mein Profil once."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        LOGIN = "login", _("login link")
        OLD_ADDRESS = "old-address", _("confirmation at the old address")
        NEW_ADDRESS = "new-address", _("confirmation at the new address")

    LIFETIMES = {
        Kind.INVITATION: timedelta(days=14),
        Kind.LOGIN: timedelta(hours=1),
        Kind.OLD_ADDRESS: timedelta(days=1),
        Kind.NEW_ADDRESS: timedelta(days=1),
    }

    kind = models.CharField(max_length=12, choices=Kind.choices, editable=False)
    email = models.EmailField(_("e-mail"))
    profile = models.UUIDField(null=True, editable=False)  # translation key, of invitations
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    #: What the account was when the link was made; see state_of().
    account_state = models.CharField(max_length=64, blank=True, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta(SecretLink.Meta):
        default_permissions = ()
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.email}"

    @classmethod
    def make(cls, kind, email, **fields):
        """Return (link, token), valid as long as its kind is, and its account stays as it is."""
        fields["account_state"] = state_of(fields.get("user"))
        return cls.objects.make(cls.LIFETIMES[kind], kind=kind, email=email, **fields)

    @property
    def fits_account(self):
        """Whether the account has the same address and password as when the link was made."""
        return constant_time_compare(self.account_state, state_of(self.user))

    def use(self):
        """Use the link up; False where it was used, withdrawn or too old by now."""
        return bool(type(self).objects.valid().filter(pk=self.pk).update(used_at=timezone.now()))

    @property
    def state(self):
        if self.used_at:
            return _("accepted")
        if self.withdrawn_at:
            return _("withdrawn")
        return _("open") if self.expires_at > timezone.now() else _("expired")

    @property
    def is_valid(self):
        return super().is_valid and self.used_at is None
