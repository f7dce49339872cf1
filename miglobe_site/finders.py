"""How static files are found: as in Django, but each style sheet is joined from its parts."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

PARTS = "css/parts/"
#: A style sheet that is joined: css/site.css from the files in css/parts/site/.
JOINED = re.compile(r"css/(\w+)\.css")
#: What browsers pass over: comments, line ends and what stands before the next line's first word.
COMMENTS = re.compile(rb"/\*.*?\*/", re.DOTALL)
LINE_ENDS = re.compile(rb"\s*\n\s*")


def compact(css: bytes) -> bytes:
    """Return a style sheet without what people alone read: a fifth of what is sent."""
    return LINE_ENDS.sub(b"\n", COMMENTS.sub(b"", css)).lstrip()


def folder() -> Path:
    return settings.BASE_DIR / "static" / PARTS


def joined_sheet(name: str) -> Path:
    """Return the path of a style sheet, written anew where a part has changed."""
    parts = sorted((folder() / name).glob("*.css"))
    css = compact(b"".join(part.read_bytes() for part in parts))
    path = settings.DATA_DIR / "joined/css" / f"{name}.css"
    if not path.exists() or path.read_bytes() != css:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(css)
    return path


class StaticFinder(FileSystemFinder):
    """Finds the files of static/, but one style sheet in place of the parts of each.

    So it is in production (`list`, for collectstatic) and in development (`find`).
    """

    def list(self, ignore_patterns):
        yield from super().list([*ignore_patterns, f"{PARTS}*"])
        for each in sorted(folder().iterdir()):
            path = joined_sheet(each.name)
            yield f"css/{path.name}", FileSystemStorage(path.parents[1])

    def find(self, path, find_all=False, **kwargs):
        if path.startswith(PARTS):
            return []
        joined = JOINED.fullmatch(path)
        if joined and (folder() / joined[1]).is_dir():
            sheet = str(joined_sheet(joined[1]))
            return [sheet] if find_all else sheet
        return super().find(path, find_all=find_all, **kwargs)
