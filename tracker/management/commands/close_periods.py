"""manage.py close_periods"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from tracker.periods import commands as periods


class Command(BaseCommand):
    help = "Close the open reporting periods whose moment has come."

    def handle(self, *args: Any, **options: Any) -> None:
        closed = periods.close_due(timezone.now())
        self.stdout.write(f"Closed: {', '.join(closed)}." if closed else "Nothing to close.")
