"""The user model: the e-mail address is the login name."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from miglobe_site.texts import CleanTexts


class UserManager(BaseUserManager):
    """Makes accounts by e-mail; addresses differ in more than capitals."""

    use_in_migrations = False  # a migration would import it forever

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(CleanTexts, AbstractUser):
    """An account of staff, later also of an advisor."""

    username = None
    email = models.EmailField(
        _("email address"),
        unique=True,
        error_messages={"unique": _("There is already an account with this e-mail address.")},
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="account_email_ignores_case",
                violation_error_message=_("There is already an account with this e-mail address."),
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.email

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save together with the mails that tell of it (changes.py)."""
        super().save(*args, **kwargs)


class ThrottleCount(models.Model):
    """How often something was done until ``ends_at``; miglobe_site.accounts.throttle counts.

    ``key`` is a keyed digest of what was done and by whom, from which neither can be told.
    """

    key = models.CharField(max_length=64, primary_key=True, editable=False)
    number = models.PositiveIntegerField(editable=False)
    ends_at = models.DateTimeField(db_index=True, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.number} until {self.ends_at:%d.%m.%Y %H:%M}"
