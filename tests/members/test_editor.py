"""The editor of a profile, and the topics, in the CMS."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import rich_text

from members.models import MemberPage, Topic
from tests.factories.members import KOFI, image, index, member
from tests.german import english_in
from tests.site import login, soup, submit, visible_text

pytestmark = pytest.mark.sqlite_is_enough("a form of the CMS")

FORM = "#page-edit-form"


def address(code="de-x-nrw"):
    return f"/admin/pages/add/members/memberpage/{index(code).pk}/"


def add(client, shown=None, button=None, forged=None, **changes):
    """Fill in the form of a new profile; ``shown``: the form, where somebody else opened it."""
    entered = {
        "first_name": "Zoë",
        "last_name": "Neumann",
        "summary": "Ich  helfe.",
        "about": rich_text("<p>Über mich.</p>"),
        "topics": [Topic.objects.first().pk],
        "formats": ["talk", "workshop"],
        "member_languages-0-code": "de",
    }
    return submit(client, shown or address(), entered | changes, button, FORM, forged, follow=True)


def test_new_profile_is_saved_and_not_published_without_consent(staff_nrw, site):
    answer = add(staff_nrw, button="action-publish")
    assert "Ohne die Einwilligung „Veröffentlichung im Web“" in visible_text(answer)
    assert not MemberPage.objects.filter(last_name="Neumann").exists()
    add(staff_nrw)
    page = member("zoe-neumann")
    assert (page.title, page.summary, page.live) == ("Zoë Neumann", "Ich helfe.", False)
    draft = page.get_latest_revision_as_object()
    assert [row.format for row in draft.member_formats.all()] == ["talk", "workshop"]


def test_editor_says_what_is_missing(staff_nrw, site):
    answer = add(staff_nrw, button="action-publish", topics=[], contact_way="email")
    text = visible_text(answer)
    for message in (
        "Bitte wählen Sie ein bis fünf Themenfelder.",
        "Der öffentliche Kontaktweg schließt die E-Mail ein",
    ):
        assert message in text


@pytest.mark.parametrize("collection", ["BW", "Gemeinsam"])
def test_image_of_another_collection_is_refused(collection, staff_nrw, site):
    answer = add(staff_nrw, photo=image(collection).pk, photo_credit="Foto: A. B.")
    assert "Bitte wählen Sie ein Bild aus der Sammlung Ihrer Ausgabe." in visible_text(answer)
    assert not MemberPage.objects.filter(last_name="Neumann").exists()


def test_account_is_not_set_in_the_form(staff_nrw, site, django_user_model):
    staff = django_user_model.objects.get(email="redaktion-nrw@example.org")
    add(staff_nrw, forged={"account": staff.pk})
    assert member("zoe-neumann").account is None


def test_staff_of_another_edition_make_no_profile(visitor, staff_nrw):
    form = staff_nrw.get(address())
    login(visitor, "redaktion-bw@example.org")
    add(visitor, form)
    assert not MemberPage.objects.filter(last_name="Neumann").exists()


def test_editor_helps_in_german_and_counts(staff_nrw, site):
    answer = staff_nrw.get(f"/admin/pages/{member(KOFI).pk}/edit/")
    document = soup(answer)
    field = document.find("textarea", {"name": "summary"})
    assert (field["maxlength"], field["data-length-counter"]) == (
        "160",
        "{count} von {most} Zeichen",
    )
    assert document.find("script", src=lambda src: src and "length-counter" in src)
    text = visible_text(answer)
    for help_text in (
        "Womit helfen Sie einer Kommune?",
        "Ein bis fünf Themenfelder.",
        "Bis zu fünf Länder",
        "Erscheint auf der Website nur, wenn",
    ):
        assert help_text in text


def test_all_of_it_is_in_german(staff_nrw, site):
    pk = member(KOFI).pk
    for address in (
        f"/admin/pages/{pk}/edit/",
        f"/admin/members/{pk}/consents/",
        "/admin/members/?q=x&status=draft",
        "/admin/topics/new/",
    ):
        faults = english_in(staff_nrw.get(address))
        assert set(faults) <= {"'Isle of Man'"}, address


# --- Topics ----------------------------------------------------------------------------------


def test_staff_add_topics(staff_nrw, site):
    """Who may change them: tests/editions/origins/test_stories.py."""
    submit(staff_nrw, "/admin/topics/new/", {"name_de": "Klima", "sort_order": "5"})
    assert Topic.objects.get(slug="klima").name_de == "Klima"
    assert "Klima" in visible_text(staff_nrw.get("/admin/topics/"))
    again = submit(staff_nrw, "/admin/topics/new/", {"name_de": "Klima"})
    assert again.status_code == 200 and Topic.objects.filter(name_de="Klima").count() == 1


def test_topic_in_use_is_not_deleted(admin, site):
    used = Topic.objects.get(slug="fairer-handel")
    unused = Topic.objects.create(name_de="Neu", slug="neu")
    assert "Ja, löschen" not in visible_text(admin.get(f"/admin/topics/delete/{used.pk}/"))
    submit(admin, f"/admin/topics/delete/{unused.pk}/")
    admin.post(f"/admin/topics/delete/{used.pk}/")  # the page has no button for it
    assert Topic.objects.filter(pk=used.pk).exists()
    assert not Topic.objects.filter(pk=unused.pk).exists()
    with pytest.raises(ValidationError):
        used.delete()
