"""Redirects belong to the edition with whose address they begin: its editors keep them.

Wagtail makes one when a page gets another address, also while autosave writes the title of a draft
into it, letter by letter (wagtail/wagtail#12582): addresses that nobody can know lead nowhere.
"""

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.signals import page_slug_changed, post_page_move

from ..registry import parse_path
from .administration import administers
from .permissions import editions_to_publish


def edition_of(old_path):
    """Return the Edition in whose addresses a normalised path lies, or None."""
    return parse_path(old_path)[1]


def connect():
    """After Wagtail's receivers: its app stands before this one in the settings."""
    page_slug_changed.connect(forget_addresses_of_drafts)
    post_page_move.connect(forget_addresses_of_drafts)


def forget_addresses_of_drafts(**kwargs):
    made = Redirect.objects.filter(automatically_created=True)
    made.filter(redirect_page__first_published_at=None).delete()


class RedirectPolicy(BasePermissionPolicy):
    """Who publishes the start page of an edition keeps the redirects of its addresses.

    Wagtail's own right on redirects covers those of all editions; nobody is asked for it here.
    """

    def user_has_permission(self, user, action):
        return administers(user) or bool(editions_to_publish(user))

    def user_has_permission_for_instance(self, user, action, instance):
        return administers(user) or edition_of(instance.old_path) in editions_to_publish(user)

    def instances_user_has_any_permission_for(self, user, actions):
        if administers(user):
            return Redirect.objects.all()
        own = Q(pk=None)
        for edition in editions_to_publish(user):
            path = edition.path()
            own |= Q(old_path=path.rstrip("/")) | Q(old_path__startswith=path)
        return Redirect.objects.filter(own)


policy = RedirectPolicy(Redirect)
