"""The wiring as a Django application: templates, static files, commands."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class ConfigConfig(AppConfig):
    name = "config"
    default = True

    def ready(self) -> None:
        """Make the Celery application, which `shared_task` needs."""
        import config.celery  # noqa: F401  # importing it is enough


class AdministrationConfig(admin.AdminConfig):
    """Django's administration with the product's site."""

    default = False
    default_site = "config.administration.Administration"
