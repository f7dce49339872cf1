"""A photo straight from a camera is made smaller in the browser and arrives."""

import io
import os

from django.conf import settings
from PIL import Image

from tests.factories.my_profile import PASSWORD, account_of, profile, waiting


def camera_photo():
    """More bytes than may be sent: noise, which no format makes small."""
    picture = Image.frombytes("RGB", (2700, 1800), os.urandom(2700 * 1800 * 3))
    target = io.BytesIO()
    picture.save(target, "PNG", compress_level=1)
    return target.getvalue()


def test_photo_over_the_limit_is_made_smaller_and_saved(transactional_db, browser, live_server):
    page = profile()
    account_of(page, "kamera@example.org")
    data = camera_photo()
    assert len(data) > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    context = browser.new_context(locale="de-DE", base_url=live_server.url)
    phone = context.new_page()
    phone.goto("/mein-profil/anmelden/?next=/mein-profil/foto/")
    phone.get_by_label("E-Mail-Adresse").fill("kamera@example.org")
    phone.get_by_label("Passwort", exact=True).fill(PASSWORD)
    phone.get_by_role("button", name="Anmelden").click()
    upload = {"name": "DSC_1.png", "mimeType": "image/png", "buffer": data}
    phone.get_by_label("Neues Bild").set_input_files(upload)
    phone.get_by_text("Zum Senden verkleinert").wait_for()
    phone.get_by_label("Wer hat das Bild gemacht?").fill("privat")
    phone.get_by_role("button", name="Speichern").click()
    phone.get_by_text("Gespeichert, die Redaktion prüft es jetzt").wait_for()
    context.close()
    assert waiting(page).photo.width == 2400
