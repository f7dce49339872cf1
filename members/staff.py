"""Who belongs to the staff: accounts that get into the CMS. An advisor's never does."""

from django.contrib.auth import get_user_model
from django.db.models import Q


def is_staff(user):
    """Whether this is an account of the staff, which logs in to the CMS and nowhere else.

    For Mein Profil a link by mail is enough, which is too little for who can change the whole site.
    """
    staff = get_user_model().objects.filter(
        Q(is_superuser=True) | Q(groups__permissions__codename="access_admin")
    )
    return staff.filter(pk=user.pk).exists()
