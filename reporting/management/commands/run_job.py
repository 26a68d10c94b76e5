"""manage.py run_job"""

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from reporting.schedule.commands import jobs


class Command(BaseCommand):
    help = "Run a job of the schedule now, and write the run down as the schedule does."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", choices=sorted(jobs.JOBS))

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(jobs.run(str(options["name"]), at=timezone.now()))
