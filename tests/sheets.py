"""Which style sheets a page needs by its classes, and which it has."""

import re
from functools import cache

from bs4 import BeautifulSoup

from miglobe_site import styles
from miglobe_site.settings import BASE_DIR

FOLDER = BASE_DIR / "static/css/parts"
JOINED = ("site", "start", "lists")
CLASS = re.compile(r"\.([a-z][\w-]*)")
#: Without a rule of their own outside of a start page.
AS_THEY_ARE = {"course", "lens"}


@cache
def written(name: str) -> str:
    """The parts of a sheet without their comments."""
    parts = sorted((FOLDER / name).glob("*.css"))
    css = "".join(part.read_text(encoding="utf-8") for part in parts)
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


@cache
def classes_in(name: str) -> frozenset[str]:
    before = re.findall(r"([^{};]+){", written(name))
    return frozenset(each for selectors in before for each in CLASS.findall(selectors))


def classes_without_sheet(document: BeautifulSoup) -> set[str]:
    """The classes of a page that only sheets have rules for which it does not hold."""
    there = {tag.string for tag in document.find_all("style")}
    used = {each for tag in document.find_all(class_=True) for each in tag["class"]}
    here, away = set[str](), set[str]()
    for name in JOINED:
        (here if styles.style_sheet(name) in there else away).update(classes_in(name))
    return used & away - here - AS_THEY_ARE
