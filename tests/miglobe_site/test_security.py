"""What protects visitors, staff and files, seen from outside."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import RequestFactory
from django.urls import get_resolver
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from miglobe_site import styles
from miglobe_site.accounts.throttle import client_address
from tests.factories.copies import page_in, text
from tests.site import login, visible_text

ROOT = Path(__file__).resolve().parents[2]
EMAIL, PASSWORD = "redaktion-nrw@example.org", "demo-password-1"


def try_login(client, password, email=EMAIL, **headers):
    data = {"username": email, "password": password}
    return client.post("/admin/login/", data, headers=headers)


@pytest.mark.parametrize("path", ["/", "/nrw/", "/bw/miglobe/", "/mitglieder/", "/nix/", "/nrw/x/"])
def test_public_pages_are_protected_by_headers(path, visitor):
    headers = visitor.get(path).headers
    policy = dict(
        directive.strip().split(" ", 1)
        for directive in headers["Content-Security-Policy"].split(";")
    )
    assert policy.pop("default-src") == "'none'"
    assert policy.pop("base-uri") == "'none'"
    assert policy.pop("frame-ancestors") == "'none'"
    assert policy.pop("style-src").split() == ["'self'", *styles.sources()]
    assert set(policy.values()) == {"'self'"}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    for feature in ("camera", "geolocation", "microphone"):
        assert f"{feature}=()" in headers["Permissions-Policy"]


def test_cms_loads_nothing_from_others(admin):
    for path in ("/admin/", "/admin/login/", "/admin/images/"):
        headers = admin.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        for loose in ("unsafe-eval", "*", "http:", "https:"):
            assert loose not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"


def test_address_that_only_looks_like_the_cms_keeps_the_strict_policy(visitor):
    for path in ("/nrw/admin/", "/administration/", "//admin/"):
        response = visitor.get("/", PATH_INFO=path)
        assert "unsafe" not in response.headers["Content-Security-Policy"], path


def test_pages_of_the_cms_are_not_cached(admin):
    assert "no-store" in admin.get("/admin/").headers["Cache-Control"]


def test_sixth_attempt_is_refused_even_with_the_right_password(site, visitor):
    for _attempt in range(4):
        assert try_login(visitor, "falsch").status_code == 200
    try_login(visitor, "falsch")
    for headers in ({}, {"x-forwarded-for": "198.51.100.7"}, {"x-real-ip": "198.51.100.8"}):
        response = try_login(visitor, PASSWORD, **headers)
        assert response.status_code == 429
        assert "Zu viele Versuche" in visible_text(response)
    for same in (EMAIL.upper(), f" {EMAIL} "):
        assert try_login(visitor, PASSWORD, same).status_code == 429
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize("name", ["a" * 5000, "a" * 5000 + "@example.org", "a\0b@example.org", ""])
def test_strange_names_are_no_more_than_wrong(name, site, visitor):
    for _attempt in range(6):
        response = visitor.post("/admin/login/", {"username": name, "password": "falsch"})
        assert response.status_code in {200, 429}


def test_others_can_still_log_in_from_the_same_address(site, visitor):
    for _attempt in range(7):
        try_login(visitor, "falsch")
    response = try_login(visitor, PASSWORD, "redaktion-bw@example.org")
    assert response.headers["Location"] == "/admin/"


def test_pretending_to_be_somebody_else_gives_no_more_attempts(site, visitor):
    for number in range(5):
        try_login(visitor, "falsch", **{"x-forwarded-for": f"192.0.2.{number}"})
    assert try_login(visitor, PASSWORD, **{"x-forwarded-for": "192.0.2.9"}).status_code == 429


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "198.51.100.9, 192.0.2.1", "192.0.2.1"),  # the first was sent by the client
        (2, "198.51.100.9, 192.0.2.1, 10.0.0.1", "192.0.2.1"),
        (1, " 2001:DB8::1 ", "2001:db8::1"),
        (2, "192.0.2.1", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "nonsense\0", "127.0.0.1"),
    ],
)
def test_address_of_a_client_is_what_the_own_proxy_has_seen(proxies, forwarded, address, settings):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded})
    assert client_address(request) == address


def test_attempts_behind_a_proxy_count_for_each_client(site, visitor, settings):
    settings.PROXY_COUNT = 1
    for number in range(5):
        forged = f"198.51.100.{number}, 192.0.2.1"
        try_login(visitor, "falsch", **{"x-forwarded-for": forged})
    assert try_login(visitor, PASSWORD, **{"x-forwarded-for": "192.0.2.1"}).status_code == 429
    assert try_login(visitor, PASSWORD, **{"x-forwarded-for": "192.0.2.2"}).status_code == 302


def test_somebody_else_cannot_lock_staff_out(site, visitor):
    for _attempt in range(7):
        visitor.post(
            "/admin/login/",
            {"username": EMAIL, "password": "falsch"},
            REMOTE_ADDR="198.51.100.9",
        )
    assert try_login(visitor, PASSWORD).headers["Location"] == "/admin/"


def test_success_forgets_earlier_failures(site, visitor):
    for _round in range(2):
        for _attempt in range(4):
            try_login(visitor, "falsch")
        assert try_login(visitor, PASSWORD).status_code == 302
        visitor.logout()


def test_login_tells_nothing_about_who_has_an_account(site, visitor):
    known = visible_text(try_login(visitor, "falsch"))
    unknown = visible_text(try_login(visitor, "falsch", "niemand@example.org"))
    assert known == unknown


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_login_leads_to_no_other_site(target, site, visitor):
    data = {"username": EMAIL, "password": PASSWORD, "next": target}
    assert visitor.post(f"/admin/login/?next={target}", data).headers["Location"] == "/admin/"


def test_cookies_of_staff_are_kept_from_scripts_and_other_sites(site, visitor):
    visitor.get("/admin/login/")
    cookies = try_login(visitor, PASSWORD).cookies
    session = cookies[django_settings.SESSION_COOKIE_NAME]
    assert session["httponly"] and session["samesite"] == "Lax"


def test_every_change_needs_a_token(site):
    from django.test import Client

    client = login(Client(enforce_csrf_checks=True), EMAIL)
    for path in ("/admin/login/", "/admin/images/add/", "/admin/account/", "/admin/logout/"):
        response = client.post(path, {"username": EMAIL, "password": PASSWORD})
        assert response.status_code == 403, path


def test_no_api_is_mounted():
    """Only what the CMS itself uses, behind its login."""

    def routes(resolver, prefix=""):
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern)
            yield from routes(pattern, route) if hasattr(pattern, "url_patterns") else [route]

    of_the_cms = ("admin/api/main/", "admin/localize/")
    api = [route for route in routes(get_resolver()) if "api" in route]
    assert [route for route in api if not route.startswith(of_the_cms)] == []


@pytest.mark.parametrize("path", ["/api/v2/pages/", "/admin/api/main/pages/", "/graphql/", "/api/"])
def test_no_api_answers_strangers(path, visitor):
    assert visitor.get(path).status_code in {302, 403, 404}


def body(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    "path",
    [
        "/media/images/../../db.sqlite3",
        "/media/images/%2e%2e/%2e%2e/db.sqlite3",
        "/media/images/..%2f..%2f..%2f..%2fetc/passwd",
        "/media/images//etc/passwd",
        "/media/images/..\\..\\db.sqlite3",
        "/media/images/",
        "/media/original_images/",
        "/media/documents/geheim.txt",
        "/media/",
        "/static/../manage.py",
        "/static/%2e%2e/manage.py",
        "/static/",
    ],
)
def test_no_path_leads_out_of_the_images(path, admin):
    (Path(django_settings.MEDIA_ROOT) / "documents").mkdir(parents=True, exist_ok=True)
    (Path(django_settings.MEDIA_ROOT) / "documents" / "geheim.txt").write_text("geheim")
    assert admin.get(path).status_code in {301, 400, 404}


def test_document_is_served_only_to_those_who_may_read_it(nrw, visitor):
    from django.core.files.base import ContentFile

    collection = Collection.objects.get(name="NRW")
    document = get_document_model().objects.create(
        title="Datei", file=ContentFile(b"Inhalt", "datei.txt"), collection=collection
    )
    page_in(nrw, body=text(f'<a linktype="document" id="{document.pk}">Datei</a>'))
    response = visitor.get(document.url)
    assert response.status_code == 200
    assert body(response) == b"Inhalt"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert visitor.get(document.file.url).status_code == 404
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    response = visitor.get(document.url)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/")


def manage(*arguments, **environment):
    """Run manage.py as a server would, with nothing set but what is given."""
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": django_settings.DATA_DIR, **environment}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={key: str(value) for key, value in environment.items()},
        capture_output=True,
        text=True,
    )


def test_deployment_checks_find_nothing():
    secret = secrets.token_urlsafe(64)
    result = manage("check", "--deploy", "--fail-level", "INFO",
                    SECRET_KEY=secret, ALLOWED_HOSTS="example.org", DEBUG=0, HTTPS=1)  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("missing", "environment"),
    [
        ("SECRET_KEY", {"ALLOWED_HOSTS": "example.org"}),
        ("SECRET_KEY", {"ALLOWED_HOSTS": "example.org", "SECRET_KEY": "  "}),
        ("ALLOWED_HOSTS", {"SECRET_KEY": "x" * 60}),
        ("ALLOWED_HOSTS", {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": ""}),
        ("ALLOWED_HOSTS", {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": " , "}),
    ],
)
def test_server_does_not_start_without_its_secrets(missing, environment):
    result = manage("check", **environment)
    assert result.returncode != 0
    assert f"ImproperlyConfigured: {missing} is not set." in result.stderr.splitlines()[-1]


def test_development_needs_nothing():
    assert manage("check", DEBUG=1).returncode == 0


def test_secure_connection_is_asked_for_and_remembered(visitor, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 100
    assert visitor.get("/nrw/").headers["Location"] == "https://testserver/nrw/"
    assert "max-age=100" in visitor.get("/nrw/", secure=True).headers["Strict-Transport-Security"]
