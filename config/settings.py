"""Settings. Every secret and address comes from the environment.

The file is long since all settings stand in one place; where Django's default is right, it is not
repeated.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env
from kombu import Exchange, Queue
from whitenoise.compress import Compressor

from config.local import services
from config.log_redaction import redact_links

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR: Path = env.path("VAR_DIR", BASE_DIR / "var")

# Core ----------------------------------------------------------------------------------------

DEBUG: bool = env.bool("DEBUG", False)
# Left empty, Django refuses to start; `make run` makes one and keeps it under var/.
SECRET_KEY: str = env.str("SECRET_KEY", "") or services.secret_key(VAR_DIR)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
# The public address, for links in mail and documents.
SITE_URL: str = env.str("SITE_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "config",
    "commitments",
    "tracker",
    "reporting",
    "config.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "commitments.foundation.page_cache.PageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Before the CSRF check, which reads what was sent.
    "commitments.foundation.rest.bodies.BodyLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "commitments.people.pages.sign_in.EndedSessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
            # Dates and numbers are written on nearly every page, and by these filters alone.
            "builtins": ["commitments.templatetags.formats"],
        },
    },
]

# Database and broker -------------------------------------------------------------------------

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.dj_db_url("DATABASE_URL", "postgres:///tracker", conn_max_age=600)
    | {"ATOMIC_REQUESTS": False, "CONN_HEALTH_CHECKS": True}
}
# Server-side binding and early preparation: PostgreSQL's share of a five-join list falls by half.
# A pooler stores no prepared statements, or refuses options: DATABASE_PREPARE=0 avoids both.
_options = DATABASES["default"].setdefault("OPTIONS", {})
if env.bool("DATABASE_PREPARE", True):
    _options |= {"server_side_binding": True, "prepare_threshold": 1}
    # pgtrigger's functions read this for every row. Where it is not set, they catch an error, which
    # takes a fifth of the time in which the sample is loaded.
    _options["options"] = f"{_options.get('options', '')} -c pgtrigger.ignore={{}}".strip()
else:
    _options["prepare_threshold"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL: str = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "tracker",
    }
}

CELERY_BROKER_URL: str = env.str("CELERY_BROKER_URL", "") or services.broker_url(REDIS_URL)
# A worker that dies gives its task back; tasks may run twice without harm.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# How long Redis waits for a killed worker's task before another gets it.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": env.int("TASK_VISIBILITY_TIMEOUT", 900)}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
# E-mail has a separate queue and worker, so that it never waits for reports. A worker started
# without a queue serves both. Each queue has its own exchange and key: with those of the default
# queue, a message to one would go to the other as well.
CELERY_TASK_QUEUES = [
    Queue(name, Exchange(name), routing_key=name) for name in ("celery", "letters")
]
CELERY_TASK_ROUTES = {"commitments.tasks.*": {"queue": "letters"}}
CELERY_TASK_TIME_LIMIT = env.int("TASK_TIME_LIMIT", 600)
# Each job is idempotent, and can be run now: `manage.py run_job NAME`.
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    name: {
        "task": "reporting.tasks.run_job",
        "kwargs": {"name": name},
        "schedule": seconds,
        # If no worker runs it in time, the next run is enough.
        "options": {"expires": seconds, "queue": queue},
    }
    for name, seconds, queue in (
        ("open_periods", 60, "celery"),
        ("close_periods", 60, "celery"),
        ("make_due_reports", 300, "celery"),
        ("resume_reports", 60, "celery"),
        ("send_letters", 60, "letters"),
        ("clean_up", 86400, "celery"),
    )
}

# People --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "commitments.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "full_name")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
TOKEN_LIFETIME_DAYS = env.int("TOKEN_LIFETIME_DAYS", 90)

# Languages and time --------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("pt", _("Portuguese")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"

# Files ---------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT: Path = env.path("STATIC_ROOT", VAR_DIR / "static")
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.StaticFilesStorage"},
}
# Files under their original names, and compressed source maps, are never requested.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "commitments.foundation.rest.bodies.WriteToDisk",
]
EVIDENCE_MAX_BYTES: int = env.int("EVIDENCE_MAX_BYTES", 20 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE: int = env.int("BODY_MAX_BYTES", 5 * 1024 * 1024)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Security ------------------------------------------------------------------------------------

# Behind a proxy that speaks TLS: HTTPS=1 makes cookies secure and answers plain HTTP by a redirect.
HTTPS: bool = env.bool("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_FAILURE_VIEW = "commitments.foundation.error_pages.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "script-src": [SELF],
        "style-src": [SELF],
        "worker-src": [SELF],
    },
}

# API -----------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "commitments.people.api.authentication.TokenAuthentication",
        "commitments.people.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_PARSER_CLASSES": ["commitments.foundation.rest.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["commitments.foundation.rest.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "commitments.foundation.rest.pagination.CursorPagination",
    "DEFAULT_FILTER_BACKENDS": ["commitments.foundation.rest.filters.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "commitments.foundation.rest.schema.ProblemAutoSchema",
    "DEFAULT_THROTTLE_RATES": {"tokens": env.str("TOKENS_RATE", "20/minute")},
    "EXCEPTION_HANDLER": "commitments.foundation.rest.problems.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    # Our parameters named `format` must not change the type of the answer.
    "URL_FORMAT_OVERRIDE": None,
    # How many proxies set X-Forwarded-For; 0 trusts none, so that nobody can forge an address.
    "NUM_PROXIES": env.int("NUM_PROXIES", 0),
}
# The parts of the API's description that are not in the code: shared schemas, and examples.
API_DESCRIPTION = BASE_DIR / "config" / "api_description.json"
SPECTACULAR_SETTINGS = {
    "TITLE": "Hemispheric Plan-of-Action Tracker",
    "DESCRIPTION": (
        "Commitments of the General Assembly's declarations, what each party reports on them, "
        "and the status reports prepared from that. Not an official product of the Organization."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "GET_LIB_DOC_EXCLUDES": (
        "commitments.foundation.rest.schema.classes_documented_for_developers"
    ),
    # Without the default hook, which would make components of choices, under invented names that
    # change with every new field of the same name.
    "POSTPROCESSING_HOOKS": ["commitments.foundation.rest.schema.add_examples"],
    # It would warn about querysets that depend on the request; tests check the description itself.
    "DISABLE_ERRORS_AND_WARNINGS": True,
}

# Reports -------------------------------------------------------------------------------------

# Languages of the reports that the schedule asks for: the Assembly works in these four.
REPORT_LANGUAGES: list[str] = env.list("REPORT_LANGUAGES", ["en", "es", "fr", "pt"])
# How documents are numbered, by kind of report: N is the number given, YY the year; empty for none.
REPORT_SYMBOLS: dict[str, str] = {
    "assembly": env.str("REPORT_SYMBOL_ASSEMBLY", "OEA/Ser.P AG/doc.N/YY"),
    "council": env.str("REPORT_SYMBOL_COUNCIL", "OEA/Ser.G CP/doc.N/YY"),
    "party": env.str("REPORT_SYMBOL_PARTY", "OEA/Ser.G CP/doc.N/YY"),
    "paragraph": env.str("REPORT_SYMBOL_PARAGRAPH", "OEA/Ser.G CP/doc.N/YY"),
}
# How many days before a session opens its draft report is made.
ASSEMBLY_REPORT_DAYS_BEFORE: int = env.int("ASSEMBLY_REPORT_DAYS_BEFORE", 30)
# A worker's process that has grown past this is replaced after its task.
REPORT_RENDER_MEMORY_MB: int = env.int("REPORT_RENDER_MEMORY_MB", 1024)
CELERY_WORKER_MAX_MEMORY_PER_CHILD = REPORT_RENDER_MEMORY_MB * 1024

# Sample data ---------------------------------------------------------------------------------

# Whether there is to be sample data: /readyz waits for it.
SAMPLE: bool = env.bool("SAMPLE", False)
SAMPLE_PASSWORD: str = env.str("SAMPLE_PASSWORD", "sample")

# Mail and logs -------------------------------------------------------------------------------

# Where mail goes: submission://USER:PASSWORD@HOST:587; by default into the worker's log.
_EMAIL: dict[str, Any] = env.dj_email_url("EMAIL_URL", "console://")
EMAIL_BACKEND: str = _EMAIL["EMAIL_BACKEND"]
EMAIL_HOST: str = _EMAIL["EMAIL_HOST"] or "localhost"
EMAIL_PORT: int = _EMAIL["EMAIL_PORT"] or 25
EMAIL_HOST_USER: str = _EMAIL["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD: str = _EMAIL["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS: bool = _EMAIL["EMAIL_USE_TLS"]
EMAIL_USE_SSL: bool = _EMAIL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "tracker@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"redact_links": {"()": lambda: redact_links}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["redact_links"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}
