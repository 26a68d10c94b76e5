"""manage.py resume_reports"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from reporting.schedule.commands import jobs


class Command(BaseCommand):
    help = "Queue again the reports that have been waiting for a worker."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(jobs.run("resume_reports", at=timezone.now()))
