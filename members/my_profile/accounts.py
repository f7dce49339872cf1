"""Whose account a profile is: inviting, linking, unlinking; and who may log in to it."""

from django.contrib import auth
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.models import MemberPage, OneTimeLink
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
    pages = MemberPage.objects.filter(account=user, locale__language_code__startswith="de-x-")
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
def invite(page, email, by):
    """Send an invitation; earlier ones to this profile are open no longer."""
    check_invitation(page, email)
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
    User = get_user_model()
    user = User.objects.filter(email__iexact=link.email).first()
    if user is None:
        user = User.objects.create_user(
            link.email, first_name=page.first_name, last_name=page.last_name
        )
    user.set_password(password)
    user.save()
    pages.update(account=user)
    return user


def unlink(page, by):
    """Take the account away from a profile; who is logged in with it sees nothing any more."""
    withdraw_invitations(page, by)
    MemberPage.objects.of_person(page.translation_key).update(account=None)


def send_login_link(email):
    """Send a login link where the address is an advisor's account; tell nobody whether it is."""
    user = get_user_model().objects.filter(email__iexact=email, is_active=True).first()
    if user is None or is_staff(user) or profile_of(user) is None:
        return
    if throttle.count("login-link-to", user.pk) > MOST_LINKS:
        return
    link, secret = OneTimeLink.make(OneTimeLink.Kind.LOGIN, user.email, user=user)
    mails.login_link(link, secret)


def login(request, user):
    auth.login(request, user, backend=BACKEND)
