"""How gunicorn serves the application: `gunicorn -c python:config.gunicorn config.wsgi`.

HOST, PORT and WEB_CONCURRENCY come from the environment, and any more by GUNICORN_CMD_ARGS.
"""

from __future__ import annotations

import logging
import os
from typing import Any

from config.log_redaction import redact_links

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# A slow client holds a thread, not a process.
worker_class = "gthread"
threads = 4
# One import for all the workers, and their memory shared.
preload_app = True
timeout = 60
graceful_timeout = 10
accesslog = "-"
# The workers' sign of life is a file; on a slow disk it would stall them.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
# It would listen in the home folder, one for every gunicorn of this account.
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Before the first worker starts, which inherits the filter."""
    logging.getLogger("gunicorn.access").addFilter(redact_links)
