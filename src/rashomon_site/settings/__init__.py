"""The settings of the site. What an operator may set comes from the environment, by `variables`."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

import rashomon
from rashomon.drafting.propose.endpoint.configuration import Endpoint
from rashomon_site.settings.accounts import accounts
from rashomon_site.settings.articles import draft_endpoint
from rashomon_site.settings.databases import database
from rashomon_site.settings.logs import logs
from rashomon_site.settings.mail import mail
from rashomon_site.settings.secrets import secret_key
from rashomon_site.settings.variables import variable

PACKAGE = Path(__file__).resolve().parent.parent

# ---- what the operator says
DATA: Path = variable("RASHOMON_DATA")
PUBLIC: bool = variable("RASHOMON_MODE") == "public"
SITE_NAME: str = variable("RASHOMON_NAME")
SITE_NOTICE: str = variable("RASHOMON_NOTICE")
SITE_URL: str = variable("RASHOMON_URL").rstrip("/")
SIGNUP: str = variable("RASHOMON_SIGNUP")
PROXIES: int = variable("RASHOMON_PROXIES")
RUN_TASKS_IN_PROCESS: bool = variable("RASHOMON_WORKER")
LIVE: bool = variable("RASHOMON_LIVE")
DEBUG: bool = variable("RASHOMON_DEBUG")
ALLOWED_HOSTS: list[str] = variable("RASHOMON_HOSTS") or ([] if PUBLIC else ["127.0.0.1", "localhost", "[::1]"])
SECRET_KEY: str = secret_key(variable("RASHOMON_SECRET_KEY"), PUBLIC, DATA)

if PUBLIC and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("RASHOMON_HOSTS is empty, but in public mode it takes the site's host names.")
if PUBLIC and DEBUG:
    raise ImproperlyConfigured("RASHOMON_DEBUG is on, but in public mode it takes only `no`.")

# ---- the parts of the site
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rashomon_site.accounts",
    "rashomon_site.cases",
    "rashomon_site.reading",
    "rashomon_site.search",
    "rashomon_site.syndication",
    "rashomon_site.workbench",
    "rashomon_site.drafts",
    "rashomon_site.comments",
    "rashomon_site.moderation",
    "rashomon_site.spam",
    "rashomon_site.notifications",
    "rashomon_site.privacy",
    "rashomon_site.wordpress",
    "rashomon_site.api",
    "rashomon_site.operations",
]

MIDDLEWARE = [
    "rashomon_site.operations.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rashomon_site.accounts.second_factor.SecondFactorMiddleware",
]

ROOT_URLCONF = "rashomon_site.urls"
WSGI_APPLICATION = "rashomon_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rashomon_site.reading.context.publication",
            ],
        },
    },
]

# ---- data
DATABASES = {"default": database(variable("DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Drawn pages of up to 250 kB each: 100 MB at most in each process.
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 400}},
    # Apart from the pages, so that a crowd of pages does not drive out the counts of who asked how often.
    "counts": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "counts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "shared": {  # what all processes must count together: attempts to sign in, codes that were used
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MEDIA_ROOT = DATA / "uploads"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20  # a case may have 5 MB, and a form writes some letters as three
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # "your own numbers" has a field for each cell

# ---- people
SECOND_FACTOR: str = variable("RASHOMON_SECOND_FACTOR")
MAILS: bool = variable("RASHOMON_MAIL_URL") not in ("", "console:")
globals().update(accounts(name=SITE_NAME, public=PUBLIC, proxies=PROXIES, mails=MAILS))
AUTH_USER_MODEL = "accounts.User"  # here too, as the type checker reads this file alone

# ---- the discussion
COMMENTS: str = variable("RASHOMON_COMMENTS")
EDIT_MINUTES: int = variable("RASHOMON_EDIT_MINUTES")
ADDRESS_DAYS: int = variable("RASHOMON_ADDRESS_DAYS")
SPAM_DAYS: int = variable("RASHOMON_SPAM_DAYS")
CONTACT: str = variable("RASHOMON_CONTACT")
AKISMET_KEY: str = variable("RASHOMON_AKISMET_KEY")
AKISMET_URL: str = variable("RASHOMON_AKISMET_URL").rstrip("/")
AKISMET_TEST: bool = variable("RASHOMON_AKISMET_TEST")
FILTER_ENDPOINT: bool = variable("RASHOMON_FILTER_ENDPOINT")

# ---- articles
DRAFT_FETCH: bool = variable("RASHOMON_DRAFT_FETCH")
DRAFT_ENDPOINT: Endpoint | None = draft_endpoint(
    variable("RASHOMON_DRAFT_ENDPOINT"), variable("RASHOMON_DRAFT_MODEL"), variable("RASHOMON_DRAFT_KEY")
)

# ---- words and files
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [
    PACKAGE / "static",
    ("report", Path(rashomon.__file__).parent / "report" / "static"),  # shared with the report
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PUBLIC  # names hold a digest, so that browsers keep files for good; `rashomon site prepare` gathers them
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PUBLIC
if not PUBLIC:
    # It stays empty, as files are found in the package; WhiteNoise warns where it is missing.
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# ---- what browsers are told: nothing from elsewhere, nothing inline
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "rashomon_site.workbench.kept_text.csrf_failure"  # gives a text back that would be lost
if PUBLIC:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # asked on this side of the proxy
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ---- mail and logs
globals().update(mail(variable("RASHOMON_MAIL_URL")))
DEFAULT_FROM_EMAIL: str = variable("RASHOMON_MAIL_FROM")
LOGGING = logs(variable("RASHOMON_LOG_LEVEL"), variable("RASHOMON_LOG_FORMAT"))
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains, and
    "security.W021",  # the browsers' preload list, bind sites of the operator that are not this one
]
