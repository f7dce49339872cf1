"""The mails of Mein Profil, put into the outbox: in German, the subject in the first line."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from editions.access.staff_groups import staff_group_name
from editions.mails import about_edition
from miglobe_site.outbox import mails


def absolute(name, *arguments):
    return settings.BASE_URL + reverse(name, args=arguments)


def send(template, page, to, until=None, **context):
    """Send a mail about a profile, made of a template. ``until``: when it is of no use any more."""
    with about_edition(page.edition, until):
        mails.send(f"members/my_profile/mails/{template}.txt", to, page=page, **context)


def editors_of(edition):
    """The addresses of those who approve in an edition."""
    users = get_user_model().objects.filter(is_active=True, groups__name=staff_group_name(edition))
    return list(users.exclude(email="").values_list("email", flat=True).distinct())


def tell_editors(page, template, **context):
    url = absolute("wagtailadmin_pages:edit", page.pk)
    for address in editors_of(page.edition):
        send(template, page, address, url=url, **context)


def invitation(page, link, secret):
    url, login = absolute("my_profile:invitation", secret), absolute("my_profile:login")
    send("invitation", page, link.email, until=link.expires_at, url=url, link=link, login=login)


def new_address(page, old, new, links):
    """Ask at both addresses; each of the links, (link, secret), is half of what is needed."""
    for template, to, (link, secret) in (
        ("address_old", old, links[0]),
        ("address_new", new, links[1]),
    ):
        url = absolute("my_profile:confirm_address", secret)
        send(template, page, to, until=link.expires_at, new=new, old=old, url=url)


def login_link(page, link, secret):
    url = absolute("my_profile:login_link", secret)
    send("login_link", page, link.email, until=link.expires_at, url=url)
