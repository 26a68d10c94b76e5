"""manage.py open_periods"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from tracker.periods.commands import opening_and_closing


class Command(BaseCommand):
    help = "Open the planned reporting periods whose moment has come."

    def handle(self, *args: object, **options: object) -> None:
        opened = opening_and_closing.open_due(timezone.now())
        self.stdout.write(f"Opened: {', '.join(opened)}." if opened else "Nothing to open.")
