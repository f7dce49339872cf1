"""A picture that has no words for those who do not see it is not published, wherever it stands."""

import json

import pytest
from django.apps import apps
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, get_page_models

from home.models import ContentPage, CustomImage, Partner, VideoPage
from members.models import MemberPage
from miglobe_site.pages.edition_page import EditionPage
from miglobe_site.pages.pictures import shown
from miglobe_site.pages.publishing import PublishingBlocked
from tests.factories.pages import edit
from tests.site import soup

pytestmark = pytest.mark.sqlite_is_enough("rules for pages")

MESSAGE = "Ohne Alternativtext: „Bild“."
#: Pictures that are not checked, since the name beside them is read out.
NAMED = {"home.Partner.logo", "members.MemberPage.photo"}
PLACES = {
    "listing picture": lambda image: {"listing_image": image},
    "picture in the text": lambda image: {
        "body": json.dumps([{"type": "image", "value": {"image": image.pk}}])
    },
    "video elsewhere": lambda image: {
        "body": json.dumps(
            [
                {
                    "type": "external_video",
                    "value": {"title": "Film", "url": "https://a.de/", "image": image.pk},
                }
            ]
        )
    },
}


@pytest.fixture
def image(site):
    return CustomImage.objects.create(
        title="Bild",
        file=get_test_image_file("bild.png"),
        collection=Collection.objects.get(name="NRW"),
    )


def add(nrw, model=ContentPage, **fields):
    page = model(title="Neu", slug="neu", live=False, **fields)
    nrw.add_child(instance=page)
    page.save_revision()
    return page


def goes_live(page):
    try:
        page.get_latest_revision().publish()
    except PublishingBlocked as blocked:
        assert MESSAGE in " ".join(blocked.messages)
        return False
    return True


@pytest.mark.parametrize("place", PLACES)
def test_picture_without_words_keeps_a_page_from_going_live(place, image, nrw):
    page = add(nrw, **PLACES[place](image))
    assert not goes_live(page)
    image.description = "Ein Rathaus"
    image.save()
    assert goes_live(page)


def test_still_picture_of_a_video_needs_words_too(image, nrw):
    page = add(nrw, VideoPage, announced=True, poster=image)
    assert not goes_live(page)


@pytest.mark.parametrize("words", [{"is_decorative": True}, {"description": "Ein Rathaus"}])
def test_words_or_only_decoration_are_enough(words, image, nrw):
    CustomImage.objects.filter(pk=image.pk).update(**words)
    assert goes_live(add(nrw, **PLACES["picture in the text"](image)))


def test_blanks_are_no_words(image, nrw):
    CustomImage.objects.filter(pk=image.pk).update(description="  ")
    assert not goes_live(add(nrw, **PLACES["picture in the text"](image)))


def test_editor_says_so_beside_the_field(image, nrw, staff_nrw):
    page = add(nrw)
    picture = {"body": [("image", {"image": image.pk})]}
    response = edit(staff_nrw, page, "action-publish", picture)
    block = soup(response).select_one("[data-contentpath=body] #body")
    _value, error = json.loads(block["data-w-block-arguments-value"])
    assert error["messages"][0].startswith(MESSAGE)
    assert edit(staff_nrw, response).status_code == 302, "a draft may wait for its words"
    words = {"body-0-value-alt_text": "Ein Rathaus"}
    assert edit(staff_nrw, page, "action-publish", words).status_code == 302
    assert ContentPage.objects.get(pk=page.pk).live


def test_every_picture_is_checked_or_has_a_name_beside_it(site):
    checked = {
        f"{model._meta.label}.{name}"
        for model in get_page_models()
        if issubclass(model, EditionPage)
        for name, _image, _own in shown(model())
    }
    fields = {
        f"{field.model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in {"home", "members", "examples", "consultations", "editions"}
        for field in model._meta.concrete_fields
        if field.related_model is get_image_model()
    }
    assert fields - checked == NAMED | {"home.CustomRendition.image"}


def test_names_are_read_out_for_logos(nrw, image, client):
    nrw.partners = [Partner(role=Partner.Role.FUNDING, name="Ein Verein", logo=image)]
    nrw.save_revision().publish()
    page = ContentPage(title="Neu", body=[("partners", None)])
    nrw.add_child(instance=page)
    assert soup(client.get(page.url)).select_one("main img")["alt"] == "Ein Verein"


def test_portrait_stands_beside_the_name(image, nrw):
    assert "photo" not in {name for name, _image, _own in shown(MemberPage(photo=image))}
