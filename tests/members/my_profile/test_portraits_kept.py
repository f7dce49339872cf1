"""Portraits that were replaced or removed, and copies that nobody may see, are deleted."""

from pathlib import Path

import pytest
from django.conf import settings
from wagtail.images import get_image_model

from home.models import ContentPage
from members import portraits
from members.models import MemberPage
from tests.factories.members import image
from tests.factories.my_profile import decide, edit, fresh, press, profile, waiting
from tests.factories.photos import photo, remove, upload

pytestmark = pytest.mark.sqlite_is_enough("files")


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def own_portrait(page, advisor, commits):
    """Upload a portrait and have it approved; return the picture with a copy made of it."""
    with commits():
        upload(advisor, photo())
    with commits():
        decide(page, "approve")
    found = fresh(page).photo
    found.get_rendition("fill-240x240|format-webp")
    return found


def discard(advisor):
    press(advisor, "zurueckziehen")
    press(advisor, "entwurf-verwerfen")


def files_of(picture):
    """The original and the copies, with their full names."""
    return [picture.file.path, *(copy.file.path for copy in picture.renditions.all())]


def there(paths):
    return [Path(path).exists() for path in paths]


def pictures():
    return set(get_image_model().objects.values_list("pk", flat=True))


def test_old_portrait_goes_when_the_new_one_is_public(page, advisor, commits):
    old = own_portrait(page, advisor, commits)
    files = files_of(old)
    assert len(files) > 1
    with commits():
        upload(advisor, photo(size=(900, 900)))
    assert all(there(files))  # it is still what the public sees
    with commits():
        decide(page, "approve")
    assert not any(there(files))
    assert old.pk not in pictures()
    assert all(there(files_of(fresh(page).photo)))


def test_removed_portrait_goes_with_the_approval(page, advisor, commits):
    files = files_of(own_portrait(page, advisor, commits))
    with commits():
        remove(advisor)
    assert all(there(files))
    with commits():
        decide(page, "approve")
    assert not any(there(files))


@pytest.mark.parametrize("how", ["replaced", "discarded"])
def test_portrait_that_was_never_public_goes(how, page, advisor, commits):
    before = pictures()
    with commits():
        upload(advisor, photo())
    files = files_of(waiting(page).photo)
    with commits():
        if how == "replaced":
            upload(advisor, photo(size=(900, 900)))
        else:
            discard(advisor)
    assert not any(there(files))
    assert len(pictures() - before) == (1 if how == "replaced" else 0)
    assert page.photo_id in pictures()


def test_portrait_that_waits_stays_while_something_is_public_at_once(page, advisor, commits):
    with commits():
        upload(advisor, photo())
    picture = waiting(page).photo
    with commits():
        edit(advisor, "erreichbarkeit", town="Herne")
    assert waiting(page).photo == picture
    assert all(there(files_of(picture)))


def test_old_version_opens_without_the_portrait_that_is_gone(page, advisor, commits):
    old = own_portrait(page, advisor, commits)
    version = page.revisions.filter(content__photo=old.pk).first()
    with commits():
        remove(advisor)
    with commits():
        decide(page, "approve")
    version.refresh_from_db()
    assert version.as_object().photo is None


def test_portrait_that_something_else_shows_stays(page, advisor, commits, nrw):
    old = own_portrait(page, advisor, commits)
    MemberPage.objects.filter(pk=profile(number=0).pk).update(photo=old)
    profile(number=0).save()
    with commits():
        remove(advisor)
    with commits():
        decide(page, "approve")
    assert old.pk in pictures()


def test_portrait_goes_with_the_last_page_of_a_person(page, advisor, commits):
    files = files_of(own_portrait(page, advisor, commits))
    with commits():
        fresh(page).delete()
    assert not any(there(files))


def test_daily_work_makes_up_for_what_was_missed(page, advisor):
    upload(advisor, photo())  # without the tasks of the commit
    files = files_of(waiting(page).photo)
    discard(advisor)
    assert all(there(files))
    assert portraits.tidy_all() == "1 portraits deleted that nothing shows"


@pytest.mark.parametrize("how", ["offline", "deleted"])
def test_copies_of_a_picture_go_with_the_last_page_that_shows_it(how, nrw, commits):
    """Of whichever page; the original stays among the pictures of the staff."""
    picture = image("NRW")
    pages = [ContentPage(title=f"Seite {n}", listing_image=picture) for n in "12"]
    for each in pages:
        nrw.add_child(instance=each)
        each.save_revision().publish()
    copy = picture.get_rendition("width-320|format-webp").file.path
    for each, is_there in zip(pages, (True, False), strict=True):
        with commits():
            each.unpublish() if how == "offline" else each.delete()
        assert Path(copy).exists() is is_there
    assert Path(settings.MEDIA_ROOT, picture.file.name).exists()
