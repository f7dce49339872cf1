"""Profiles of advisors on screen and on paper."""

import re

from tests.members import fullest, index, path
from tests.test_members import picture

PRINTED = ("facts", "contact", "text", "address")


def test_fullest_profile_is_printed_on_one_sheet(live_server, page):
    profile = fullest(index(), picture("NRW"))
    page.goto(path(profile))
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.emulate_media(media="print")
    for part in (
        "h1",
        ".portrait img",
        ".profile__facts",
        ".profile__contact",
        ".profile__address",
    ):
        assert page.locator(part).is_visible(), part
    assert not page.locator(".profile__request").is_visible()
