"""The Celery application: `celery -A config worker`, `celery -A config beat`."""

from __future__ import annotations

import os

from celery import Celery
from django.apps import apps

from config.local import services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Where Django is set up first, it imports this module after it has read its settings. Only where
# Celery starts first must the servers still be found.
if not apps.apps_ready:
    services.ensure()

app = Celery("config")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
