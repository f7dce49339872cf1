"""The files of the media, kept for as long as they are read: a link takes no room."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path


def files_in(folder: Path) -> Iterator[Path]:
    """All files below a folder, as paths relative to it, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder)


def hold(source: Path, target: Path) -> None:
    """Link all files into another folder; who deletes one there takes nothing away here.

    Called before and after the snapshot of the database: a file that its rows name was there at one
    of the two, even where somebody has deleted or replaced it since.
    """
    for name in files_in(source):
        path, held = source / name, target / name
        try:
            if held.exists() and held.samefile(path):
                continue
            held.parent.mkdir(parents=True, exist_ok=True)
            held.unlink(missing_ok=True)
            try:
                os.link(path, held)
            except OSError:  # a file system without links, or another one
                shutil.copy2(path, held)
        except FileNotFoundError:  # deleted in this moment
            continue
