"""What is no whole backup of this version, and a place that is not empty, is left alone."""

import io
import json
import tarfile
from pathlib import Path

import pyrage
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from home.models import HomePage
from miglobe_site.backup import making, restoring
from miglobe_site.health.models import Run

pytestmark = pytest.mark.sqlite_is_enough("files; tests with both databases are beside it")


def backup(target, **options):
    out = io.StringIO()
    call_command("backup", str(target), stdout=out, **options)
    return out.getvalue()


def refused(file, **options):
    """What `restore` says; it has changed nothing."""
    before = HomePage.objects.count()
    with pytest.raises(CommandError) as error:
        call_command("restore", str(file), stdout=io.StringIO(), **options)
    assert HomePage.objects.count() == before
    return str(error.value)


@pytest.fixture
def file(site, tmp_path):
    target = tmp_path / "backup.tar"
    backup(target)
    return target


def written_anew(file, change):
    """The same members, but for what ``change`` makes of (name, content)."""
    target = file.with_name("changed.tar")
    with tarfile.open(file) as old, tarfile.open(target, "w") as new:
        for info in old:
            content = old.extractfile(info).read()
            for name, data in change(info.name, content):
                info = tarfile.TarInfo(name)
                info.size = len(data)
                new.addfile(info, io.BytesIO(data))
    return target


def test_backup_is_for_its_owner_and_leaves_nothing_behind(file):
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert not list(Path(settings.DATA_DIR).glob("backup-*"))
    run = Run.objects.get(kind=Run.Kind.BACKUP)
    assert "rows and" in run.parts[0]["text"] and run.missing_after is None


def test_place_that_is_not_empty(file):
    assert "The database is not empty" in refused(file)


def test_media_that_are_not_empty(file, monkeypatch):
    monkeypatch.setattr(restoring, "MOST_PAGES", 10_000)
    monkeypatch.setattr(restoring, "get_user_model", lambda: Run)
    Run.objects.all().delete()
    assert f"{settings.MEDIA_ROOT} is not empty" in refused(file)


def test_one_byte_that_is_another(file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert "is damaged" in refused(file)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_file_that_was_cut_off(share, file):
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    assert "is damaged" in refused(file)


def test_part_that_is_missing(file):
    changed = written_anew(
        file, lambda name, data: [] if name.startswith("tables/home_home") else [(name, data)]
    )
    assert "parts are not as they were written" in refused(changed)


def test_part_outside_of_the_folder(file):
    changed = written_anew(file, lambda name, data: [(name, data), ("media/../../evil.txt", b"x")])
    assert "strange name" in refused(changed)


def test_other_version(file):
    def older(name, data):
        if name == making.MANIFEST:
            manifest = json.loads(data)
            manifest["migrations"] = [*manifest["migrations"][:-1], "search.0099_later"]
            data = json.dumps(manifest).encode()
        return [(name, data)]

    said = refused(written_anew(file, older))
    assert "another version of the site" in said and "search.0099_later" in said


def test_what_is_no_backup(site, tmp_path):
    for name, content in {"a.txt": b"Guten Tag", "b.json": b"{}", "empty": b""}.items():
        (tmp_path / name).write_bytes(content)
        assert "is damaged or no backup" in refused(tmp_path / name)
    assert "is not there" in refused(tmp_path / "nothing.tar")


def test_encrypted_backup_opens_with_its_key_alone(site, tmp_path, settings):
    identity, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    key, wrong = tmp_path / "key.txt", tmp_path / "wrong.txt"
    key.write_text(f"# created: 2026\n# public key: {identity.to_public()}\n{identity}\n")
    wrong.write_text(f"{other}\n")
    settings.BACKUP_RECIPIENT = str(identity.to_public())
    folder = tmp_path / "backups"
    folder.mkdir()
    backup(folder)
    [file] = folder.iterdir()
    assert file.suffix == ".age" and b"manifest.json" not in file.read_bytes()
    with restoring.opened(file, key) as clear:
        assert restoring.verified(clear)["tables"]["home_homepage"][0] >= 2
    assert "name the private key" in refused(file)
    assert "cannot be decrypted" in refused(file, identity=wrong)
    assert "cannot be read as a private key" in refused(file, identity=tmp_path / "none")
    with pytest.raises(CommandError, match="no public key of age"):
        backup(tmp_path / "x.tar", recipient="age1nonsense")
    assert not (tmp_path / "x.tar").exists()


def test_so_many_are_kept(site, tmp_path):
    for day in range(1, 5):
        (tmp_path / f"miglobe-2026-01-0{day}-030000.tar").write_bytes(b"old")
    (tmp_path / "other.tar").write_bytes(b"mine")
    backup(tmp_path, keep=2)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 3 and names[0] == "miglobe-2026-01-04-030000.tar"
    assert names[2] == "other.tar"
    assert Run.objects.get().missing_after is not None


def test_nothing_is_overwritten(file):
    with pytest.raises(CommandError, match="is there already"):
        backup(file)
    for options in ({"keep": 0}, {"keep": 2}):
        with pytest.raises(CommandError, match="needs a folder"):
            backup(file.with_name("new.tar"), **options)


def test_backup_that_fails_leaves_the_older_ones(site, tmp_path, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "write_table", full)
    with pytest.raises(CommandError, match="No backup was written"):
        backup(tmp_path, keep=1)
    assert list(tmp_path.iterdir()) == []
    assert not Run.objects.exists()


def test_file_deleted_while_the_backup_is_made_is_in_it(site, tmp_path, monkeypatch):
    doomed = Path(settings.MEDIA_ROOT) / "images" / "doomed.txt"
    doomed.parent.mkdir(parents=True, exist_ok=True)
    doomed.write_bytes(b"here at the snapshot")
    write = making.write_table

    def delete_first(*arguments):
        doomed.unlink(missing_ok=True)
        return write(*arguments)

    monkeypatch.setattr(making, "write_table", delete_first)
    file = tmp_path / "backup.tar"
    backup(file)
    with tarfile.open(file) as tar:
        assert tar.extractfile("media/images/doomed.txt").read() == b"here at the snapshot"
