"""Find a Chromium for the browser tests, or install one: python -m tests.browser.chromium"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find():
    """The path of Chromium on this machine: the one named in CHROMIUM, or the first on PATH."""
    if named := os.environ.get("CHROMIUM"):
        return named
    return next(filter(None, map(shutil.which, NAMES)), None)


def apt_install():
    """Whether Chromium could be installed from this system's packages."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = "install --yes --no-install-recommends chromium fonts-liberation"
    for arguments in ("update", install):
        command = ["apt-get", "--quiet", "--quiet", *arguments.split()]
        result = subprocess.run(
            command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
    if result.returncode:
        print(result.stdout, file=sys.stderr)
    return result.returncode == 0


def find_or_install():
    """The path of a Chromium; None means Playwright's own."""
    if path := find():
        return path
    print("→ Installing Chromium for the browser tests …", flush=True)
    if apt_install() and (path := find()):
        return path
    if subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"]):
        sys.exit("Please install Chromium or Chrome, or name one: make test CHROMIUM=/path/to/it")
    return None


if __name__ == "__main__":
    print(find_or_install() or "Playwright's own Chromium")
