"""What staff read of what was done: all of their edition, deletions too, and nothing of others."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Collection

from home.models import CustomDocument, CustomImage
from tests.factories.copies import page_in, publish
from tests.site import login, soup, submit, visible_text

HISTORY = "/admin/reports/site-history/"
STAFF = ["redaktion", "mitarbeit"]


def history(client, **query):
    return visible_text(client.get(HISTORY, query))


def delete(client, address):
    response = submit(client, address, form="form[action*=delete]")
    assert response.status_code == 302


def clients(edition):
    return [login(Client(), f"{role}-{edition}@example.org") for role in STAFF]


def test_deleted_page_stands_in_the_history_of_its_edition(nrw, staff_nrw):
    page = page_in(nrw, slug="weg")
    page_in(page, slug="darunter")
    for each, title in ((page, "Zwiebelfisch"), (page.get_children().get().specific, "Darunter")):
        each.title = title
        each.save_revision(user=get_user_model().objects.get(email="redaktion-nrw@example.org"))
    delete(staff_nrw, f"/admin/pages/{page.get_children().get().pk}/delete/")
    delete(staff_nrw, f"/admin/pages/{page.pk}/delete/")
    for client in clients("nrw"):
        text = history(client, action="wagtail.delete")
        assert "Zwiebelfisch" in text and "Darunter" in text
        assert history(client, label="Zwiebelfisch").count("Zwiebelfisch") >= 2  # the edit as well
        content = client.get(f"{HISTORY}?export=csv").getvalue().decode()
        assert "Zwiebelfisch" in content
    for client in clients("bw"):
        for query in ({}, {"action": "wagtail.delete"}, {"export": "csv"}):
            assert "Zwiebelfisch" not in client.get(HISTORY, query).getvalue().decode()


def test_deleted_draft_of_another_edition_stays_unknown(bw, staff_nrw):
    page = page_in(bw, slug="weg")
    page.unpublish()
    page.title = "Zwiebelfisch"
    page.save_revision()
    page.delete()
    assert "Zwiebelfisch" not in history(staff_nrw)


@pytest.mark.parametrize("model", [CustomImage, CustomDocument])
def test_deleted_file_stands_in_the_history_of_its_edition(model, site):
    own = Collection.objects.get(name="NRW")
    file = get_test_image_file() if model is CustomImage else ContentFile(b"x", "zwiebel.txt")
    item = model.objects.create(title="Zwiebelfisch", file=file, collection=own)
    client = login(Client(), "redaktion-nrw@example.org")
    address = "images/{}/delete/" if model is CustomImage else "documents/delete/{}/"
    delete(client, "/admin/" + address.format(item.pk))
    assert not model.objects.filter(pk=item.pk).exists()
    for client in clients("nrw"):
        assert "Zwiebelfisch" in history(client)
    for client in clients("bw"):
        assert "Zwiebelfisch" not in history(client)


def test_redirects_stand_in_the_history_of_their_edition(site):
    redirect = Redirect.objects.create(
        old_path="/nrw/zwiebelfisch", redirect_link="https://x.example/"
    )
    client = login(Client(), "redaktion-nrw@example.org")
    delete(client, f"/admin/redirects/{redirect.pk}/delete/")
    assert "/nrw/zwiebelfisch" in history(client)
    for client in clients("bw"):
        assert "/nrw/zwiebelfisch" not in history(client)


def recent(client):
    panel = soup(client.get("/admin/")).select_one("#recent-edits, [aria-labelledby*=recent-edits]")
    return panel.get_text(" ", strip=True) if panel else ""


def test_recent_edits_name_own_pages_alone(nrw, bw, staff_nrw):
    user = get_user_model().objects.get(email="redaktion-nrw@example.org")
    own, other = page_in(nrw, slug="neu"), page_in(bw, slug="neu")
    for page in (own, other):
        page.save_revision(user=user)  # as a change of an original does in the copies of others
        log(page, "wagtail.edit", user=user)
    shown = staff_nrw.get("/admin/").content.decode()
    assert f"/admin/pages/{own.pk}/" in shown
    assert f"/admin/pages/{other.pk}/" not in shown


def test_recent_edits_of_an_archived_edition_stay(nrw, staff_nrw):
    user = get_user_model().objects.get(email="redaktion-nrw@example.org")
    page_in(nrw, slug="neu").save_revision(user=user)
    publish(nrw, offer_status="archived")
    assert "Vorlage" in recent(staff_nrw)
