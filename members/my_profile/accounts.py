"""Whose account a profile is: inviting, linking, unlinking; and who may log in to it."""

from django.contrib import auth
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from editions.homes import in_german
from members.forgetting.forget import forget_account
from members.models import LinkedAccount, MemberPage, OneTimeLink
from members.my_profile import mails
from members.staff import is_staff
from miglobe_site.accounts import throttle

BACKEND = "django.contrib.auth.backends.ModelBackend"
#: Login links for one account within an hour; more requests are answered alike and send nothing.
MOST_LINKS = 3


def profile_of(user):
    """The German page of the person whose account this is, or None."""
    if not user.is_authenticated:
        return None
    pages = MemberPage.objects.filter(in_german(), account=user)
    return pages.select_related("locale").order_by("pk").first()


def check_invitation(page, email):
    """Raise ValidationError where this address cannot become the account of a profile."""
    user = get_user_model().objects.filter(email__iexact=email).first()
    if user is None:
        return
    if is_staff(user):
        raise ValidationError(
            _("This address belongs to an account of the staff. Please enter another one.")
        )
    if not user.is_active:
        raise ValidationError(_("The account with this address is closed."))
    if user.member_pages.exclude(translation_key=page.translation_key).exists():
        raise ValidationError(_("This address is the account of another profile already."))


@transaction.atomic
def invite(page, email, by, latest=None):
    """Send an invitation; earlier ones to this profile are open no longer.

    ``latest``: the id of the latest one that the form knew, 0 for none. One to this address that
    is newer is what the same form has sent already, by a double click.
    """
    list(MemberPage.objects.select_for_update().filter(pk=page.pk))
    check_invitation(page, email)
    sent = OneTimeLink.objects.invitations_to(page).valid().filter(email=email)
    if latest is not None and (link := sent.filter(pk__gt=latest).first()):
        return link
    withdraw_invitations(page, by)
    link, secret = OneTimeLink.make(
        OneTimeLink.Kind.INVITATION, email, profile=page.translation_key, created_by=by
    )
    mails.invitation(page, link, secret)
    return link


def withdraw_invitations(page, by):
    return OneTimeLink.objects.invitations_to(page).withdraw(by)


@transaction.atomic
def accept(link, password):
    """Make or find the account, set its password and link the profile; return the user.

    Raises ValidationError where the invitation counts no longer.
    """
    pages = MemberPage.objects.of_person(link.profile)
    page = pages.order_by("pk").first()
    if page is None or not link.use():
        raise ValidationError(_("This invitation is not valid any more."))
    check_invitation(page, link.email)
    user = account_for(page, link.email)
    user.set_password(password)
    user.save()
    pages.update(account=user)
    LinkedAccount.objects.get_or_create(profile=link.profile, user=user)
    forget_former_accounts(link.profile, user)
    return user


def account_for(page, email):
    """The account that an invitation leads to: of the address, the present one, or a new one.

    The present account gets the new address, so that the person keeps one and the same.
    """
    User = get_user_model()
    there = User.objects.filter(email__iexact=email).first()
    present = page.account
    if present is None or present == there or is_staff(present) or not present.is_active:
        names = {"first_name": page.first_name, "last_name": page.last_name}
        return there or User.objects.create_user(email, **names)
    if there:
        forget_account(there, page.translation_key)
    present.email = email
    return present


def forget_former_accounts(key, present):
    """No second account remains of a person, save accounts that have a profile by now."""
    for row in LinkedAccount.objects.filter(profile=key).exclude(user=present):
        if not row.user.member_pages.exists():
            forget_account(row.user, key)


def unlink(page, by):
    """Take the account away from a profile; who is logged in with it sees nothing any more."""
    withdraw_invitations(page, by)
    if page.account:
        LinkedAccount.objects.get_or_create(profile=page.translation_key, user=page.account)
    MemberPage.objects.of_person(page.translation_key).update(account=None)


def ask_for_new_address(user, email):
    """Send a link to the old and one to the new address; both are needed. ``user``: the key.

    Where the new address is an account already, nothing is sent, and nobody is told.
    """
    user = get_user_model().objects.filter(pk=user, is_active=True).first()
    page = user and profile_of(user)
    if page is None or throttle.count("new-address-of", user.pk) > MOST_LINKS:
        return
    if get_user_model().objects.filter(email__iexact=email).exists():
        return
    halves = (OneTimeLink.Kind.OLD_ADDRESS, OneTimeLink.Kind.NEW_ADDRESS)
    OneTimeLink.objects.filter(kind__in=halves, user=user).withdraw(user)
    links = [OneTimeLink.make(kind, email, user=user) for kind in halves]
    mails.new_address(page, user.email, email, links)


@transaction.atomic
def confirm_address(link):
    """Use one of the two links; return whether the address is changed now.

    Raises ValidationError where it counts no longer, or somebody else has the address by now.
    """
    user = get_user_model().objects.select_for_update().get(pk=link.user_id)
    refused = ValidationError(_("This link is not valid any more"))
    if not link.use():
        raise refused
    other = ({OneTimeLink.Kind.OLD_ADDRESS, OneTimeLink.Kind.NEW_ADDRESS} - {link.kind}).pop()
    rows = OneTimeLink.objects.filter(kind=other, user=user, withdrawn_at=None, email=link.email)
    if not any(row.used_at and row.fits_account for row in rows):
        return False
    if get_user_model().objects.filter(email__iexact=link.email).exclude(pk=user.pk).exists():
        raise refused
    user.email = link.email
    user.save()
    return True


def send_login_link(email):
    """Send a login link where the address is an advisor's account; tell nobody whether it is."""
    user = get_user_model().objects.filter(email__iexact=email, is_active=True).first()
    if user is None or is_staff(user) or profile_of(user) is None:
        return
    if throttle.count("login-link-to", user.pk) > MOST_LINKS:
        return
    link, secret = OneTimeLink.make(OneTimeLink.Kind.LOGIN, user.email, user=user)
    mails.login_link(profile_of(user), link, secret)


#: What is asked for by anybody: only the sender looks whether there is an account.
LOGIN_LINK, NEW_ADDRESS = "login-link", "new-address"
ERRANDS = {LOGIN_LINK: send_login_link, NEW_ADDRESS: ask_for_new_address}


def login(request, user):
    auth.login(request, user, backend=BACKEND)
