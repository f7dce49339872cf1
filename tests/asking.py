"""Asking a site in another process, with the time that it takes."""

import threading
import time
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import build_opener


@dataclass
class Answer:
    status: int
    seconds: float
    headers: dict
    text: str

    @property
    def is_away(self):
        """Whether it is a 503 in the look of the site."""
        return (
            self.status == 503
            and self.headers["Retry-After"]
            and 'aria-label="MiGlobe"' in self.text
            and "Zurzeit nicht erreichbar" in self.text
        )


def ask(url, typed=None, opener=None):
    """GET an address, or POST what was typed to it; an opener may have cookies."""
    started = time.monotonic()
    data = None if typed is None else urlencode(typed, doseq=True).encode()
    try:
        with (opener or build_opener()).open(url, data, timeout=100) as answer:
            status, headers, text = answer.status, answer.headers, answer.read()
    except HTTPError as error:
        status, headers, text = error.code, error.headers, error.read()
    seconds = time.monotonic() - started
    return Answer(status, seconds, headers, text.decode(errors="replace"))


def ask_together(urls):
    answers = []
    threads = [threading.Thread(target=lambda u=u: answers.append(ask(u))) for u in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def say(what, answers):
    """Print what was measured (pytest -s shows it)."""
    counts = {s: sum(a.status == s for a in answers) for s in sorted({a.status for a in answers})}
    slowest = max(answer.seconds for answer in answers)
    print(f"{what}: {counts}, slowest {slowest:.2f} s")
