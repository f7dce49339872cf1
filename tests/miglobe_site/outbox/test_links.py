"""Links in mails act on POST alone: programs that open them to look for dangers change nothing."""

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client

from examples import releases
from miglobe_site.outbox import errands
from tests.factories.examples import full_draft
from tests.factories.my_profile import account_of, ask_for_link, invite, path_in, profile
from tests.site import login, submit

TIMES = 20
EMAIL, STAFF = "amina@example.org", "redaktion-nrw@example.org"
#: What only notes that somebody was there, or that a picture was shown.
PASSING = {"sessions.Session", "home.CustomRendition"}


def invitation(mailoutbox):
    invite(login(Client(), STAFF), profile())
    return path_in(mailoutbox[0])


def login_link(mailoutbox):
    account_of(profile(), EMAIL)
    ask_for_link(Client(), EMAIL)
    return path_in(mailoutbox[0])


def new_address(mailoutbox):
    client = Client()
    client.force_login(account_of(profile(), EMAIL))
    entered = {"email": "amina.neu@example.org"}
    submit(client, "/mein-profil/konto/", entered, form="form:has([name=email])")
    return path_in(mailoutbox[1])


def password_reset(mailoutbox):
    Client().post("/admin/password_reset/", {"email": STAFF})
    return re.search(r"/admin/password_reset/\S+", mailoutbox[0].body)[0]


def release(mailoutbox):
    user = get_user_model().objects.get(email=STAFF)
    return f"/freigabe/{releases.make_link(full_draft(), user, days=7)[1]}/"


def rows():
    models = [model for model in apps.get_models() if model._meta.managed]
    kept = [each for each in models if each._meta.label not in PASSING and "FTS" not in str(each)]
    return {
        (model._meta.label, *map(str, row))
        for model in kept
        for row in model._base_manager.values_list()
    }


@pytest.mark.parametrize("kind", [invitation, login_link, new_address, password_reset, release])
def test_opening_a_link_twenty_times_changes_nothing(kind, site, mailoutbox, monkeypatch):
    monkeypatch.setattr(errands, "leave", errands.do)
    path, opener = kind(mailoutbox), Client()
    assert opener.get(path, follow=True).status_code == 200
    before, sent = rows(), len(mailoutbox)
    for _time in range(TIMES):
        assert Client().head(path, follow=True).status_code == 200
        assert Client().get(path, follow=True).status_code == 200
    assert rows() == before
    assert len(mailoutbox) == sent
