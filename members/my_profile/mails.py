"""The mails of Mein Profil: plain text, in German, the subject in the first line."""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from editions.access.staff_groups import staff_group_name
from miglobe_site.accounts import mails

logger = logging.getLogger(__name__)


def absolute(name, *arguments):
    return settings.BASE_URL + reverse(name, args=arguments)


def send(template, to, **context):
    """Send a mail made of a template; raises what the mail server answers."""
    mails.send(f"members/my_profile/mails/{template}.txt", to, **context)


def try_to_send(template, recipients, **context):
    """Send to each; a mail server that is down never undoes what the mail is about."""
    sent = 0
    for address in filter(None, recipients):
        try:
            send(template, address, **context)
            sent += 1
        except OSError:  # smtplib's exceptions are of this kind
            logger.exception("A mail (%s) could not be sent.", template)
    return sent


def editors_of(edition):
    """The addresses of those who approve in an edition."""
    users = get_user_model().objects.filter(is_active=True, groups__name=staff_group_name(edition))
    return list(users.exclude(email="").values_list("email", flat=True).distinct())


def tell_editors(page, template, **context):
    url = absolute("wagtailadmin_pages:edit", page.pk)
    try_to_send(template, editors_of(page.edition), page=page, url=url, **context)


def invitation(page, link, secret):
    url = absolute("my_profile:invitation", secret)
    send(
        "invitation", link.email, page=page, url=url, link=link, login=absolute("my_profile:login")
    )


def new_address(old, new, secrets):
    """Ask at both addresses; each link is half of what is needed."""
    for template, to, secret in (
        ("address_old", old, secrets[0]),
        ("address_new", new, secrets[1]),
    ):
        send(template, to, new=new, old=old, url=absolute("my_profile:confirm_address", secret))


def login_link(link, secret):
    send("login_link", link.email, url=absolute("my_profile:login_link", secret))
