"""manage.py close_periods"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from tracker.periods.commands import opening_and_closing


class Command(BaseCommand):
    help = "Close the open reporting periods whose moment has come."

    def handle(self, *args: object, **options: object) -> None:
        closed = opening_and_closing.close_due(timezone.now())
        self.stdout.write(f"Closed: {', '.join(closed)}." if closed else "Nothing to close.")
