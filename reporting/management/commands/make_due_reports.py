"""manage.py make_due_reports"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from reporting.schedule.commands import jobs


class Command(BaseCommand):
    help = "Ask for the reports whose time has come: on closed periods, before sessions."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(jobs.run("make_due_reports", at=timezone.now()))
