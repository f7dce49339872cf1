"""The style sheet is written in parts (static/css/site/), and served as one file."""

import re

import pytest
from django.contrib.staticfiles.views import serve
from django.http import Http404
from django.templatetags.static import static

from miglobe_site.settings import BASE_DIR

PARTS = sorted((BASE_DIR / "static/css/site").iterdir())
LAYERS = {"1": "tokens", "2": "base", "3": "layout", "4": "components", "5": "print"}


def test_parts_are_served_as_one_file(client):
    address = static("css/site.css")
    assert re.fullmatch(r"/static/css/site\.[0-9a-f]{12}\.css", address)
    css = client.get(address).getvalue().decode()
    css = re.sub(r"\.[0-9a-f]{12}\.(woff2|svg)", r".\1", css)  # names of files have their hash
    written = "".join(part.read_text(encoding="utf-8") for part in PARTS)
    without_comments = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    assert css.split() == without_comments.split()
    assert len(css) < 0.85 * len(written)


def test_it_is_compressed(client):
    answer = client.get(static("css/site.css"), headers={"Accept-Encoding": "br"})
    assert answer["Content-Encoding"] == "br"


def test_parts_are_not_served(settings, rf):
    assert {path.name for path in settings.STATIC_ROOT.iterdir()} >= {"css", "fonts"}
    assert not (settings.STATIC_ROOT / "css/site").exists()
    for part in PARTS:
        with pytest.raises(Http404):  # in development
            serve(rf.get("/"), f"css/site/{part.name}", insecure=True)


def test_in_development_it_follows_each_edit(settings, tmp_path, rf):
    def served():
        return serve(rf.get("/"), "css/site.css", insecure=True).getvalue()

    settings.BASE_DIR = settings.DATA_DIR = tmp_path
    parts = tmp_path / "static/css/site"
    parts.mkdir(parents=True)
    (parts / "200-base.css").write_text("p {}\n")
    (parts / "100-tokens.css").write_text(":root {}\n")
    assert served() == b":root {}\np {}\n"
    (parts / "200-base.css").write_text("h1 {}\n")
    assert served() == b":root {}\nh1 {}\n"


@pytest.mark.parametrize("part", PARTS[2:], ids=lambda part: part.stem)
def test_each_part_is_in_the_layer_of_its_number(part):
    """A rule outside of the layers would win over all others."""
    css = re.sub(r"/\*.*?\*/", "", part.read_text(encoding="utf-8"), flags=re.DOTALL)
    outside = [line for line in css.splitlines() if line.strip() and not line.startswith(" ")]
    assert outside == [f"@layer {LAYERS[part.name[0]]} {{", "}"]
