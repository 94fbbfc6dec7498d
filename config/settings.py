"""All settings, one file: safe without any environment, a server by two addresses.

Every variable read here stands in `.env.example`. Importing this file creates
nothing on disk, so `check_consortium` runs anywhere.
"""

import secrets
from pathlib import Path
from typing import Any

from kombu import Queue

from config import (
    account_settings,
    broker,
    celery_settings,
    content_policy,
    cookies,
    databases,
    environment,
    file_storage,
    languages,
    logs,
    mail,
)
from config.caches import caches
from config.schedule import BOUNCES, SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.folder("DATA_DIR", BASE_DIR / "var")
PORT = environment.number("PORT", 8000)

# ---- What kind of installation this is

DEBUG = environment.switch("DEBUG", default=False)
# Shows demo accounts and says on every page that nothing here is real.
DEMO = environment.switch("DEMO", default=False)
# Off only where there is no TLS: the demo on one's own machine, development, tests.
HTTPS = environment.switch("HTTPS", default=not (DEMO or DEBUG))
# Reverse proxies in front that overwrite X-Forwarded-For and X-Forwarded-Proto.
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0)

# What nobody may read but the product: files by the names `.env.example` lists.
SECRETS_DIR = environment.folder("SECRETS_DIR", DATA_DIR)
SECRET_KEY_FILE = SECRETS_DIR / "secret-key"
# Certificate and key that seal submitted packs, and their password; else unsealed.
SEAL_FILE = SECRETS_DIR / "seal.p12"
SEAL_PASSWORD_FILE = SECRETS_DIR / "seal-password"
SECRET_KEY = environment.text("SECRET_KEY") or environment.file_content(SECRET_KEY_FILE)
# Without a key a process makes its own: safe for commands, and the deployment check
# refuses it for servers, whose processes must share one.
SECRET_KEY_IS_SHARED = bool(SECRET_KEY)
SECRET_KEY = SECRET_KEY or secrets.token_urlsafe(50)
# Without the keys of before, codes on paper and apps of second factors open nothing.
SECRET_KEY_FALLBACKS = environment.file_content(SECRETS_DIR / "former-keys").split()

ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
# What the links in mails begin with: workers have no request that would tell them.
SITE_URL = environment.text("SITE_URL").rstrip("/")
SITE_URL_IS_STATED = bool(SITE_URL)
SITE_URL = SITE_URL or f"http://127.0.0.1:{PORT}"

# Whether publishing takes two administrators; a visitor of the demo does both alone.
FOUR_EYES = environment.switch("FOUR_EYES", default=not DEMO)

# ---- Apps and middleware

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "proposals.apps.ProposalsConfig",
    "eligibility.apps.EligibilityConfig",
    "alliances.apps.AlliancesConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before staticfiles: `runserver` then serves files the way production does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
    "django_structlog",
    "django.forms",
]

MIDDLEWARE = [
    # First: the deadline counts at receipt.
    "config.middleware.stamp_received",
    "config.frames.make_room",
    "config.metrics.measure_requests",
    "config.this_request.name_request",
    "django.middleware.security.SecurityMiddleware",
    "proposals.views.private_links.keep_unspoken",
    "config.compression.compress_pages",
    "csp.middleware.CSPMiddleware",
    "config.middleware.refuse_nul",
    "config.middleware.refuse_other_methods",
    "config.middleware.explain_refused_method",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.session_end.end_old_sessions",
    "alliances.views.languages.speak_chosen_language",
    "config.kept_forms.KeepForms",
    "allauth.account.middleware.AccountMiddleware",
    "config.second_factor_gate.require_second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.late_texts.keep_late_texts",
    "config.landing.land_softly",
    # After authentication: its lines carry the person's id and a request id.
    "config.request_log.LogRequests",
    # Last: a form has proved to be of ours, and its person to be signed in.
    "config.read_only.RefuseWrites",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "config.templates.Templates",
        "NAME": "django",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alliances.views.colours.shown_colours",
            ]
        },
    }
]
# Inputs and widgets may come from our templates folder too; needs "django.forms".
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
# An error page is better than a form that silently lacks a field.
CRISPY_FAIL_SILENTLY = False

# ---- Data

DATABASES = databases.databases(
    environment.text("DATABASE_URL"),
    folder=DATA_DIR,
    password=environment.file_content(SECRETS_DIR / "database-password"),
)

REDIS_URL = databases.with_password(
    environment.text("REDIS_URL"),
    environment.file_content(SECRETS_DIR / "redis-password"),
)
CACHES = caches(redis_url=REDIS_URL, folder=DATA_DIR)

FILES_ADDRESS = environment.file_content(SECRETS_DIR / "files-address")
_PRIVATE = file_storage.private_storages(FILES_ADDRESS, folder=DATA_DIR)
STORAGES: dict[str, Any] = {
    "default": _PRIVATE["files"],
    # Files of the register lie beside them until they are published, and after.
    "packs": _PRIVATE["packs"],
    "uploads": _PRIVATE["uploads"],
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

STATIC_URL = "/static/"
# Beside the code, of which it is made, and not beside the data: it changes with it.
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]

# Pages that take files put a limit here; all others keep none, whoever sends it.
FILE_UPLOAD_HANDLERS = ["alliances.views.uploads.NoUploads"]
# An upload larger than this waits on disk; forms refuse more than 5 MB by themselves.
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# ---- People

AUTH_USER_MODEL = "alliances.User"
SESSION_ENGINE = "config.sessions"
# Whether the demo's administrators need a second factor; all others always do.
SECOND_FACTOR = not DEMO
# Whether people may open accounts by themselves; administrators always may.
SIGN_UP = environment.switch("SIGN_UP", default=True)
globals().update(account_settings.ACCOUNT_SETTINGS)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
# Browsers give passkeys to HTTPS and to this machine; the library to HTTPS alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# ---- Browser safety

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^api/(?!v1/docs$)"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
globals().update(cookies.cookie_settings(https=HTTPS))
COLOURS_COOKIE_NAME, PERSON_COOKIE_NAME = cookies.own_names(https=HTTPS)
CSRF_FAILURE_VIEW = "config.error_pages.form_expired"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# HSTS covers this host only: the other names of the domain are their owner's affair.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
CONTENT_SECURITY_POLICY = content_policy.CONTENT_SECURITY_POLICY

# ---- Language and time

LANGUAGE_CODE = "en"
LANGUAGES = languages.LANGUAGES
LANGUAGE_COOKIE_AGE = languages.COOKIE_SECONDS
FORMAT_MODULE_PATH = "config.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

# ---- Mail

DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "alliances@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Whom people can write to: named on error pages, in the statement on accessibility,
# and as the address that answers to mails go to, since nobody may read MAIL_FROM.
CONTACT = environment.text("CONTACT")
# One address gives all EMAIL_ settings, which only make sense together.
globals().update(
    mail.settings_for(
        environment.text("MAIL_URL")
        or environment.file_content(SECRETS_DIR / "mail-address"),
        folder=DATA_DIR / "mail",
        is_demo=DEMO,
    )
)

# The Maildir delivery reports come to, that is the mailbox of MAIL_FROM; else unread.
BOUNCE_MAILDIR = environment.text("BOUNCE_MAILDIR")

# ---- Of whoever runs this, in a settings module of their own; functions by dotted path

# Whether people who administer nothing need a second factor too.
SECOND_FACTOR_FOR_ALL = False
# Says by its bytes whether a signed copy is kept: the way to a virus scanner.
UPLOAD_SCANNER = ""
# Takes each report of an error, `config.error_reports.ErrorReport`.
ERROR_REPORTER = ""

# ---- Queue (names read by config/celery.py)

BROKER_FOLDER = DATA_DIR / "broker"
# By the clock: drawings, bounded by `apart.LIMITS`, share a processor in the last hour.
RENDER_SECONDS = 900

CELERY_BROKER_URL = REDIS_URL or broker.FOLDER_URL
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = broker.redis_options(longest_task=RENDER_SECONDS)
else:
    CELERY_BROKER_TRANSPORT = broker.FOLDER_TRANSPORT
    CELERY_BROKER_TRANSPORT_OPTIONS = broker.folder_options(BROKER_FOLDER)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
globals().update(celery_settings.TASK_SETTINGS)
CELERY_TASK_SOFT_TIME_LIMIT = RENDER_SECONDS - 60
CELERY_TASK_TIME_LIMIT = RENDER_SECONDS
CELERY_TASK_DEFAULT_QUEUE = "default"
# Each with its own key: without one, both would be bound to the same and get all.
CELERY_TASK_QUEUES = [Queue(name, routing_key=name) for name in ("default", "packs")]
# Rendering has its own queue, so that it can have its own machines.
CELERY_TASK_ROUTES = {"proposals.tasks.render_*": {"queue": "packs"}}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A large pack leaves 200 MB behind in its process.
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {**SCHEDULE, **(BOUNCES if BOUNCE_MAILDIR else {})}
# How long stopping may take until beat notices.
CELERY_BEAT_MAX_LOOP_INTERVAL = 1
# Keeps the schedule's file fresh, which is how a container sees that beat lives.
CELERY_BEAT_SYNC_EVERY = 1

# ---- Logs

LOG_LEVEL = environment.text("LOG_LEVEL", "WARNING" if DEMO else "INFO").upper()
logs.configure_structlog()
LOGGING = logs.logging_settings(level=LOG_LEVEL, readable=DEMO or DEBUG)
globals().update(logs.STRUCTLOG_SETTINGS)
