"""manage.py load_public_record"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from tracker import public_record


class Command(BaseCommand):
    help = "Enter what is publicly known of the follow-up (real, sourced, unsolicited)."

    def handle(self, *args: object, **options: object) -> None:
        added = public_record.load(at=timezone.now())
        self.stdout.write(
            f"Public record: {added} added." if added else "Public record: nothing to add."
        )
