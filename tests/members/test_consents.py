"""Consent is law: what an advisor revokes is gone with the next request, wherever it was."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from home.models import ContentPage, CustomImage
from members.consents import record
from members.models import Consent, ConsentKind, MemberPage
from miglobe_site.pages.publishing import PublishingBlocked
from tests.factories.members import (
    AMINA,
    KOFI,
    add_member,
    give,
    index,
    member,
    path,
    publish,
    revoke,
)
from tests.factories.my_profile import account_of, protect
from tests.site import login, soup, submit, visible_text

WEB, PHOTO, VCARD = ConsentKind.WEB, ConsentKind.PHOTO, ConsentKind.VCARD
SEARCH_ENGINES = ConsentKind.SEARCH_ENGINES
LISTS = [
    "/nrw/mitglieder/",
    "/mitglieder/",
    "/nrw/mitglieder/?q=Amina",
    "/nrw/suche/?q=Amina",
    "/nrw/suche/vorschlaege/?q=amina",
    "/nrw/",
    "/sitemap.xml",
]


@pytest.fixture
def amina(site):
    return member(AMINA)


def portraits(page):
    """Addresses of all copies of a portrait."""
    return [each.url for each in page.photo.renditions.all()]


def status(client, *addresses, **options):
    return {client.get(address, **options).status_code for address in addresses}


def lists(page):
    """Every public list in which a person can stand."""
    shortlists = [f"{path}merkliste/?m={page.pk}" for path in ("/nrw/mitglieder/", "/mitglieder/")]
    return [*LISTS, *shortlists]


def names(answer, page):
    html = answer.content.decode()
    return page.last_name in html or page.slug in html


def test_without_web_consent_everything_is_gone_at_once(
    visitor, amina, django_capture_on_commit_callbacks
):
    images, page = portraits(amina), path(amina)
    assert len(images) >= 3
    assert status(visitor, page, f"{page}vcard/", *images) == {200}
    assert all(names(visitor.get(address), amina) for address in lists(amina))
    with django_capture_on_commit_callbacks(execute=True):
        revoke(amina, WEB)
    assert status(visitor, page, f"{page}?x=1", f"{page}vcard/", *images) == {404}
    assert not [address for address in lists(amina) if names(visitor.get(address), amina)]
    assert not amina.photo.renditions.exists()
    assert not MemberPage.objects.get(pk=amina.pk).live


def test_copies_that_browsers_keep_are_asked_for_again(visitor, amina):
    image = portraits(amina)[0]
    answer = visitor.get(image)
    assert answer["Cache-Control"] == "private, no-cache"
    since = {"if-modified-since": answer["Last-Modified"], "if-none-match": '"x"'}
    conditional = {"if-modified-since": answer["Last-Modified"]}
    assert status(visitor, image, headers=conditional) == {304}
    assert "no-cache" in visitor.get(path(amina))["Cache-Control"]
    assert "no-cache" in visitor.get(f"{path(amina)}vcard/")["Cache-Control"]
    revoke(amina, PHOTO)
    assert status(visitor, image, headers=conditional) == {404}
    revoke(amina, WEB)
    assert status(visitor, path(amina), headers=since) == {404}


def test_without_photo_consent_only_the_initials_are_left(visitor, amina):
    images = portraits(amina)
    revoke(amina, PHOTO)
    assert status(visitor, *images) == {404}
    assert not amina.photo.renditions.exists()
    for address in (path(amina), "/nrw/mitglieder/", "/nrw/"):
        html = visitor.get(address).content.decode()
        assert "AL" in visible_initials(html)
        assert not [image for image in images if image in html]
    answer = visitor.get(path(amina))
    assert "MiGlobe (Zeichnung)" not in visible_text(answer)
    graph = json.loads(soup(answer).find("script", type="application/ld+json").string)["@graph"]
    assert "image" not in next(entry for entry in graph if entry["@type"] == "Person")
    assert soup(answer).find("meta", property="og:image")["content"].endswith("/nrw-de.png")


def visible_initials(html):
    return [text.get_text() for text in BeautifulSoup(html, "html.parser").select(".initials")]


def test_staff_who_look_at_the_image_in_the_cms_do_not_bring_it_back(visitor, amina, admin):
    revoke(amina, PHOTO)
    admin.get(f"/admin/images/{amina.photo_id}/")
    copies = portraits(amina)
    admin.logout()
    assert status(visitor, *copies) <= {404}


@pytest.mark.parametrize("kind", [WEB, PHOTO])
def test_portrait_is_not_shown_on_another_page_either(kind, visitor, amina, nrw):
    value = {"image": amina.photo_id, "alt_text": "", "caption": ""}
    page = ContentPage(
        title="Team", slug="team", body=json.dumps([{"type": "image", "value": value}])
    )
    nrw.add_child(instance=page)
    page.save_revision().publish()
    visitor.get("/nrw/team/")
    image = CustomImage.objects.get(pk=amina.photo_id)
    assert status(visitor, image.get_rendition("width-40|format-webp").url) == {200}
    revoke(amina, kind)
    assert status(visitor, image.get_rendition("width-40|format-webp").url) == {404}


def test_without_vcard_consent_there_is_none(visitor, amina):
    revoke(amina, VCARD)
    assert status(visitor, f"{path(amina)}vcard/") == {404}
    assert "vcard" not in visitor.get(path(amina)).content.decode()


def test_draft_has_no_vcard_whatever_is_agreed_to(visitor, site):
    page = add_member(index())
    give(page)
    assert status(visitor, path(page), f"{path(page)}vcard/") == {404}


def test_without_consent_to_search_engines_they_are_told_nothing(visitor, amina):
    assert not soup(visitor.get(path(amina))).find("meta", {"name": "robots"})
    revoke(amina, SEARCH_ENGINES)
    answer = visitor.get(path(amina))
    assert soup(answer).find("meta", {"name": "robots"})["content"] == "noindex"
    assert "Person" not in soup(answer).find("script", type="application/ld+json").string
    assert not names(visitor.get("/sitemap.xml"), amina)
    assert names(visitor.get("/nrw/mitglieder/"), amina)


def test_consent_that_is_gone_counts_even_where_the_page_is_live(visitor, amina):
    """Whatever made it live: the page itself asks for the consent."""
    images = portraits(amina)
    Consent.objects.of(amina).update(revoked_at=timezone.now())
    assert MemberPage.objects.get(pk=amina.pk).live
    assert status(visitor, path(amina), f"{path(amina)}vcard/", *images) == {404}
    assert not [address for address in lists(amina) if names(visitor.get(address), amina)]


def test_nothing_brings_it_back_without_a_new_consent(visitor, amina):
    amina.go_live_at = timezone.now() + timedelta(hours=1)
    scheduled = amina.save_revision(approved_go_live_at=amina.go_live_at)
    amina.go_live_at = None
    revision = amina.save_revision()
    revoke(amina, WEB)
    scheduled.refresh_from_db()
    assert scheduled.approved_go_live_at is None
    with pytest.raises(PublishingBlocked):
        revision.publish()
    assert status(visitor, path(amina)) == {404}
    give(amina, WEB)
    assert status(visitor, path(amina)) == {404}
    publish(MemberPage.objects.get(pk=amina.pk))
    assert status(visitor, path(amina)) == {200}


def test_api_of_the_cms_tells_nobody_else(visitor, amina):
    revoke(amina, WEB)
    address = f"/admin/api/main/pages/{amina.pk}/"
    assert status(visitor, address, "/admin/api/main/pages/") <= {302, 401, 403, 404}
    login(visitor, "redaktion-bw@example.org")
    assert status(visitor, address) == {404}
    assert not names(visitor.get("/admin/api/main/pages/?limit=100"), amina)


def test_history_keeps_what_was_agreed_to_and_who_recorded_it(amina, django_user_model):
    user = django_user_model.objects.get(email="redaktion-nrw@example.org")
    record(amina, {PHOTO: False}, user)
    record(amina, {PHOTO: True}, user, "Formular vom 3. Mai")
    new, old = Consent.objects.of(amina).filter(kind=PHOTO)
    assert (old.revoked_by, new.given_by, new.revoked_at) == (user, user, None)
    assert old.revoked_at and new.text_version and new.evidence == "Formular vom 3. Mai"
    assert record(amina, {PHOTO: True}, user) == []
    amina.delete()
    assert not Consent.objects.of(amina).exists()


# --- In the CMS ------------------------------------------------------------------------------


def address(page):
    return f"/admin/members/{page.pk}/consents/"


def save(client, page, changes, shown=None):
    """Change consents in the CMS; ``shown``: a page that was opened before."""
    return submit(client, shown or address(page), changes, follow=True)


def advisor_of(page):
    client = Client()
    client.force_login(member(page.slug).account or account_of(page))
    return client


def test_staff_record_and_revoke_consents(staff_nrw, visitor, site):
    page = add_member(index())
    answer = save(staff_nrw, page, {"web": True, "photo": True, "evidence": "Telefonat"})
    assert "Die Einwilligungen sind eingetragen." in visible_text(answer)
    assert "Telefonat" in visible_text(answer)
    assert member("zoe-neumann").consents == {WEB, PHOTO}
    page = publish(member("zoe-neumann"))
    answer = save(staff_nrw, page, {"web": False})
    assert "Das Profil ist jetzt offline, in allen Sprachen." in visible_text(answer)
    assert member("zoe-neumann").consents == {PHOTO}
    assert status(visitor, path(page)) == {404}


def test_staff_give_no_consent_without_evidence(staff_nrw, amina):
    revoke(amina, PHOTO)
    answer = save(staff_nrw, amina, {"photo": True, "print": False})
    assert "Bitte geben Sie den Beleg an" in visible_text(answer)
    assert member(AMINA).consents == {*ConsentKind} - {PHOTO}
    answer = save(staff_nrw, amina, {"evidence": "Formular vom 3. Mai"}, answer)
    assert member(AMINA).consents == {*ConsentKind} - {ConsentKind.PRINT}


def test_saving_what_is_shown_changes_nothing_and_says_so(staff_nrw, amina):
    before = list(Consent.objects.values())
    assert "nichts geändert" in visible_text(save(staff_nrw, amina, {"evidence": "Telefonat"}))
    assert list(Consent.objects.values()) == before


def test_page_sent_late_gives_back_nothing_and_says_what_happened(staff_nrw, amina):
    late = staff_nrw.get(address(amina))
    revoke(amina, WEB, PHOTO)
    answer = save(staff_nrw, amina, {"evidence": "Telefonat"}, late)
    text = visible_text(answer)
    assert "Inzwischen geändert: Veröffentlichung im Web, Foto" in text
    assert "nichts geändert" not in text
    assert member(AMINA).consents == {*ConsentKind} - {WEB, PHOTO}
    assert soup(answer).find("input", {"name": "evidence"})["value"] == "Telefonat"
    save(staff_nrw, amina, {}, answer)
    assert member(AMINA).consents == {*ConsentKind} - {WEB, PHOTO}
    save(staff_nrw, amina, {"photo": True}, answer)
    assert member(AMINA).consents == {*ConsentKind} - {WEB}


def test_page_sent_late_gives_nothing_new(staff_nrw, amina):
    """Whoever ticks a box there cannot know that the person has changed their mind since."""
    revoke(amina, PHOTO)
    late = staff_nrw.get(address(amina))
    revoke(amina, WEB)
    answer = save(staff_nrw, amina, {"photo": True, "evidence": "Telefonat"}, late)
    assert "Inzwischen geändert: Veröffentlichung im Web" in visible_text(answer)
    assert not {WEB, PHOTO} & member(AMINA).consents


def test_page_sent_late_revokes_all_the_same(staff_nrw, amina):
    late = staff_nrw.get(address(amina))
    revoke(amina, PHOTO)
    answer = save(staff_nrw, amina, {"web": False}, late)
    assert "Inzwischen geändert: Foto" in visible_text(answer)
    assert "Das Profil ist jetzt offline" in visible_text(answer)
    assert not {WEB, PHOTO} & member(AMINA).consents
    assert not member(AMINA).live


@pytest.mark.parametrize("shown", ["", "web", "x" * 10_000, "\x00", None])
def test_form_without_what_it_showed_gives_nothing(shown, staff_nrw, amina):
    revoke(amina, *ConsentKind)
    give(amina, PHOTO)
    forged = {"shown": shown, "web": "on", "photo": "on", "evidence": "Telefonat"}
    assert submit(staff_nrw, address(amina), forged=forged).status_code == 200
    assert member(AMINA).consents == {PHOTO}


@pytest.mark.parametrize("opened_before", [True, False])
def test_staff_give_nothing_while_the_person_is_in_protection_mode(opened_before, staff_nrw, amina):
    shown = staff_nrw.get(address(amina)) if opened_before else None
    protect(advisor_of(amina))
    text = visible_text(staff_nrw.get(address(amina)))
    assert "alle Einwilligungen selbst zurückgenommen" in text
    forged = {"web": "on", "evidence": "Telefonat"}
    answer = submit(staff_nrw, shown or address(amina), forged=forged, follow=True)
    assert member(AMINA).consents == set()
    assert "kann sie nur selbst wieder erteilen" in visible_text(answer)


def test_after_protection_mode_the_first_consent_is_the_persons_own(staff_nrw, amina):
    advisor = advisor_of(amina)
    protect(advisor)
    submit(advisor, "/mein-profil/sichtbarkeit/", {"web": True}, form="form.my-profile-form")
    save(staff_nrw, amina, {"photo": True, "evidence": "Telefonat"})
    assert member(AMINA).consents == {WEB, PHOTO}


STRANGERS = [None, "redaktion-bw@example.org", "mitarbeit-bw@example.org"]


@pytest.mark.parametrize("email", [*STRANGERS, "mitarbeit-nrw@example.org"])
def test_others_neither_see_nor_change_consents(email, visitor, amina, staff_nrw):
    form = staff_nrw.get(address(amina))
    visitor.logout()
    if email:
        login(visitor, email)
    before = list(Consent.objects.values())
    answer = visitor.get(address(amina))
    assert answer.status_code in {302, 403}
    assert "2026-11" not in answer.content.decode()
    save(visitor, amina, {"web": False, "photo": False}, form)
    assert list(Consent.objects.values()) == before
    assert member(AMINA).live


def test_contributors_are_not_led_to_the_consents(visitor, amina):
    editor = f"/admin/pages/{amina.pk}/edit/"
    links = [
        address(amina) in login(visitor, email).get(editor).content.decode()
        for email in ("mitarbeit-nrw@example.org", "redaktion-nrw@example.org")
    ]
    assert links == [False, True]


def test_editor_says_why_it_is_not_published(staff_nrw, site):
    page = add_member(index())
    address = f"/admin/pages/{page.pk}/edit/"
    assert "Veröffentlichung im Web" in visible_text(staff_nrw.get(address))
    answer = submit(staff_nrw, address, button="action-publish", form="#page-edit-form")
    assert "Ohne die Einwilligung „Veröffentlichung im Web“" in visible_text(answer)
    assert not member("zoe-neumann").live


def test_other_people_stay(visitor, amina):
    revoke(amina, WEB)
    assert status(visitor, path(member(KOFI)), *portraits(member(KOFI))) == {200}
