"""A Chromium for the browser tests that works: python -m tests.browser.chromium"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
#: Debian's packages: the browser, letters for its pages, and what Playwright's driver needs.
PACKAGES = ("chromium", "fonts-liberation", "libatomic1")
#: Opens a page, in a process of its own: what is missing may only be found by failing.
TRIAL = """
from playwright.sync_api import sync_playwright
from tests.browser.chromium import ARGUMENTS, find
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
    page = browser.new_page()
    page.set_content("<p>Grüße")
    assert page.inner_text("p") == "Grüße"
    browser.close()
"""
SECONDS = 120


def find():
    """The path of Chromium on this machine: the one named in CHROMIUM, or the first on PATH.

    None means Playwright's own.
    """
    if named := os.environ.get("CHROMIUM"):
        return named
    return next(filter(None, map(shutil.which, NAMES)), None)


def failure():
    """What hinders Playwright's driver, or a page, to start: its last line; "" where both do."""
    command = [sys.executable, "-X", "utf8", "-c", TRIAL]
    try:
        result = subprocess.run(command, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f"no page within {SECONDS} seconds"
    lines = result.stderr.decode(errors="replace").strip(" \n║╔╗╚╝═").splitlines()
    telling = [line for line in lines if "shared librar" in line or "doesn't exist" in line]
    return (telling or lines or ["no reason given"])[-1].strip() if result.returncode else ""


def hint():
    """Get a browser to work, installing what may be installed here.

    Return "" where it does, else the one line that says what to install.
    """
    if not failure():
        return ""
    print("→ Installing what browser tests need …", flush=True)
    if may_install():
        apt_install()
    elif not find():
        playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(playwright, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not (reason := failure()):
        return ""
    return (
        f"The tests in a browser did not run ({reason}). Please install Chromium and what it needs "
        f"(Debian, Ubuntu: apt-get install {' '.join(PACKAGES)}), or name one: "
        "make test CHROMIUM=/path/to/it"
    )


def may_install():
    return os.geteuid() == 0 and bool(shutil.which("apt-get"))


def apt_install():
    """Install the packages from this system's own; a browser that is there is left alone."""
    packages = PACKAGES[1:] if find() else PACKAGES
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        command = ["apt-get", "--quiet", "--quiet", *arguments]
        result = subprocess.run(command, env=environ, capture_output=True, text=True)
    if result.returncode:
        print(result.stdout + result.stderr, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(hint() or 0)
