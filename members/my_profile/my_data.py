"""Everything that is stored about an advisor, to take along: JSON, readable HTML, pictures."""

import io
import json
import zipfile
from pathlib import PurePath

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from wagtail import hooks
from wagtail.models import PageLogEntry

from members.forgetting.forget import Person
from members.models import Consent, OneTimeLink, ProfileReminder, SectionDraft
from members.my_profile.section_form import typed_in
from members.my_profile.status_views import tasks_of
from members.profile_values import labels
from members.profile_values.values import AT_ONCE, WITH_APPROVAL, read


def collect(page):
    """Return {heading: text, list or dict}, in German, made of plain values."""
    person = Person(page)
    data = {
        "Konto": account(person.user),
        "Frühere Konten": [account(user) for user in person.users if user != person.user],
        "Profil": [profile(each) for each in person.pages],
        "Fassungen": [
            version(revision) for each in person.pages for revision in each.revisions.all()
        ],
        "Einwilligungen": [consent(each) for each in Consent.objects.of(page)],
        "Freigaben": [decision(task) for each in person.pages for task in tasks_of(each)],
        "Links per Mail": links(person),
        "Erinnerungen": reminders(page),
        "Getippt und nicht gespeichert": typed(page),
        "Protokoll": [
            {"am": entry.timestamp, "was": entry.action, "Titel": entry.label}
            for entry in PageLogEntry.objects.filter(page_id__in=[p.pk for p in person.pages])
        ],
        "Bilder": [
            {"Datei": filename(image), "Titel": image.title, "Beschreibung": image.description}
            for image in person.images()
        ],
    }
    for more in hooks.get_hooks("data_of_member"):
        data |= more(page)
    return data


def account(user):
    if user is None:
        return {}
    return {
        "E-Mail": user.email,
        "Name": user.get_full_name(),
        "angelegt am": user.date_joined,
        "letzte Anmeldung": user.last_login,
    }


def fields(page):
    values = read(page, [*AT_ONCE, *WITH_APPROVAL])
    return {
        str(labels.label(page, name)): labels.words(page, name, value)
        for name, value in values.items()
    }


def profile(page):
    return fields(page) | {
        "Sprache der Seite": page.locale.get_display_name(),
        "Titel der Seite": page.title,
        "Adresse": page.url_path,
        "öffentlich": page.live,
        "zuletzt bestätigt": page.last_confirmed,
        "nicht gelistet seit": page.unlisted_at,
        "Mitglied seit": page.member_since,
        "Notiz der Redaktion": page.internal_note,
    }


def version(revision):
    return {"gespeichert am": revision.created_at} | fields(revision.as_object())


def consent(row):
    return {
        "Einwilligung": row.get_kind_display(),
        "Fassung": row.text_version,
        "erteilt am": row.given_at,
        "widerrufen am": row.revoked_at,
        "Nachweis": row.evidence,
    }


def decision(task):
    return {
        "eingereicht am": task.started_at,
        "Stand": task.get_status_display(),
        "entschieden am": task.finished_at,
        "Kommentar": task.comment,
    }


def links(person):
    rows = OneTimeLink.objects.filter(profile=person.key)
    rows |= OneTimeLink.objects.filter(user__in=person.users)
    return [
        {
            "Art": row.get_kind_display(),
            "an": row.email,
            "verschickt am": row.created_at,
            "benutzt am": row.used_at,
        }
        for row in rows
    ]


def reminders(page):
    rows = ProfileReminder.objects.filter(profile=page.translation_key)
    return [{"nach Monaten": row.stage, "verschickt am": row.created_at} for row in rows]


def typed(page):
    rows = SectionDraft.objects.filter(profile=page.translation_key)
    return [
        {"Abschnitt": row.section, "am": row.saved_at, **typed_in(row.data)}
        for row in rows
        if row.data
    ]


def filename(image):
    return f"bilder/{image.pk}{PurePath(image.file.name).suffix}"


def archive(page):
    """The bytes of a ZIP file: daten.json, daten.html and the pictures."""
    data = collect(page)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        packed.writestr("daten.json", text)
        context = {"page": page, "parts": data.items()}
        packed.writestr("daten.html", render_to_string("members/my_profile/my_data.html", context))
        for image in Person(page).images():
            try:
                with image.file.open() as file:
                    packed.writestr(filename(image), file.read())
            except OSError:
                continue  # the file is lost; the list names it
    return target.getvalue()
