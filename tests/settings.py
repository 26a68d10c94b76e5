"""The product's settings, with what tests change."""

import tempfile
from pathlib import Path

import tests.servers  # pytest reads the settings before any conftest
from config.settings import *  # noqa: F403  # a settings module is made of another one
from config.settings import MIDDLEWARE, REST_FRAMEWORK

SECRET_KEY = "for tests only, of no use anywhere else"
# An N+1 query fails the test that makes it.
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]  # noqa: F405
ZEAL_RAISE = True
# A page saves, then takes a step: two verbs, each of which locks its object once. Signing out reads
# the session and then deletes it.
ZEAL_ALLOWLIST = [
    {"model": model, "field": "get()"}
    for model in ("tracker.ProgressUpdate", "tracker.FollowUpAction", "sessions.Session")
]
# Speed: hashing is not under test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# WhiteNoise warns of a folder that is not there.
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="static-", dir=tests.servers.TEST_ROOT))
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="files-", dir=tests.servers.TEST_ROOT))
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REST_FRAMEWORK = REST_FRAMEWORK | {"DEFAULT_THROTTLE_RATES": {"tokens": "10000/minute"}}
