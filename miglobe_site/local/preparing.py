"""Steps before the site can be served. Each is complete or, at the next start, done again."""

import hashlib
from pathlib import Path

import django

from .environment import say


def prepare(mode: str) -> None:
    """Migrate, collect static files and, into an empty database, load the content."""
    django.setup()
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from home.models import HomePage

    say(f"Preparing the database ({settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}) …")
    call_command("migrate", interactive=False, verbosity=0)
    if mode == "run":
        collect_static_files(settings.STATIC_ROOT)
    if HomePage.objects.exists():
        say("The content is there already and stays as it is.")
    else:
        say("Loading the texts of both editions …")
        call_command("load_initial_content")
    if not get_user_model().objects.exists():
        say("Making logins to try the CMS with (shown only this once) …")
        call_command("load_demo_content", not_public=True)


def collect_static_files(target: Path) -> None:
    """Collect, hash and compress static files, unless none has changed since the last time."""
    from django.core.management import call_command

    stamp, sources = target / ".sources", digest_of_static_files()
    if stamp.exists() and stamp.read_text(encoding="ascii") == sources:
        return
    say("Collecting and compressing static files …")
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(sources, encoding="ascii")


def digest_of_static_files() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
