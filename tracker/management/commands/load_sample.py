"""manage.py load_sample"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from tracker import sample


class Command(BaseCommand):
    help = "Load invented sample data, marked as such on every row."

    def handle(self, *args: object, **options: object) -> None:
        added = sample.load(at=timezone.now())
        self.stdout.write("Sample data: loaded." if added else "Sample data: nothing to add.")
