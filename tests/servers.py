"""Servers of the suite's own, beside a running `make run`; imported before settings are read."""

from __future__ import annotations

import os
from pathlib import Path

from config.local import services

# The workers of pytest-xdist, and processes that tests start, inherit the folder, and attach.
STARTED_HERE = "TRACKER_TEST_ROOT" not in os.environ
if STARTED_HERE:
    os.environ["TRACKER_TEST_ROOT"] = str(services.test_root())
TEST_ROOT = Path(os.environ["TRACKER_TEST_ROOT"])
services.ensure(root=TEST_ROOT, durable=False)
