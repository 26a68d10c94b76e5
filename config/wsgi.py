"""The web application, as gunicorn serves it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from config import services

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
services.ensure()
application = get_wsgi_application()
