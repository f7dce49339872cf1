"""Requests for advice while the site is killed, and while its mail server has bad days.

    make bench ARGS=storm        (REQUESTS=1000 for fewer than 10,000)

Eight clients send requests, again until they see the proof, as people do. Meanwhile the site is
killed twenty times, and the mail server is down, hangs, asks to try later, or breaks off after it
has got a mail. In the end every proof has its row, and every mail has come, none more often than
the sender was killed. Then the times of a page are compared while the mail server hangs.
"""

import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from aiosmtpd.controller import Controller
from django.core.management import call_command
from django.db import connection, connections

from consultations.models import ConsultationRequest
from miglobe_site.outbox.models import Mail
from tests.mail_server import MailServer
from tests.servers import free_port

REQUESTS = int(os.environ.get("REQUESTS") or 10_000)
CLIENTS, KILLS, DAY = 8, 20, 3  # DAY: seconds until the mail server has another one
DAYS = ("", "down", "hang", "451", "drop")
ROUNDS, PAGES = 4, 100
PAGE = "/nrw/beratung-anfragen/"
SERVE = """
import django
django.setup()
from miglobe_site.local.serving import serve
serve("127.0.0.1", {port})
"""
VOICES = Path(__file__).parents[1] / "data/requests.jsonl"


class ChangingServer(MailServer):
    """Has good days and bad ones, at the same address."""

    def __init__(self):
        super().__init__()
        self.port, self.ids = free_port(), []
        self.controller = self.listener = None

    async def handle_DATA(self, server, session, envelope):
        """Keep ids alone: for each connection, aiosmtpd looks at all that this object has."""
        said = await super().handle_DATA(server, session, envelope)
        self.ids += [mail["Message-ID"] for mail in self.kept]
        self.kept.clear()
        return said

    def have(self, day):
        if self.controller:
            self.controller.stop()
        if self.listener:
            self.listener.close()
        self.fault, self.controller, self.listener = day, None, None
        if day == "hang":
            self.listener = socket.create_server(("127.0.0.1", self.port), backlog=100)
        elif day != "down":
            self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
            self.controller.start()


class Site:
    """The site as it runs in production, with two processes."""

    def __init__(self, mail_server):
        self.port, self.process = free_port(), None
        self.environment = os.environ | {
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_server.port),
            "EMAIL_USE_TLS": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "PROXY_COUNT": "1",
            "WORKERS": "2",
        }

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE.format(port=self.port)], env=self.environment
        )
        while not self.answers():
            time.sleep(0.1)

    def answers(self):
        try:
            return self.ask("GET", "/nrw/").status == 200
        except (OSError, HTTPException):
            return False

    def kill(self):
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (pid, *map(int, children)):
            os.kill(each, signal.SIGKILL)
        self.process.wait()

    def ask(self, method, path, fields=None, address="127.0.0.1"):
        client = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {"X-Forwarded-For": address, "X-Forwarded-Proto": "http"}
            if fields:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            client.request(method, path, urlencode(fields) if fields else None, headers)
            response = client.getresponse()
            response.text = response.read().decode()
            return response
        finally:
            client.close()


def form_of(site):
    """The address and the hidden fields of the form."""
    text = site.ask("GET", PAGE).text
    action = re.search(r'class="request-form" method="post" action="([^"]+)"', text)[1]
    shown = re.search(r'name="shown" value="([^"]+)"', text)[1]
    return action, shown


def send_all(site, action, shown):
    """Send from several clients, each until it sees the proof; return references and faults."""
    numbers, lock, references, faults = count(), threading.Lock(), [], Counter()
    voices = [json.loads(line) for line in VOICES.read_text(encoding="utf-8").splitlines()]

    def send(number):
        voice = voices[number % len(voices)]
        names = ("municipality", "name", "email", "concern", "phone", "period")
        fields = {name: voice.get(name, "") for name in names}
        fields |= {"role": voice.get("function", ""), "key": f"storm-{number}", "shown": shown}
        address = f"91.{number // 65000}.{number // 250 % 250}.{number // 10 % 25}"
        while True:
            try:
                answer = site.ask("POST", action, fields, address)
            except (OSError, HTTPException) as error:
                faults[type(error).__name__] += 1
                time.sleep(0.2)
                continue
            if answer.status == 302:
                return re.search(r"/([3-9A-Z]{8})\.", answer.getheader("Location"))[1]
            faults[str(answer.status)] += 1
            if answer.status == 422:
                said = re.search(r"<div[^>]*error-summary.*?</div>", answer.text, re.DOTALL)
                raise ValueError(f"{voice}: {said and said[0]}")
            time.sleep(0.2)

    def client():
        while True:
            with lock:
                number = next(numbers)
            if number >= REQUESTS:
                return
            reference = send(number)
            with lock:
                references.append(reference)

    threads = [threading.Thread(target=client) for _client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    return threads, references, faults


@contextmanager
def weather(mail_server):
    """Let the mail server have one day after the other."""
    over = threading.Event()

    def change():
        for number in count():
            mail_server.have(DAYS[number % len(DAYS)])
            if over.wait(DAY):
                return

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def deliver(mail_server):
    """Wait until the site has sent all that waits; return how many seconds it took."""
    mail_server.have("")
    start = time.monotonic()
    while number := Mail.objects.waiting().count():
        if not Mail.objects.due().exists():
            Mail.objects.send_again()
        time.sleep(2)
        if time.monotonic() - start > 1800:
            print(f"  {number} mails still wait")
            break
    return time.monotonic() - start


def late(site):
    """Milliseconds within which 95 of 100 pages come."""
    times = []
    for _page in range(PAGES):
        start = time.perf_counter()
        assert site.ask("GET", PAGE).status == 200
        times.append((time.perf_counter() - start) * 1000)
    return statistics.quantiles(times, n=20)[-1]


def compare(site, mail_server, action, shown):
    """Pages while the mail server hangs against pages while it does not, by turns."""
    found = {"": [], "hang": []}
    late(site)
    for turn in range(ROUNDS):
        for day, times in found.items():
            mail_server.have(day)
            fields = {"municipality": "Bonn", "name": "Probe", "email": f"p@{turn}.example"}
            fields |= {"concern": "Wir möchten beraten werden, bitte.", "shown": shown}
            sent = site.ask("POST", action, fields | {"key": f"late-{turn}-{day}"})
            assert sent.status == 302, sent.text
            time.sleep(1)  # the sender is at work, or hangs
            times.append(late(site))
    without, hanging = (statistics.median(times) for times in found.values())
    print(
        f"  page while the mail server hangs: p95 {hanging:.0f} ms, without {without:.0f} ms, "
        f"ratio {hanging / without:.2f} (at most 1.2)"
    )
    return hanging <= 1.2 * without


def measure():
    call_command("load_initial_content", verbosity=0)
    connections.close_all()
    mail_server = ChangingServer()
    site = Site(mail_server)
    print(f"\n{connection.vendor}: {REQUESTS} requests by {CLIENTS} clients, {KILLS} kills")
    site.start()
    action, shown = form_of(site)
    time.sleep(5)  # nobody fills in the form faster
    start = time.monotonic()
    kills = 0
    with weather(mail_server):
        threads, references, faults = send_all(site, action, shown)
        while any(thread.is_alive() for thread in threads):
            time.sleep(0.5)
            if kills < KILLS and len(references) >= REQUESTS * (kills + 1) / (KILLS + 1):
                site.kill()
                kills += 1
                site.start()
        for thread in threads:
            thread.join()
    seconds = time.monotonic() - start
    waited = deliver(mail_server)
    is_right = report(references, faults, mail_server, kills)
    print(f"  {seconds:.0f} s for the requests, {waited:.0f} s until all mails were delivered")
    is_right &= compare(site, mail_server, action, shown)
    site.kill()
    mail_server.have("down")
    sys.exit(not is_right)


def report(references, faults, mail_server, kills):
    stored = dict(ConsultationRequest.objects.values_list("reference", "suspicions"))
    mails = list(Mail.objects.values_list("state", "headers"))
    ids = {headers["Message-ID"] for _state, headers in mails}
    kept = set(mail_server.ids)
    repeats = len(mail_server.ids) - len(kept)
    expected = 2 * sum(not suspicions for suspicions in stored.values())
    checks = {
        "proofs without a row": len(set(references) - set(stored)),
        "rows too many": len(stored) - len(set(references)),
        "proofs too few": REQUESTS - len(set(references)),
        "mails that were not made": expected - len(mails),
        "mails that did not come": len(ids - kept),
        "mails not marked as sent": sum(state != Mail.State.SENT for state, _headers in mails),
        "repeats beyond one for each kill": max(0, repeats - kills),
    }
    held = sum(bool(suspicions) for suspicions in stored.values())
    print(f"  {len(stored)} rows ({held} in quarantine), {len(kept)} mails, {repeats} repeats")
    print(f"  answers that clients had to ask for again: {dict(faults)}")
    for what, number in checks.items():
        print(f"  {what}: {number}{'  WRONG' if number else ''}")
    return not any(checks.values())
