"""Mein Profil: after saving, what is public now and what is not."""

import pytest

from tests.factories.my_profile import edit, fresh, protect, public
from tests.factories.photos import upload
from tests.site import soup

pytestmark = pytest.mark.sqlite_is_enough("what pages and mails say")

CONTACT = "erreichbarkeit"
MAIL, PHONE = "nur-intern@example.org", "+49 30 23125 999"


def told(answer):
    return [message.get_text() for message in soup(answer).select(".my-profile-message")]


def test_internal_contacts_are_said_to_be_internal(advisor, page):
    answer = edit(advisor, CONTACT, contact_way="form", email=MAIL, phone=PHONE, town="Herne")
    texts = told(answer)
    assert not [t for t in texts if "und sofort öffentlich" in t and "intern" in t]
    assert "nicht öffentlich: E-Mail (intern), Telefon (intern)." in " ".join(texts)
    assert MAIL not in public(page) and PHONE not in public(page)
    [shown] = [text for text in texts if "sofort öffentlich" in text]
    assert "Ort" in shown and "intern" not in shown


def test_opened_way_of_contact_names_what_became_public(advisor, page):
    edit(advisor, CONTACT, contact_way="form", email=MAIL, phone=PHONE)
    [text] = told(edit(advisor, CONTACT, contact_way="both"))
    assert text == "Gespeichert und sofort öffentlich: Öffentlicher Kontaktweg, E-Mail, Telefon."
    assert MAIL in public(page)
    texts = told(edit(advisor, CONTACT, contact_way="phone"))
    assert "Nicht mehr öffentlich: E-Mail (intern)." in texts
    assert MAIL not in public(page) and PHONE in public(page)


def test_nothing_is_public_of_a_profile_that_is_offline(advisor, page):
    protect(advisor)
    [text] = told(edit(advisor, CONTACT, contact_way="both", email=MAIL, phone=PHONE, town="Herne"))
    assert "Ihr Profil ist nicht öffentlich" in text
    assert "sofort" not in text


def test_end_of_a_pause_that_nobody_sees_is_not_public(advisor):
    texts = told(edit(advisor, CONTACT, availability="free", unavailable_until="2099-01-01"))
    assert any("nicht öffentlich: Keine Anfragen bis" in text for text in texts)


def test_new_description_of_the_picture_is_no_nothing(advisor, page):
    answer = upload(advisor, b"", file="", alt="Eine Frau lacht.", photo_credit=page.photo_credit)
    assert "Die Bildbeschreibung ist gespeichert." in told(answer)
    assert fresh(page).photo.description == "Eine Frau lacht."
    assert not any("nichts geändert" in text for text in told(answer))
