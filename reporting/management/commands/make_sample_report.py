"""manage.py make_sample_report"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from reporting.reports.commands import sample_data


class Command(BaseCommand):
    help = (
        "Ask for the issued report of the sample data; run again once it is a draft, issue it. "
        "A worker does both by itself where SAMPLE=1."
    )

    def handle(self, *args: object, **options: object) -> None:
        done = sample_data.take_up(at=timezone.now())
        self.stdout.write("Nothing is left to do." if done else "It is being prepared.")
