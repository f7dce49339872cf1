"""The environment of a server that only this machine reaches: what is left open is filled in."""

import errno
import os
import secrets
import socket
import sys
import tempfile
from pathlib import Path


def say(text: str) -> None:
    print(f"→ {text}", flush=True)


def set_environment(mode: str) -> tuple[str, int]:
    """Return (host as it stands in addresses, port); exit where a variable cannot be right."""
    os.umask(0o077)  # the database holds what people have told in confidence
    host, port = os.environ.get("HOST") or "127.0.0.1", number("PORT", 8000, 65535)
    number("WORKERS", 2, 99)
    host = f"[{host}]" if ":" in host else host
    data = data_folder()
    os.environ["DATA_DIR"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miglobe_site.settings")
    os.environ.setdefault("DEBUG", "1" if mode == "dev" else "0")
    os.environ.setdefault("HTTPS", "0")
    os.environ.setdefault("ALLOWED_HOSTS", f"127.0.0.1,localhost,{host}")
    os.environ.setdefault("BASE_URL", f"http://{host}:{port}")
    os.environ.setdefault("SECRET_KEY", local_secret_key(data))
    return host, port


def number(name: str, default: int, most: int) -> int:
    text = os.environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= most):
        sys.exit(
            f"{name} must be a number from 1 to {most}, not “{text}”: make run {name}={default}"
        )
    return int(text)


def refuse_taken_port(host: str, port: int) -> None:
    """Exit where the server could not listen: with another one it would share the requests."""
    try:
        name = host.strip("[]")
        family, kind, *_, address = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        reason = {
            errno.EADDRINUSE: f"Something runs at http://{host}:{port}/ already. "
            "Please stop it, or choose another port: make run PORT=8001",
            errno.EACCES: f"Port {port} is not for ordinary users. "
            "Please choose one above 1023: make run PORT=8001",
        }
        no_address = f"HOST={host} is no address of this machine. Please leave it out."
        sys.exit(reason.get(error.errno or 0, no_address))


def data_folder() -> Path:
    """The folder for all that is written, made where it is missing; exit where it cannot be."""
    data = Path(os.environ.get("DATA_DIR") or "var").absolute()
    try:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data) as probe:
            probe.write(b"x" * 65536)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            sys.exit(f"The disk is full: nothing can be written to {data}. Please make room there.")
        sys.exit(
            f"Nothing can be written to the data folder {data} ({error.strerror}). "
            "Please give this user the right to, or choose another: make run DATA_DIR=/path/to/it"
        )
    for name in ("db.sqlite3", "media"):  # earlier starts let all users of the machine read them
        path = data / name
        if path.exists() and path.stat().st_uid == os.geteuid():
            path.chmod(path.stat().st_mode & 0o700)
    return data.resolve()


def local_secret_key(data: Path) -> str:
    """Return the key kept in the data folder, made at the first start and readable by its owner."""
    path = data / "secret_key"
    key = path.read_text(encoding="ascii").strip() if path.exists() else ""
    if not key:  # also where an earlier start was stopped before it was written
        key = secrets.token_urlsafe(50)
        new = path.with_suffix(".new")
        new.write_text(key, encoding="ascii")
        new.replace(path)
    return key
