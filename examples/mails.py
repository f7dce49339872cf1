"""Staff who have sent a private link are told that it was answered."""

from django.conf import settings
from django.urls import reverse

from editions.mails import about_edition
from miglobe_site.outbox import mails


def tell_sender(page, release):
    sender = release.link.created_by
    if sender is None or not sender.is_active or not sender.email:
        return
    url = settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
    with about_edition(page.edition):
        mails.send("examples/mails/released.txt", sender.email, page=page, release=release, url=url)
