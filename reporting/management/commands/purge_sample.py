"""manage.py purge_sample"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from reporting.reports.commands.sample_data import purge_sample


class Command(BaseCommand):
    help = "Remove every row marked sample, and the reports made of them. Nothing else."

    def handle(self, *args: object, **options: object) -> None:
        reports, updates = purge_sample(by=None, at=timezone.now())
        self.stdout.write(f"Sample data removed: {updates} updates, {reports} reports.")
