"""Profiles of advisors on screen and on paper."""

import re

from tests.members import fullest, index, path
from tests.test_members import picture


def test_fullest_profile_is_printed_on_one_sheet(live_server, page):
    profile = fullest(index(), picture("NRW"))
    page.goto(path(profile))
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.set_viewport_size({"width": 680, "height": 1040})
    page.emulate_media(media="print")
    for text in ("Prof. Dr. Dr. h. c.", "alexandrina-wilhelmine@example.org", "/nrw/mitglieder/"):
        assert page.locator("main").get_by_text(text).last.is_visible()
    assert not page.get_by_role("link", name="anfragen").first.is_visible()
