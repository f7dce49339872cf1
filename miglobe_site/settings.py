"""Settings, all from the environment (.env.example lists them); safe when nothing is set."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from editions.registry import ADMIN_LANGUAGES, PHRASES, content_languages

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name, default=""):
    return os.environ.get(name, default).strip()


def env_bool(name, default):
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def env_int(name, default):
    value = env(name) or str(default)
    if not (value.isascii() and value.isdigit() and len(value) < 9):
        raise ImproperlyConfigured(f"{name} must be a number, not “{value}”.")
    return int(value)


def env_list(name):
    return [item.strip() for item in env(name).split(",") if item.strip()]


def required(name, hint, read=env):
    value = read(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {hint}")
    return value


# --- How this process runs -------------------------------------------------------------------

DEBUG = env_bool("DEBUG", False)
HTTPS = env_bool("HTTPS", not DEBUG)
DATA_DIR = Path(env("DATA_DIR") or BASE_DIR / "var").resolve()
try:
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(
        f"DATA_DIR: {DATA_DIR} cannot be made ({error.strerror})."
    ) from error

if DEBUG:
    SECRET_KEY = env("SECRET_KEY") or "only-for-development-never-for-a-public-server"
    ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
else:
    SECRET_KEY = required(
        "SECRET_KEY", "Production needs a long random secret; `make run` makes a local one."
    )
    ALLOWED_HOSTS = required(
        "ALLOWED_HOSTS", "Name the hosts of the site, separated by commas.", read=env_list
    )

SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
BASE_URL = (env("BASE_URL") or f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}").rstrip("/")
CSRF_TRUSTED_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(BASE_URL))]

# --- Applications ----------------------------------------------------------------------------

INSTALLED_APPS = [
    "miglobe_site",
    "miglobe_site.accounts",
    "miglobe_site.outbox",
    "miglobe_site.health",
    "wagtail.contrib.redirects",  # whose redirects from old addresses editions looks through
    "editions",
    "miglobe_site.municipalities",
    "home",
    "members",
    "examples",
    "consultations",
    "search",
    "wagtail_localize",
    "wagtailmedia",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # Wagtail says "36 seconds ago" by its catalog
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "miglobe_site.health.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "miglobe_site.middleware.PageGZipMiddleware",
    "miglobe_site.middleware.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "miglobe_site.files.slow.SlowClientsMiddleware",  # before all that may send a file
    "miglobe_site.databases.patience.PatienceMiddleware",
    "miglobe_site.middleware.CleanRequestMiddleware",
    "miglobe_site.middleware.StaticFilesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "editions.middleware.EditionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "editions.middleware.LoopFreeRedirectMiddleware",
    "editions.access.guard.StaffMiddleware",
    "miglobe_site.names.AdminWordsMiddleware",
    "miglobe_site.pages.menu_notice.MenuNoticeMiddleware",
    "miglobe_site.pages.publishing.PublishingBlockedMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "miglobe_site.urls"
WSGI_APPLICATION = "miglobe_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# --- Data: SQLite and local files unless told otherwise ---------------------------------------

try:
    DATABASES = {
        "default": dj_database_url.parse(
            env("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'db.sqlite3'}"
        )
    }
except ValueError as error:
    raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}") from error
DATABASES["default"]["ENGINE"] = DATABASES["default"]["ENGINE"].replace(
    "django.db.backends", "miglobe_site.databases"
)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    )
else:
    # A connection for each thread, which is tried before each request.
    DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}

# Shared by all processes (the web server's workers and manage.py), with no service to run.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "miglobe_site.finders.StaticFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

#: The public key of age that backups are encrypted for; without it they are in the clear.
BACKUP_RECIPIENT = env("BACKUP_RECIPIENT")

# --- Mail ------------------------------------------------------------------------------------

if env("EMAIL_HOST"):
    EMAIL_HOST = env("EMAIL_HOST")
    EMAIL_PORT = env_int("EMAIL_PORT", 587)
    EMAIL_HOST_USER = env("EMAIL_HOST_USER")
    EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD")
    EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", True)
    EMAIL_TIMEOUT = 10
    OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
else:
    OUTBOX_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_BACKEND = "miglobe_site.outbox.backend.EmailBackend"  # stored first; OUTBOX_BACKEND sends
REPLY_TO_EMAIL = env("REPLY_TO_EMAIL")  # for mails that are about no edition
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", "miglobe@localhost")

# --- Languages and editions ------------------------------------------------------------------

TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_I18N = WAGTAIL_I18N_ENABLED = True
LANGUAGE_CODE = "de"
WAGTAIL_CONTENT_LANGUAGES = content_languages()
WAGTAILADMIN_PERMITTED_LANGUAGES = ADMIN_LANGUAGES
LANGUAGES = [*WAGTAIL_CONTENT_LANGUAGES, *ADMIN_LANGUAGES]
# Ours, and other words for texts of Wagtail and its kin (makemessages leaves the second alone).
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "wagtail"]
# A copy taken over into another edition is always born as a draft; see docs/editions.md.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
    "CLASS": "editions.translator.LanguageTranslator",
    "OPTIONS": {"AUTH_KEY": env("DEEPL_API_KEY")},
}

# --- Wagtail ---------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "MiGlobe"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # how umlauts are written instead: miglobe_site.slugs
# What is typed into a date field may also be written in Django's other German ways.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # of what is to approve, editors are told
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # one is no choice, so that Wagtail asks for none
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {
            "features": [
                *("h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"),
                *PHRASES,
            ]
        },
    }
}
WAGTAILEMBEDS_FINDERS = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.staff_backend"}}
TAGGIT_CASE_INSENSITIVE = True

WAGTAILIMAGES_IMAGE_MODEL = "home.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic"]  # heic is stored as jpg
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp"}

WAGTAILDOCS_DOCUMENT_MODEL = "home.CustomDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv"]
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
MAX_DOCUMENT_SIZE = 25 * 1024 * 1024

WAGTAILMEDIA: dict[str, Any] = {
    "MEDIA_MODEL": "home.CustomMedia",
    "MEDIA_FORM_BASE": "home.media_form.MediaForm",
    "VIDEO_EXTENSIONS": [],  # the form looks into the file
    "AUDIO_EXTENSIONS": [],
}
MAX_VIDEO_SIZE = 300 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
# How many long answers and requests with a body a process has at once: miglobe_site/files/slow.py.
SLOW_ANSWERS, SLOW_REQUESTS = 4, 6
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # long pages have many fields in the editor

# --- Accounts and security -------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "/admin/login/"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

PROXY_COUNT = env_int("PROXY_COUNT", 0)
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# One address and one user together are locked, so that nobody can lock the staff out from afar.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"  # also where the user model calls it e-mail
AXES_USERNAME_CALLABLE = "miglobe_site.accounts.throttle.account_name"
AXES_HANDLER = "miglobe_site.accounts.login_limits.LoginLimits"  # and each of the two, more loosely
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_CLIENT_IP_CALLABLE = "miglobe_site.accounts.throttle.client_address"
AXES_VERBOSE = False

SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail itself excepts its previews
CSRF_FAILURE_VIEW = "miglobe_site.errors.csrf_failure"
PERMISSIONS_POLICY = {
    feature: []
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Wagtail's admin has inline scripts and styles of its own; only the CMS and its previews get this.
ADMIN_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],  # previews
    "worker-src": [SELF, "blob:"],
}

# --- Logging: to the console, without personal data ------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "miglobe_site.logs.WithoutSecrets",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "axes": {"level": "ERROR"},
        "django": {"level": "WARNING"},  # in place of Django's own handlers, which repeat each line
        "django.request": {"level": "ERROR" if DEBUG else "WARNING"},  # runserver logs each answer
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
