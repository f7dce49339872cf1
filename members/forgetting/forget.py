"""Removing a person: pages in all languages, versions, pictures, account, logs and all the rest."""

import json
import re

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import Q
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex
from wagtail_localize.models import String, Template, TranslatableObject, TranslationSource

from members.models import (
    Consent,
    DeletionRequest,
    LinkedAccount,
    MemberPage,
    OneTimeLink,
    ProfileReminder,
    SectionDraft,
)
from members.staff import is_staff
from miglobe_site.outbox.models import Mail

from .traces import places, words_of

FORGOTTEN = "–"
#: What is kept by the translation key of a person.
BY_PROFILE = (
    Consent, OneTimeLink, ProfileReminder, SectionDraft, DeletionRequest, LinkedAccount,
)  # fmt: skip


class Person:
    """All that belongs to the person of a page."""

    def __init__(self, page):
        self.key = page.translation_key
        self.pages = list(MemberPage.objects.filter(translation_key=self.key).order_by("pk"))
        self.user = next((each.account for each in self.pages if each.account), None)
        #: Every account that was ever linked, the present one first.
        self.users = list(filter(None, {self.user: 1, **dict.fromkeys(linked_to(self.key))}))
        drafts = [each.get_latest_revision_as_object() for each in self.pages]
        self.words = words_of([*self.pages, *drafts], self.users)

    def images(self):
        """Pictures of the person that nobody else's page shows."""
        ids = {
            revision.content.get("photo")
            for each in self.pages
            for revision in each.revisions.all()
        }
        ids = (ids | {each.photo_id for each in self.pages}) - {None}
        wanted = Q(pk__in=ids) | Q(uploaded_by_user__in=self.users)
        own = {str(each.pk) for each in self.pages}
        return [
            image
            for image in get_image_model().objects.filter(wanted)
            if not ReferenceIndex.get_references_to(image).exclude(object_id__in=own).exists()
        ]


def plan(page):
    """Return {what: how many} of what forgetting would remove."""
    person = Person(page)
    return {
        _("Pages"): len(person.pages),
        _("Versions"): sum(each.revisions.count() for each in person.pages),
        _("Pictures"): len(person.images()),
        _("Consents"): Consent.objects.of(page).count(),
        _("Mails"): mails_about(person).count(),
        _("Accounts"): len([user for user in person.users if can_be_forgotten(user, person.key)]),
    }


def forget(page, user=None):
    """Remove the person; return {"removed": {what: how many}, "left": [places]}.

    ``left`` names where a word of the person still stands, for example in the text of another
    page, which only people can mend.
    """
    person = Person(page)
    removed = plan(page)
    with transaction.atomic():
        MemberPage.objects.of_person(person.key).lock()
        for task in hooks.get_hooks("forget_member"):
            removed |= task(page)
        remove(person, user)
    tidy()
    return {"removed": removed, "left": places(person.words)}


def remove(person, user):
    forget_translations(person)
    images = person.images()
    ids = {each.pk for each in person.pages}
    for each in person.pages:
        page = MemberPage.objects.filter(pk=each.pk).first()
        if page:
            page.delete()
    image_ids = [image.pk for image in images]
    for image in images:
        image.delete()
    for user in person.users:
        forget_account(user, person.key)
    for model in BY_PROFILE:
        model.objects.filter(profile=person.key).delete()
    forget_mails(person)
    blank(PageLogEntry.objects.filter(page_id__in=ids))
    blank(log_of(get_image_model(), image_ids))


def mails_about(person):
    """Mails to the person, and those that name the person; also those that wait."""
    return Mail.objects.naming(addresses_of(person), {each.name for each in person.pages})


def addresses_of(person):
    return {each.email for each in (*person.pages, *person.users)} - {""}


def forget_mails(person):
    """Delete the mails about a person; what waits for others goes out without the name."""
    addresses = addresses_of(person)
    words = {*addresses, *(each.name for each in person.pages)}
    forms = sorted({*words, *map(escape, words)}, key=len, reverse=True)
    hidden = re.compile("|".join(map(re.escape, forms)), re.IGNORECASE)
    to_person = {address.lower() for address in addresses}
    for mail in mails_about(person).waiting().select_for_update():
        if mail.to.lower() in to_person:
            continue
        mail.subject, mail.body = (hidden.sub("…", text) for text in (mail.subject, mail.body))
        mail.parts = json.loads(hidden.sub("…", json.dumps(mail.parts, ensure_ascii=False)))
        mail.headers = {key: text for key, text in mail.headers.items() if not hidden.search(text)}
        mail.save(update_fields=["subject", "body", "parts", "headers"])
    mails_about(person).delete()


def forget_translations(person):
    """Texts of translations outlive their page in wagtail-localize."""
    objects = TranslatableObject.objects.filter(translation_key=person.key)
    used = {
        model: set(
            model.objects.filter(segments__source__object__in=objects).values_list("pk", flat=True)
        )
        for model in (String, Template)
    }
    TranslationSource.objects.filter(object__in=objects).delete()
    objects.delete()
    for model, keys in used.items():
        model.objects.filter(pk__in=keys, segments=None).delete()


def linked_to(key):
    """The accounts that were ever linked to a person's profile."""
    return get_user_model().objects.filter(linked_profiles__profile=key).order_by("pk")


def can_be_forgotten(user, key):
    """Accounts of staff stay, and those that keep the profile of somebody else by now."""
    return not is_staff(user) and not user.member_pages.exclude(translation_key=key).exists()


def forget_account(user, key):
    """Delete an account with its sessions and failed logins, if it is nobody else's."""
    if not can_be_forgotten(user, key):
        return
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        model.objects.filter(username__iexact=user.email).delete()
    OneTimeLink.objects.filter(email__iexact=user.email).delete()
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
    pk, model = user.pk, type(user)
    user.delete()
    blank(log_of(model, [pk]))


def log_of(model, keys):
    kind = ContentType.objects.get_for_model(model)
    return ModelLogEntry.objects.filter(content_type=kind, object_id__in=map(str, keys))


def blank(entries):
    """Keep that something was done, without the name that was noted with it."""
    entries.update(label=FORGOTTEN, data={})


def tidy():
    """Let SQLite overwrite what is only marked as deleted; PostgreSQL does so by itself."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'INSERT INTO "{name}"("{name}") VALUES (\'optimize\')')
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
