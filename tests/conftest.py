"""The tests' own environment, set before Django reads its settings, and shared fixtures.

Every test that uses the database finds both editions in it, with the demonstration logins and
three sample profiles each.
"""

import gc
import io
import os
import re
import shutil
import signal
import tempfile

DATA = tempfile.TemporaryDirectory(prefix="miglobe-tests-")
#: The files of the first content; a test that deletes some takes back what it did in the database.
KEPT_MEDIA = f"{DATA.name}/kept-media"
os.environ.update(
    DJANGO_SETTINGS_MODULE="miglobe_site.settings",
    DEBUG="0",
    SECRET_KEY="only-for-tests-" + "x" * 40,
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    HTTPS="0",
    BASE_URL="",
    DATA_DIR=DATA.name,
    DEMO_PASSWORD="demo-password-1",
)

import django

django.setup()
# Else a second process of the tests reads its settings before this file, with the first one's data.
del os.environ["DJANGO_SETTINGS_MODULE"]

import pytest
from django.conf import settings as django_settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.template import Template
from django.test import Client, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import get_page_models
from whitenoise.base import WhiteNoise

from consultations.models import ConsultationRequest
from home.models import HomePage
from miglobe_site.settings import BASE_DIR
from tests import mail_server
from tests.kept import FOLDER, KeptDatabase, digest_of, lock
from tests.site import crawl, login
from tests.snapshot import Snapshot

#: How templates render before Django's test environment makes them signal it.
RENDER = Template._render
# The real hashers are slow on purpose.
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_addoption(parser):
    parser.addoption(
        "--everything",
        action="store_true",
        help="run the tests for which SQLite is enough on PostgreSQL too",
    )


def pytest_itemcollected(item):
    """Who reads the first content runs before the tests with real transactions, which change it."""
    used = set(getattr(item, "fixturenames", []))
    if "django_db_setup" in used and not used & {"transactional_db", "live_server"}:
        item.add_marker(pytest.mark.django_db)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """PostgreSQL leaves out what cannot differ there."""
    if connection.vendor == "sqlite" or config.getoption("everything"):
        return
    for item in items:
        if marker := item.get_closest_marker("sqlite_is_enough"):
            item.add_marker(pytest.mark.skip(reason=f"SQLite is enough: {marker.args[0]}"))
        elif not {"db", "transactional_db", "django_db_setup"} & set(item.fixturenames):
            item.add_marker(pytest.mark.skip(reason="SQLite is enough: no database is asked"))


def pytest_configure():
    # Looking for garbage takes a tenth of the time, and there is room for what is left lying.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    # A terminated run clears up as an interrupted one does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_unconfigure():
    DATA.cleanup()


@pytest.fixture(scope="session", autouse=True)
def static_files():
    """Templates name static files by their hashes, which collectstatic makes.

    What it made is kept from run to run, by what it was made from: compressing takes its time.
    """
    own = [path for path in (BASE_DIR / "static").rglob("*") if path.is_file()]
    finder = BASE_DIR / "miglobe_site" / "finders.py"
    kept = FOLDER / f"static-{digest_of([*own, finder])}"
    with lock("static"):
        if kept.exists():
            shutil.copytree(kept, django_settings.STATIC_ROOT, dirs_exist_ok=True)
            names, digest = staticfiles_storage.load_manifest()
            staticfiles_storage.hashed_files, staticfiles_storage.manifest_hash = names, digest
            return
        for old in FOLDER.glob("static-*"):
            shutil.rmtree(old)
        call_command("collectstatic", interactive=False, verbosity=0)
        new = shutil.copytree(django_settings.STATIC_ROOT, FOLDER / "static.new")
        new.rename(kept)


@pytest.fixture(scope="session", autouse=True)
def static_files_looked_at_once(static_files):
    """Each new client makes all middleware anew, and WhiteNoise would look at every static file."""
    read, found = WhiteNoise.update_files_dictionary, {}

    def update(self, root, prefix):
        if (root, prefix) not in found:
            read(self, root, prefix)
            found[root, prefix] = dict(self.files)
        self.files.update(found[root, prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", update)
        yield


@pytest.fixture(scope="session", autouse=True)
def plain_templates(django_test_environment):
    """Contexts are not copied for ``response.context``, which takes time and no test asks for."""
    Template._render = RENDER


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """SQLite in a file, as on a server: in memory, all threads would share one connection."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"{DATA.name}/test.sqlite3"


@pytest.fixture(scope="session")
def kept(django_db_modify_db_settings):
    database = KeptDatabase()
    if database.exists:
        database.restore()
    return database


@pytest.fixture(scope="session")
def django_db_keepdb(kept):
    """Whether Django finds the test database there; SQLite's is in a temporary folder anyway."""
    return kept.exists or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, kept):
    """Load the content once; each test sees it inside a transaction of its own."""
    if not kept.exists:
        with django_db_blocker.unblock():
            call_command("load_initial_content", stdout=io.StringIO())
            call_command("load_demo_content", not_public=True, samples=3, stdout=io.StringIO())
            # Those of the demonstration are dated; tests make the requests that they look at.
            ConsultationRequest.objects.all().delete()
            crawl(Client())  # makes the pictures in all sizes that pages show
            kept.save()
    shutil.copytree(django_settings.MEDIA_ROOT, KEPT_MEDIA)


@pytest.fixture(scope="session")
def crawled(django_db_setup, django_db_blocker):
    """{path: answer} of all that a visitor finds by following links in the first content."""
    with django_db_blocker.unblock(), transaction.atomic():
        answers = crawl(Client(raise_request_exception=False))
        transaction.set_rollback(True)
    return answers


@pytest.fixture(scope="session")
def snapshot(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return Snapshot(connection)


@pytest.fixture(scope="session")
def not_emptied():
    """Django empties each table after a test with real transactions; here the next one does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: None)
        yield


@pytest.fixture
def transactional_db(not_emptied, snapshot, transactional_db):
    """Tests with real transactions start with the first content, whatever others have left.

    They run after all that take back what they did.
    """
    snapshot.restore()
    shutil.copytree(KEPT_MEDIA, django_settings.MEDIA_ROOT, dirs_exist_ok=True)
    ContentType.objects.clear_cache()


@pytest.fixture
def django_capture_on_commit_callbacks(django_capture_on_commit_callbacks):
    """What is done after a commit may delete files; they come back as their rows do."""
    yield django_capture_on_commit_callbacks
    shutil.copytree(KEPT_MEDIA, django_settings.MEDIA_ROOT, dirs_exist_ok=True)


@pytest.fixture(autouse=True)
def empty_cache():
    """What one test changed and took back must not stay cached for the next."""
    cache.clear()


@pytest.fixture
def site(db):
    """Both editions as they are on the first day, and the demonstration logins."""


@pytest.fixture
def nrw(site):
    """The home page of NRW."""
    return HomePage.objects.get(locale__language_code="de-x-nrw")


@pytest.fixture
def bw(site):
    """The home page of BW."""
    return HomePage.objects.get(locale__language_code="de-x-bw")


@pytest.fixture
def visitor(site, client):
    """A client that shows the error page where a view fails, as a visitor would see it."""
    client.raise_request_exception = False
    return client


@pytest.fixture
def admin(visitor):
    return login(visitor, "admin@example.org")


@pytest.fixture
def staff_nrw(visitor):
    return login(visitor, "redaktion-nrw@example.org")


@pytest.fixture
def server(settings):
    """A mail server that can have bad days."""
    with mail_server.running(settings) as server:
        yield server


@pytest.fixture
def queries(visitor):
    """Return the queries of a path on a server that has already answered something."""

    def count(path):
        visitor.get("/nrw/")  # content types and Wagtail's root paths are known from then on
        ContentType.objects.get_for_models(*get_page_models())
        with CaptureQueriesContext(connection) as context:
            assert visitor.get(path).status_code < 500
        return [re.sub("SELECT .*? FROM", "SELECT … FROM", q["sql"]) for q in context]

    return count
