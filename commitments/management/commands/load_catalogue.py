"""manage.py load_catalogue [FOLDER]"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ... import loading


class Command(BaseCommand):
    help = (
        "Load a catalogue of instruments, parties, sessions and indicators, and tell what changed. "
        "Any fault is told with its file and path, and then nothing is loaded."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=loading.SHIPPED,
            help="a folder in format 1 (by default the one the product ships)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changes = loading.load(folder=options["folder"], by=None, at=timezone.now())
        except loading.FaultyCatalogue as faulty:
            faults = "\n".join(f"  {fault}" for fault in faulty.found)
            raise CommandError(
                f"Nothing was loaded. {len(faulty.found)} to correct:\n{faults}"
            ) from None
        if options["verbosity"] == 0:
            return
        for change in changes:
            self.stdout.write(f"  {change}")
        self.stdout.write("Catalogue loaded." if changes else "Catalogue: nothing changed.")
