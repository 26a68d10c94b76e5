#!/usr/bin/env python
"""Django's commands, with the database and the broker at hand."""

from __future__ import annotations

import os
import sys

from config.local import services


def main() -> None:
    """Find the servers, then run the command; end in words where there are none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        services.ensure()
    except services.ServiceError as error:
        sys.exit(f"{error}")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
