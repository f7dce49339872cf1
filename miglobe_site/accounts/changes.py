"""Whoever changes the password or address of an account: the person is told at the old address."""

from django.conf import settings
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from miglobe_site.outbox import mails

from .models import User


@receiver(pre_save, sender=User)
def note_changes(instance: User, update_fields=None, **kwargs: object) -> None:
    """Compare with what is stored.

    Django keeps a password that was set, in words, until it is saved; when a login makes a better
    hash of the same password it does not.
    """
    told: list[tuple[str, str]] = []
    vars(instance)["told"] = told
    before = User.objects.filter(pk=instance.pk).first() if instance.pk else None
    if before is None or not before.email:
        return
    written = {"email", "password"} if update_fields is None else set(update_fields)
    if "email" in written and before.email.lower() != instance.email.lower():
        told.append(("address_changed", before.email))
    if "password" in written and vars(instance).get("_password") is not None:
        told.append(("password_changed", before.email))


@receiver(post_save, sender=User)
def tell_of_changes(instance: User, **kwargs: object) -> None:
    """Put the mail into the outbox with the change: it goes out if that is committed."""
    for name, to in instance.__dict__.pop("told", []):
        tell(name, to, instance)


def tell(name: str, to: str, user: User) -> None:
    context = {"name": user.get_full_name(), "site": settings.BASE_URL}
    mails.send(f"accounts/mails/{name}.txt", to, **context)
