"""Files in parts: what a player asks for when somebody jumps ahead."""

import os

import pytest
from django.http import Http404
from django.test import RequestFactory

from miglobe_site.files import ranges
from tests.factories.files import make_video

pytestmark = pytest.mark.sqlite_is_enough("parts of a file")

CONTENT = bytes(range(256)) * 40
SIZE = len(CONTENT)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(CONTENT)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


@pytest.fixture
def ask(path):
    def ask(method="GET", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        request = RequestFactory().generic(method, "/film.mp4", headers=headers)
        return ranges.serve_file(request, path, "video/mp4")

    return ask


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_whole_file_says_that_parts_may_be_asked_for(ask):
    response = ask()
    assert response.status_code == 200
    assert body(response) == CONTENT
    assert response.headers["Accept-Ranges"] == "bytes"
    assert response.headers["Content-Length"] == str(SIZE)
    assert response.headers["Content-Type"] == "video/mp4"
    assert response.headers["Last-Modified"] == "Tue, 14 Nov 2023 22:13:20 GMT"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("100-199", 100, 199),
        ("0-0", 0, 0),
        ("0-1", 0, 1),
        ("0-", 0, SIZE - 1),
        ("10000-", 10_000, SIZE - 1),
        ("-500", SIZE - 500, SIZE - 1),
        ("-99999999", 0, SIZE - 1),
        ("10000-99999999", 10_000, SIZE - 1),
        (f"{SIZE - 1}-", SIZE - 1, SIZE - 1),
        (f"0-{SIZE}", 0, SIZE - 1),
    ],
)
def test_part_is_answered_with_its_bytes(asked, start, end, ask):
    response = ask(range=f"bytes={asked}")
    assert response.status_code == 206
    assert body(response) == CONTENT[start : end + 1]
    assert response.headers["Content-Range"] == f"bytes {start}-{end}/{SIZE}"
    assert response.headers["Content-Type"] == "video/mp4"
    assert response.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    "asked",
    ["", "-", "abc", "5-3", "1.5-2", "0x10-", "--5", "-0", f"{SIZE}-", f"{SIZE}-{SIZE + 5}",
     "9" * 30 + "-", "9" * 5000 + "-", "１-２", "1 - 2", "0-1-2", "\x00-5"],
)  # fmt: skip
def test_nonsense_is_not_satisfiable(asked, ask):
    response = ask(range=f"bytes={asked}")
    assert response.status_code == 416
    assert response.headers["Content-Range"] == f"bytes */{SIZE}"
    assert body(response) == b""


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=0-,0-,0-,0-", "seconds=1-2", "0-5", "x"])
def test_several_parts_and_other_units_get_the_whole_file(asked, ask):
    response = ask(range=asked)
    assert response.status_code == 200
    assert body(response) == CONTENT


def test_unit_may_be_written_in_capitals(ask):
    assert ask(range="Bytes=0-4").status_code == 206


def test_part_of_a_file_that_has_changed_since_is_the_whole_file(ask, path):
    tags = ask().headers
    for known in (tags["ETag"], tags["Last-Modified"]):
        assert ask(range="bytes=0-9", if_range=known).status_code == 206
    for unknown in ('"other"', f"W/{tags['ETag']}", "Tue, 14 Nov 2023 22:13:21 GMT", "bytes", ""):
        assert ask(range="bytes=0-9", if_range=unknown).status_code == 200
    path.write_bytes(CONTENT[::-1])
    response = ask(range="bytes=0-9", if_range=tags["ETag"])
    assert (response.status_code, body(response)) == (200, CONTENT[::-1])


def test_file_that_the_browser_has_is_not_sent_again(ask):
    tags = ask().headers
    for header in ({"if_none_match": tags["ETag"]}, {"if_modified_since": tags["Last-Modified"]}):
        response = ask(**header)
        assert (response.status_code, body(response)) == (304, b"")
        assert response.headers["ETag"] == tags["ETag"]
    assert ask(if_none_match='"other"').status_code == 200
    assert ask(if_match='"other"').status_code == 412


def test_head_tells_the_size_and_sends_nothing(ask):
    for headers in ({}, {"range": "bytes=0-9"}):
        response = ask("HEAD", **headers)
        assert (response.status_code, body(response)) == (200, b"")
        assert response.headers["Content-Length"] == str(SIZE)
        assert response.headers["Accept-Ranges"] == "bytes"


def test_long_part_ends_early_and_says_where(ask, monkeypatch):
    monkeypatch.setattr(ranges, "LARGEST_PART", 1000)
    for asked in ("0-", "0-5000", "-10240"):
        response = ask(range=f"bytes={asked}")
        assert body(response) == CONTENT[:1000]
        assert response.headers["Content-Range"] == f"bytes 0-999/{SIZE}"


def test_missing_file_is_not_found(path):
    path.unlink()
    with pytest.raises(Http404):
        ranges.serve_file(RequestFactory().get("/film.mp4"), path, "video/mp4")


def test_empty_file_has_no_part(ask, path):
    path.write_bytes(b"")
    assert ask(range="bytes=0-").status_code == 416
    assert body(ask()) == b""


def test_part_arrives_uncompressed_through_all_middleware(site, staff_nrw):
    url = make_video().file.url
    headers = {"range": "bytes=100-1199", "accept-encoding": "gzip"}
    response = staff_nrw.get(url, headers=headers)
    assert response.status_code == 206
    assert len(response.content) == 1100
    assert "Content-Encoding" not in response.headers
    assert response.headers["Content-Length"] == "1100"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_videos_are_only_read(method, site, staff_nrw):
    assert getattr(staff_nrw, method)(make_video().file.url).status_code == 405
