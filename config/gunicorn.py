"""The settings of gunicorn: `gunicorn -c python:config.gunicorn config.wsgi`.

HOST, PORT and WEB_CONCURRENCY come from the environment, other settings from GUNICORN_CMD_ARGS.
"""

from __future__ import annotations

import logging
import os

from config.log_redaction import redact_links

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# A slow client holds a thread, not a process.
worker_class = "gthread"
threads = 4
# The code is imported once, and the workers share its memory.
preload_app = True
timeout = 60
graceful_timeout = 10
accesslog = "-"
# Each worker regularly touches a file, for which it would have to wait on a slow disk.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  # see above
# Its socket would be in the home folder, the same for every gunicorn of this account.
control_socket_disable = True


def on_starting(server: object) -> None:
    """Redact links in the access log; gunicorn calls this before workers, which inherit it."""
    logging.getLogger("gunicorn.access").addFilter(redact_links)
