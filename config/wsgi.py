"""The web application, as gunicorn serves it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.local import services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
services.ensure()
application = get_wsgi_application()
# Once for all workers, not in the first request; an error in the addresses ends the start.
get_resolver().url_patterns  # noqa: B018  # a property that loads them
