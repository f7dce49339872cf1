"""Profiles of advisors on screen and on paper."""

import re

from tests.factories.members import KOFI, fullest, image, index, member, path
from tests.site import login

PRINTED = ("facts", "contact", "text", "address")


def test_fullest_profile_is_printed_on_one_sheet(live_server, page):
    profile = fullest(index(), image("NRW"))
    page.goto(path(profile))
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.emulate_media(media="print")
    for part in (
        "h1",
        ".profile .portrait img",
        ".profile__facts",
        ".profile__contact",
        ".sheet-address",
    ):
        assert page.locator(part).is_visible(), part
    assert not page.locator(".profile__request").is_visible()


def test_editor_counts_the_letters(live_server, context, page, client):
    login(client, "redaktion-nrw@example.org")
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"/admin/pages/{member(KOFI).pk}/edit/")
    field = page.locator("[name=summary]")
    note = page.locator(f"#{field.get_attribute('aria-describedby').split()[-1]}")
    field.fill("Zwölf Worte.")
    assert note.inner_text() == "12 von 160 Zeichen"
    field.fill("ä" * 170)
    assert note.inner_text() == f"{len(field.input_value())} von 160 Zeichen"
