"""Reads a backup into an empty place, and compares what is there then with what was backed up."""

import gzip
import hashlib
import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from wagtail.models import Page

from miglobe_site.databases.sqlite3.base import DatabaseWrapper as SQLite
from miglobe_site.health.checks import known_migrations

from . import age, media, tables
from .making import FORMAT, MANIFEST

PIECE = 1024 * 1024
#: Pages that Wagtail's and our migrations make.
MOST_PAGES = 2


class RefusedError(Exception):
    """Why nothing was restored, for whoever typed the command."""


DAMAGED = "The file is damaged or no backup of this site: {}. Nothing was restored."


def restore(path: Path, identity: Path | None, say: Callable[[str], object]) -> dict[str, Any]:
    """Restore a backup; return its manifest. All is checked before anything is written."""
    with opened(path, identity) as file:
        manifest = verified(file)
        say(f"{len(manifest['sums'])} parts are whole.")
        theirs, ours = set(manifest["migrations"]), {".".join(each) for each in known_migrations()}
        if theirs != ours:
            raise RefusedError(
                "The backup is of another version of the site "
                f"({', '.join(sorted(theirs ^ ours)[:3])}). Please restore it with the version "
                "that has made it, then update."
            )
        refuse_what_is_there()
        call_command("migrate", interactive=False, verbosity=0)
        fill(file, manifest, say)
    finish()
    compare(manifest, say)
    return manifest


@contextmanager
def opened(path: Path, identity: Path | None) -> Iterator[IO[bytes]]:
    if not path.is_file():
        raise RefusedError(f"{path} is not there.")
    with path.open("rb") as file:
        is_encrypted = file.read(len(age.MARK)) == age.MARK
        file.seek(0)
        if not is_encrypted:
            yield file
            return
        if identity is None:
            raise RefusedError("The backup is encrypted: name the private key by --identity.")
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as clear:
            age.decrypt(file, clear, identity)
            yield clear


def members(file: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    file.seek(0)
    with tarfile.open(fileobj=file, mode="r:") as tar:
        for info in tar:
            content = tar.extractfile(info) if info.isreg() else None
            if content is None or not is_safe(info.name):
                raise RefusedError(DAMAGED.format("a part has a strange name"))
            yield info.name, content


def is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def verified(file: IO[bytes]) -> dict[str, Any]:
    """The manifest, where each part is there once and is what it says."""
    found, manifest = dict[str, str](), None
    try:
        for name, content in members(file):
            if name == MANIFEST:
                manifest = json.loads(content.read())
                continue
            digest = hashlib.sha256()
            while piece := content.read(PIECE):
                digest.update(piece)
            if name in found:
                raise RefusedError(DAMAGED.format("a part is there twice"))
            found[name] = digest.hexdigest()
    except (tarfile.TarError, ValueError, EOFError) as error:
        raise RefusedError(DAMAGED.format("it cannot be read to its end")) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise RefusedError(DAMAGED.format("its end is missing"))
    if found != manifest["sums"]:
        wrong = sorted(dict(found.items() ^ manifest["sums"].items()))
        raise RefusedError(DAMAGED.format(f"{len(wrong)} parts are not as they were written"))
    return manifest


def refuse_what_is_there() -> None:
    """Nothing that somebody has made is overwritten; what `migrate` alone has made may be there."""
    default = connections[DEFAULT_DB_ALIAS]
    is_missing = isinstance(default, SQLite) and default.is_missing()
    there = set() if is_missing else set(connection.introspection.table_names())
    users, pages = get_user_model(), Page
    is_used = users._meta.db_table in there and users.objects.exists()
    is_used = is_used or (pages._meta.db_table in there and pages.objects.count() > MOST_PAGES)
    if is_used:
        raise RefusedError(
            "The database is not empty. A backup is restored into an empty one only."
        )
    folder = Path(settings.MEDIA_ROOT)
    if folder.exists() and next(media.files_in(folder), None):
        raise RefusedError(f"{folder} is not empty. A backup is restored into an empty place only.")


def fill(file: IO[bytes], manifest: dict[str, Any], say: Callable[[str], object]) -> None:
    """Write files and rows. Where anything fails, the place is as empty as before."""
    known = {table.name: table for table in tables.all_tables()}
    folder = Path(settings.MEDIA_ROOT)
    new = Path(tempfile.mkdtemp(dir=settings.DATA_DIR, prefix="restore-"))
    try:
        with transaction.atomic():
            tables.empty_all(connection)
            for name, content in members(file):
                kind, _slash, rest = name.partition("/")
                if kind == "tables":
                    with gzip.open(content) as lines:
                        known[rest.removesuffix(".jsonl.gz")].insert(connection, lines)
                elif kind == "media":
                    target = new / rest
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with target.open("wb") as written:
                        shutil.copyfileobj(content, written, PIECE)
                    target.chmod(settings.FILE_UPLOAD_PERMISSIONS)
            tables.count_on(connection)
        say("All rows are written.")
        folder.mkdir(parents=True, exist_ok=True)
        for each in new.iterdir():
            shutil.move(each, folder / each.name)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def finish() -> None:
    """Make what is derived, and forget what this process and others remember of the old place."""
    ContentType.objects.clear_cache()
    cache.clear()
    call_command("update_index", verbosity=0)


def compare(manifest: dict[str, Any], say: Callable[[str], object]) -> None:
    """Read every row and every file again."""
    for table in tables.all_tables():
        if tables.sum_of(table, connection) != manifest["tables"].get(table.name):
            raise RefusedError(f"The table {table.name} is not as it was backed up.")
    folder = Path(settings.MEDIA_ROOT)
    files = {
        f"media/{name.as_posix()}": hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in media.files_in(folder)
    }
    if files != {k: v for k, v in manifest["sums"].items() if k.startswith("media/")}:
        raise RefusedError("The files are not as they were backed up.")
    rows = sum(number for number, _sum in manifest["tables"].values())
    say(f"Compared: {rows} rows in {len(manifest['tables'])} tables and {len(files)} files.")
