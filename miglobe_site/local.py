"""What `make run` and `make dev` do: prepare everything, then serve.

`run` takes the way of production (no debug pages, compressed and hashed static files, the
production server) with a secret key made on this machine; `dev` the way of development.
"""

import hashlib
import os
import secrets
import socket
import sys
from pathlib import Path


def say(text):
    print(f"→ {text}", flush=True)


def set_environment(mode):
    """Fill in what the environment leaves open, for a server that only this machine reaches."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    data = Path(os.environ.get("DATA_DIR") or "var").resolve()
    data.mkdir(parents=True, exist_ok=True)
    os.environ["DATA_DIR"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miglobe_site.settings")
    os.environ.setdefault("DEBUG", "1" if mode == "dev" else "0")
    os.environ.setdefault("HTTPS", "0")
    os.environ.setdefault("ALLOWED_HOSTS", f"127.0.0.1,localhost,{host}")
    os.environ.setdefault("BASE_URL", f"http://{host}:{port}")
    os.environ.setdefault("SECRET_KEY", local_secret_key(data))
    return host, port


def refuse_taken_port(host, port):
    """Exit where something answers there: the servers of two sites would share the requests."""
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return
    sys.exit(
        f"Something runs at http://{host}:{port}/ already. "
        "Please stop it, or choose another port: make run PORT=8001"
    )


def local_secret_key(data):
    """Return the key kept in the data folder, made at the first start and readable by its owner."""
    path = data / "secret_key"
    if not path.exists():
        with open(path, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def prepare(mode):
    """Migrate, collect static files and, into an empty database, load the content."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    say(f"Preparing the database ({settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}) …")
    call_command("migrate", interactive=False, verbosity=0)
    if mode == "run":
        collect_static_files(settings.STATIC_ROOT)

    from home.models import HomePage

    if HomePage.objects.exists():
        say("The content is there already and stays as it is.")
        return
    say("Loading the texts of both editions …")
    call_command("load_initial_content")
    say("Making logins to try the CMS with (shown only this once) …")
    call_command("load_demo_content", not_public=True)


def collect_static_files(target):
    """Collect, hash and compress static files, unless none has changed since the last time."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    sources = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            sources.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    stamp = target / ".sources"
    if stamp.exists() and stamp.read_text() == sources.hexdigest():
        return
    say("Collecting and compressing static files …")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(sources.hexdigest())


def main(mode):
    host, port = set_environment(mode)
    refuse_taken_port(host, port)
    prepare(mode)
    say(f"MiGlobe is at http://{host}:{port}/, the CMS at http://{host}:{port}/admin/")
    say("Stop it with Ctrl-C.")
    if mode == "dev":
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "manage.py", "runserver", f"{host}:{port}"])
    serve(host, int(port))


def serve(address, port):
    """Run the production server; its workers are forks of this process, which knows all code."""
    from django.db import connection, connections
    from django.urls import get_resolver
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    get_resolver().url_patterns  # noqa: B018 - imports all views once, before the fork
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # forks must not share its connections
    Granian(
        "miglobe_site.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("WORKERS") or 2),
        blocking_threads=2,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1])
