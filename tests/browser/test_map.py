"""The map with all sixteen federal states open."""

import pytest

from editions.registry import EDITIONS
from tests.site import login

# For each name on the map: what a click on its middle and on both its ends would hit, and its
# height in pixels.
NAMES = """() => [...document.querySelectorAll('.state-map text')].map(text => {
  const box = text.getBoundingClientRect(), y = (box.top + box.bottom) / 2;
  const hit = [box.left + 2, (box.left + box.right) / 2, box.right - 2].map(
    x => document.elementFromPoint(x, y)?.closest('a')?.dataset.edition);
  return [text.textContent, hit, box.height, box.left >= 0 && box.right <= innerWidth];
})"""


@pytest.mark.parametrize("width", [320, 1280])
def test_every_name_is_whole_and_leads_to_its_state(width, page, live_server, context, client, db):
    login(client, "admin@example.org")
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/admin/components/")
    page.evaluate("document.querySelector('.state-map').scrollIntoView()")
    names = page.evaluate(NAMES)
    assert {name for name, *_rest in names} == {key.upper() for key in EDITIONS}
    for name, hit, height, inside in names:
        assert hit == [name.lower()] * 3, name
        assert height >= 12 and inside, name
