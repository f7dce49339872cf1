"""A person uploads files in the CMS, one alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import log_in
from tests.factories.files import MP4, encoded


@pytest.mark.parametrize(
    ("address", "name", "content"),
    [
        ("/admin/images/add/", "rathaus-am-markt.jpg", encoded()),
        ("/admin/documents/add/", "faltblatt-2027.pdf", b"%PDF-1.7"),
        ("/admin/media/video/add/", "unser-film.mp4", MP4),
    ],
)
def test_name_of_the_file_becomes_the_title(
    address, name, content, transactional_db, page, live_server
):
    log_in(page, "redaktion-nrw@example.org")
    page.goto(address)
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("[name=file]").set_input_files(file)
    expect(page.locator("[name=title]")).to_have_value(name.rpartition(".")[0])
    page.locator("[name=title]").fill("Eigener Titel")
    page.locator("[name=file]").set_input_files(file | {"name": f"x-{name}"})
    expect(page.locator("[name=title]")).to_have_value("Eigener Titel")
