"""Style sheets are written in parts (static/css/parts/) and stand in the pages."""

import re

import pytest
from django.contrib.staticfiles.views import serve
from django.http import Http404
from django.templatetags.static import static

from miglobe_site import styles
from tests.sheets import FOLDER, JOINED, classes_without_sheet, written
from tests.site import is_html, soup

PARTS = sorted(FOLDER.glob("*/*.css"))
NAMES = ["tokens", "base", "layout", "components", "print", "forced-colors"]
LAYERS = {str(number): name for number, name in enumerate(NAMES, start=1)}


@pytest.mark.parametrize("name", JOINED)
def test_parts_are_one_sheet_inside_the_page(name):
    css = styles.style_sheet(name)
    assert len(css) < 0.85 * sum(part.stat().st_size for part in (FOLDER / name).iterdir())
    found = re.findall(r'url\("([^"]+)"\)', css)
    assert all(re.fullmatch(r"/static/.*\.[0-9a-f]{12}\.(woff2|svg)", each) for each in found)
    css = re.sub(r"/static/(.*?)\.[0-9a-f]{12}\.(woff2|svg)", r"../\1.\2", css)
    assert css.split() == written(name).split()


def test_no_page_lacks_a_sheet_that_it_has_classes_of(crawled):
    """Those that no link leads to are looked at in browser tests: see axe.findings."""
    pages = {path: soup(answer) for path, answer in crawled.items() if is_html(answer)}
    assert len(pages) > 50
    for path, document in pages.items():
        assert styles.style_sheet("site") in {tag.string for tag in document.find_all("style")}
        assert not classes_without_sheet(document), path


def test_it_is_compressed(client):
    answer = client.get(static("css/print.css"), headers={"Accept-Encoding": "br"})
    assert answer["Content-Encoding"] == "br"


def test_parts_are_not_served(settings, rf):
    assert {path.name for path in settings.STATIC_ROOT.iterdir()} >= {"css", "fonts"}
    assert not (settings.STATIC_ROOT / "css/parts").exists()
    for part in PARTS:
        with pytest.raises(Http404):  # in development
            serve(rf.get("/"), f"css/parts/{part.parent.name}/{part.name}", insecure=True)


def test_in_development_it_follows_each_edit(settings, tmp_path, rf):
    def served():
        return serve(rf.get("/"), "css/site.css", insecure=True).getvalue()

    settings.BASE_DIR = settings.DATA_DIR = tmp_path
    parts = tmp_path / "static/css/parts/site"
    parts.mkdir(parents=True)
    (parts / "200-base.css").write_text("p {}\n")
    (parts / "100-tokens.css").write_text(":root {}\n")
    assert served() == b":root {}\np {}\n"
    (parts / "200-base.css").write_text("h1 {}\n")
    assert served() == b":root {}\nh1 {}\n"


NUMBERED = [part for part in PARTS if part.name > "1"]


@pytest.mark.parametrize("part", NUMBERED, ids=lambda part: part.stem)
def test_each_part_is_in_the_layer_of_its_number(part):
    """A rule outside of the layers would win over all others."""
    css = re.sub(r"/\*.*?\*/", "", part.read_text(encoding="utf-8"), flags=re.DOTALL)
    outside = [line for line in css.splitlines() if line.strip() and not line.startswith(" ")]
    assert outside == [f"@layer {LAYERS[part.name[0]]} {{", "}"]
