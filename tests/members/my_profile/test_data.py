"""Mein Profil: a copy of all data, and being forgotten, proven by searching a whole dump."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import PageLogEntry
from wagtail_localize.models import String, TranslationSource

from members.forgetting.forget import Person, forget
from members.models import Consent, DeletionRequest, MemberPage
from members.my_profile import accounts
from miglobe_site.outbox.models import Mail
from tests import mail_server
from tests.factories.my_profile import account_of, edit, fresh, invite, profile, protect
from tests.factories.photos import photo, upload
from tests.site import login, submit, visible_text

EMAIL, NOTE = "lindwurm@example.org", "Ruft gern zurück"
TOLD = ["lindenfeld", "lindwurm", "geheimrat", "partnern in westafrika", "23125 777", NOTE.lower()]


FORGET = "/mein-profil/daten/loeschen/"


def ask_to_be_forgotten(client, button=None):
    return submit(client, "/mein-profil/daten/", form=f"form[action='{FORGET}']", button=button)


def busy(page):
    """An advisor who has left traces everywhere."""
    user = account_of(page, EMAIL)
    user.first_name, user.last_name = page.first_name, page.last_name
    user.save()
    client = Client()
    client.force_login(user)
    edit(client, "ueber-mich", summary="Geheimrat der Kommunen", role="Geheimrat")
    edit(client, "erreichbarkeit", town="Geheimrathausen", phone="+49 30 23125 777")
    edit(client, "ueber-mich", summary="", about="Halb getippt von Lindenfeld")
    upload(client, photo())
    ask_to_be_forgotten(client)
    submit(client, "/mein-profil/sichtbarkeit/", {"photo": False}, form="form.my-profile-form")
    accounts.send_login_link(EMAIL)
    AccessAttempt.objects.create(username=EMAIL, ip_address="192.0.2.1", failures_since_start=1)
    MemberPage.objects.filter(pk=page.pk).update(internal_note=NOTE)
    TranslationSource.update_or_create_from_instance(fresh(page))
    return client


def rows():
    """Every row of every table, as text: what a dump holds."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield table, " ".join(text(value) for value in row).lower()


def text(value):
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, str) and "\\u" in value:
        return value.encode("ascii", "backslashreplace").decode("unicode_escape")
    return str(value)


def traces():
    found = {(table, word) for table, row in rows() for word in TOLD if word in row}
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        found |= {(path.name, word) for word in TOLD if word in path.name.lower()}
    return found


def remove_files_of_other_tests():
    """Tests that were rolled back left renditions that no row knows."""
    known = set(get_image_model().get_rendition_model().objects.values_list("file", flat=True))
    for path in (Path(settings.MEDIA_ROOT) / "images").glob("*"):
        if path.is_file() and f"images/{path.name}" not in known:
            path.unlink()


def test_nothing_of_a_forgotten_person_is_in_a_dump(transactional_db, settings):
    mail_server.use(settings, 9)  # nobody answers there, so that mails wait with all they say
    remove_files_of_other_tests()
    page = profile()
    client = busy(page)
    assert len({table for table, _word in traces()}) > 10
    strings = String.objects.count()
    files = [image.file.path for image in Person(page).images()]
    staff = login(Client(), "redaktion-nrw@example.org")
    address = reverse("member_forget", args=[page.pk])
    assert "Fassungen:" in visible_text(staff.get(address))
    assert "nicht der Nachname" in visible_text(submit(staff, address, {"name": "Muster"}))
    answer = visible_text(submit(staff, address, {"name": page.last_name}))
    assert traces() == set()
    assert "nirgends mehr" in answer
    assert "Konten: 1" in answer
    assert String.objects.count() < strings
    assert len(files) == 2
    assert not any(Path(path).exists() for path in files)
    assert not DeletionRequest.objects.exists()
    assert client.get("/mein-profil/").status_code == 302
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.delete").get().label == "–"
    if connection.vendor == "sqlite":
        raw = Path(connection.settings_dict["NAME"]).read_bytes().lower()
        assert not [word for word in TOLD if word.encode() in raw]


def test_others_stay_and_places_that_people_must_mend_are_named(site, nrw):
    page, other = profile(), profile(number=1)
    consents = Consent.objects.of(other).count()
    nrw.summary = f"Mit {page.name} im Gespräch"
    nrw.save()
    MemberPage.objects.filter(pk=other.pk).update(photo=page.photo)
    fresh(other).save_revision().publish()
    out = io.StringIO()
    call_command("forget_member", page.pk, stdout=out)
    assert "Nothing was removed" in out.getvalue()
    assert fresh(page)
    call_command("forget_member", page.pk, yes=True, stdout=out)
    assert f"· summary · {nrw.pk}" in out.getvalue()
    assert fresh(other).photo == page.photo
    assert Consent.objects.of(other).count() == consents
    with pytest.raises(CommandError):
        call_command("forget_member", page.pk)


def test_account_of_staff_stays_where_their_profile_is_forgotten(site):
    page, staff = profile(), get_user_model().objects.get(email="redaktion-bw@example.org")
    MemberPage.objects.filter(pk=page.pk).update(account=staff)
    forget(page)
    assert not MemberPage.objects.filter(pk=page.pk).exists()
    assert get_user_model().objects.filter(pk=staff.pk).exists()


@pytest.mark.parametrize("email", ["redaktion-bw@example.org", "mitarbeit-nrw@example.org"])
def test_others_forget_nobody(email, site):
    page = profile()
    address = reverse("member_forget", args=[page.pk])
    login(Client(), email).post(address, {"name": page.last_name})
    assert fresh(page)


def test_download_holds_everything(site, mailoutbox):
    page = profile()
    client = busy(page)
    answer = submit(client, "/mein-profil/daten/", form="form[action*=herunterladen]")
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    data = json.loads(packed.read("daten.json"))
    assert data["Konto"]["E-Mail"] == EMAIL
    assert data["Profil"][0]["Notiz der Redaktion"] == NOTE
    assert data["Profil"][0]["Ort"] == "Geheimrathausen"
    assert "Geheimrat der Kommunen" in {each["Kurzvorstellung"] for each in data["Fassungen"]}
    assert any(each["widerrufen am"] for each in data["Einwilligungen"])
    assert data["Getippt und nicht gespeichert"][0]["about"] == ["Halb getippt von Lindenfeld"]
    images = {each["Datei"] for each in data["Bilder"]}
    assert len(images) == 2
    assert images < set(packed.namelist())
    html = packed.read("daten.html").decode()
    assert all(words in html for words in (EMAIL, "Geheimrathausen", "widerrufen am"))
    assert "secret" not in packed.read("daten.json").decode()


def test_wish_to_be_forgotten_reaches_the_staff_once_and_can_be_taken_back(
    site, staff_nrw, mailoutbox
):
    page = profile()
    client = Client()
    client.force_login(account_of(page))
    for _number in range(2):
        client.post(FORGET)
    [mail] = mailoutbox
    assert "bittet um Löschung" in mail.subject
    assert "Löschung erbeten: Amina Lindenfeld" in visible_text(staff_nrw.get("/admin/"))
    assert "gebeten" in visible_text(client.get("/mein-profil/daten/"))
    ask_to_be_forgotten(client, button="back")
    assert not DeletionRequest.objects.exists()


def test_mails_to_and_about_a_forgotten_person_are_forgotten_too(site, settings):
    mail_server.use(settings, 9)  # nobody answers there
    page, other = profile(), profile(number=1)
    for each, email in ((page, "amina@example.org"), (other, "andere@example.org")):
        client = Client()
        client.force_login(account_of(each, email))
        protect(client)
        invite(login(Client(), "redaktion-nrw@example.org"), each, email)
    assert Mail.objects.naming({"amina@example.org"}, {page.name}).count() == 2
    left = forget(fresh(page))["left"]
    assert not [place for place in left if "mail" in place.lower()]
    waiting = Mail.objects.order_by("to", "pk")
    staff = "redaktion-nrw@example.org"  # its mail is not lost, and names nobody any more
    assert [mail.to for mail in waiting] == ["andere@example.org", staff, staff]
    told = [f"{mail.subject} {mail.body} {mail.parts}" for mail in waiting]
    assert not [text for text in told if page.name in text]
    assert sum(other.name in text for text in told) == 2
