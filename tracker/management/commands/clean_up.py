"""manage.py clean_up"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from tracker import housekeeping


class Command(BaseCommand):
    help = "Remove what has served its time: kept answers to repeated requests, sessions."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = housekeeping.clean_up(at=timezone.now())
        for kind, count in removed.items():
            self.stdout.write(f"{kind}: {count} removed.")
