"""The wiring as a Django application: templates, static files, commands."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Make the Celery application, which `shared_task` needs."""
        from config import celery  # noqa: F401
