"""A backup of a filled site comes back whole, into both databases, whatever happens meanwhile."""

import hashlib
import io
import json
import re
import threading
from contextlib import suppress

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from home.models import ContentPage, HomePage
from miglobe_site.backup.media import files_in
from miglobe_site.health.models import Run
from tests.miglobe_site.backup.places import all_rows, call, empty_place, restore, rows_in

NEXT = """
from home.models import *
home = HomePage.objects.get(locale__language_code="de-x-nrw")
print(home.add_child(instance=ContentPage(title="Danach", slug="danach", body="[]")).pk)
"""


def backup(target):
    out = io.StringIO()
    call_command("backup", str(target), stdout=out)
    return out.getvalue()


def sums(folder):
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files_in(folder)
    }


def unordered(value):
    """PostgreSQL keeps no order of names in JSON, which some fields are told as text."""
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        with suppress(ValueError):
            value = json.loads(value)
    if isinstance(value, dict):
        return {name: unordered(each) for name, each in value.items()}
    return [unordered(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_every_row_and_file_comes_back(vendor, transactional_db, tmp_path):
    file, folder = tmp_path / "backup.tar", tmp_path / "place"
    backup(file)
    Run.objects.all().delete()  # noted after the backup
    expected = all_rows()
    with empty_place(vendor, folder) as environment:
        assert "Compared: " in restore(environment, file)
        found = rows_in(environment)
        added = int(call(environment, "manage.py", "shell", "-v0", "-c", NEXT))
    assert found.keys() == expected.keys()
    is_same = vendor == connection.vendor == "sqlite"
    for label, rows in expected.items():
        assert found[label] == rows or not is_same, label
        assert unordered(found[label]) == unordered(rows), label
    assert sum(map(len, found.values())) > 2000
    assert sums(folder / "media") == sums(settings.MEDIA_ROOT)
    assert len(sums(folder / "media")) > 10
    pages = [json.loads(row)["pk"] for row in found["wagtailcore.Page"]]
    assert added > max(pages)


def test_backup_while_somebody_publishes_is_one_moment(transactional_db, tmp_path):
    home = HomePage.objects.get(locale__language_code="de-x-nrw")
    page = home.add_child(instance=ContentPage(title="Neu 0", slug="neu", body="[]"))
    over, published = threading.Event(), []

    def publish():
        while not over.is_set():
            fresh = ContentPage.objects.get(pk=page.pk)
            fresh.title = f"Neu {len(published) + 1}"
            fresh.save_revision().publish()
            published.append(fresh.title)
        connections.close_all()

    editor = threading.Thread(target=publish)
    editor.start()
    file, folder = tmp_path / "backup.tar", tmp_path / "place"
    try:
        backup(file)
    finally:
        over.set()
        editor.join()
    with empty_place(connection.vendor, folder) as environment:
        restore(environment, file)
        found = rows_in(environment)
    rows = {label: [json.loads(row) for row in rows] for label, rows in found.items()}
    [there] = [row for row in rows["wagtailcore.Page"] if row["pk"] == page.pk]
    number = int(re.search(r"\d+", there["fields"]["title"])[0])
    versions = [
        row["fields"]["content"]["title"]
        for row in rows["wagtailcore.Revision"]
        if row["fields"]["object_id"] == str(page.pk)
    ]
    assert 0 <= number <= len(published) and len(published) >= 2
    # The page of one moment has the versions of that moment, and at most the next draft.
    assert len(versions) in {number, number + 1}
