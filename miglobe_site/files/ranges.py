"""A file over HTTP, whole or in parts (RFC 9110, sections 13 and 14), so that players can seek."""

import re
from pathlib import Path

from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

#: A part is answered from memory. Players ask for "all from here on" and then read as slowly as
#: they play: a longer answer would hold one of the server's few threads for as long.
LARGEST_PART = 2 * 1024 * 1024
BLOCK = 64 * 1024
ONE_RANGE = re.compile(r"([0-9]{0,18})-([0-9]{0,18})")


class UnsatisfiableError(ValueError):
    """A Range header that names no byte of the file, or nothing that can be understood."""


def serve_file(request, path, content_type):
    """Return the answer to GET and HEAD for a file: 200, 206, 304, 412 or 416.

    Several ranges at once are answered with the whole file, as the RFC allows; a range of more than
    LARGEST_PART with its beginning, after which players ask for the rest.
    """
    try:
        status = Path(path).stat()
    except OSError as error:
        raise Http404 from error
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": f'"{status.st_mtime_ns:x}-{status.st_size:x}"',
        "Last-Modified": http_date(status.st_mtime),
    }
    response = get_conditional_response(request, headers["ETag"], int(status.st_mtime))
    if response is None:
        response = answer(request, path, status.st_size, headers)
    for name, value in ({"Content-Type": content_type} | headers).items():
        response[name] = value
    return response


def answer(request, path, size, headers):
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": size})
    try:
        part = wanted_part(request, size, headers)
    except UnsatisfiableError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if part is None:
        response = FileResponse(Path(path).open("rb"))  # noqa: SIM115 - the response closes it
        response.block_size = BLOCK
        return response
    start, end = part
    with Path(path).open("rb") as file:
        file.seek(start)
        content = file.read(end - start + 1)
    head = {"Content-Range": f"bytes {start}-{start + len(content) - 1}/{size}"}
    return HttpResponse(content, status=206, headers=head)


def wanted_part(request, size, headers):
    """Return (first, last byte) of the range that is asked for, or None for the whole file.

    Raises UnsatisfiableError.
    """
    unit, _, ranges = request.headers.get("Range", "").partition("=")
    if unit.strip().lower() != "bytes" or "," in ranges:
        return None
    known = (None, headers["ETag"], headers["Last-Modified"])
    if request.headers.get("If-Range") not in known:
        return None  # the file has changed since the player read its first part
    match = ONE_RANGE.fullmatch(ranges.strip())
    if match is None or not any(match.groups()):
        raise UnsatisfiableError
    first, last = (int(number) if number else None for number in match.groups())
    if first is None:
        first, last = max(size - last, 0), size - 1
    last = size - 1 if last is None else min(last, size - 1)
    if first > last:
        raise UnsatisfiableError
    return first, min(last, first + LARGEST_PART - 1)
