"""Writes a backup while the site goes on."""

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from miglobe_site.health.checks import known_migrations

from . import age, media, tables

FORMAT = 1
MANIFEST = "manifest.json"
PREFIX = "miglobe-"
PRIVATE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
STEP = 500  # files between two lines of progress


@dataclass
class Archive:
    """A tar that is being written, with the checksum of each member."""

    tar: tarfile.TarFile
    sums: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, file: IO[bytes], size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o640
        reader = Hashing(file)
        self.tar.addfile(info, reader)
        self.sums[name] = reader.digest.hexdigest()


class Hashing:
    """A file to read, with the checksum of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


def make(target: Path, key: str = "", say: Callable[[str], object] = print) -> dict[str, Any]:
    """Write a backup; it gets its name when it is whole. Return its manifest."""
    part = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(part, PRIVATE, 0o600), "wb") as file:
            if key:
                with age.encrypted(file, key) as pipe:
                    manifest = write(pipe, say)
            else:
                manifest = write(file, say)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


@contextmanager
def own_connection() -> Iterator[BaseDatabaseWrapper]:
    """One beside that of the caller, who may be in a transaction."""
    connection = connections.create_connection("default")
    try:
        yield connection
    finally:
        connection.close()


def write(file: IO[bytes], say: Callable[[str], object]) -> dict[str, Any]:
    source = Path(settings.MEDIA_ROOT)
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "migrations": sorted(".".join(each) for each in known_migrations()),
        "tables": {},
    }
    with (
        tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="backup-") as name,
        tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT) as tar,
        own_connection() as connection,
    ):
        held, archive = Path(name), Archive(tar)
        media.hold(source, held)
        with tables.snapshot(connection):
            media.hold(source, held)
            for table in tables.all_tables():
                manifest["tables"][table.name] = write_table(archive, table, connection)
        say(f"{sum(rows for rows, _sum in manifest['tables'].values())} rows written.")
        names = list(media.files_in(held))
        for number, each in enumerate(names, 1):
            with (held / each).open("rb") as content:
                archive.add(f"media/{each.as_posix()}", content, os.fstat(content.fileno()).st_size)
            if number % STEP == 0 or number == len(names):
                say(f"{number} of {len(names)} files written.")
        manifest["sums"] = dict(archive.sums)
        last = json.dumps(manifest, ensure_ascii=False).encode()
        archive.add(MANIFEST, io.BytesIO(last), len(last))
    return manifest


def write_table(archive: Archive, table: tables.Table, connection: BaseDatabaseWrapper) -> Any:
    """Add a table; return the number and the checksum of its rows."""
    found = tables.Sum()
    with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
        with gzip.open(file, "wb", compresslevel=6) as compressed:
            for row in table.rows(connection):
                found.add(row)
                compressed.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        size = file.tell()
        file.seek(0)
        archive.add(f"tables/{table.name}.jsonl.gz", file, size)
    return found.as_list()


def file_name(key: str) -> str:
    return f"{PREFIX}{timezone.now():%Y-%m-%d-%H%M%S}.tar{'.age' if key else ''}"


def backups_in(folder: Path) -> list[Path]:
    """Those that `backup FOLDER` has written, the newest first."""
    found = [*folder.glob(f"{PREFIX}*.tar"), *folder.glob(f"{PREFIX}*.tar.age")]
    return sorted(found, key=lambda path: path.name, reverse=True)
