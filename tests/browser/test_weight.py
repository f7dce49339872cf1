"""What a first visit transfers, over the network as it is: compressed, with headers."""

import pytest

KB = 1000


@pytest.fixture
def visit(page):
    """Load a page; return its transfers as (type, address, bytes)."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    kinds, sizes = {}, {}
    session.on(
        "Network.responseReceived",
        lambda event: kinds.update({event["requestId"]: (event["type"], event["response"]["url"])}),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )

    def load(path):
        kinds.clear()
        sizes.clear()
        page.goto(path, wait_until="networkidle")
        return [(*kinds[key], size) for key, size in sizes.items() if size]

    return load


def weight(transfers, kind=None):
    return sum(size for each, _address, size in transfers if kind in {None, each})


@pytest.mark.parametrize(
    ("path", "most"), [("/", 100), ("/nrw/", 100), ("/nrw/miglobe/", 60), ("/bw/miglobe/", 60)]
)
def test_first_visit(path, most, visit, page):
    transfers = visit(path)
    font = weight(transfers, "Font")
    print(f"{path}: {weight(transfers)} bytes in {len(transfers)} requests")
    assert font
    assert weight(transfers) <= most * KB
    assert len(transfers) <= 12
    assert weight(transfers, "Document") <= 21 * KB
    assert weight(transfers, "Stylesheet") <= 4 * KB  # for print, which nothing waits for
    assert weight(transfers, "Script") <= 5 * KB
    assert page.context.cookies() == []


def test_next_page_needs_only_itself(visit):
    visit("/nrw/")
    transfers = visit("/nrw/miglobe/")
    assert {kind for kind, _address, _size in transfers} <= {"Document", "Image"}
    assert weight(transfers, "Document") <= 16 * KB
    assert weight(transfers, "Image") <= 10 * KB
