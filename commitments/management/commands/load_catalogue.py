"""manage.py load_catalogue [FOLDER]"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commitments.instruments import loading


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
        parser.add_argument(
            "--overrule",
            action="store_true",
            help="the folder's word goes before what was edited by hand in the administration",
        )

    def handle(
        self, *args: object, folder: Path, overrule: bool, verbosity: int, **options: object
    ) -> None:
        try:
            loaded = loading.load(folder=folder, by=None, at=timezone.now(), overrule=overrule)
        except loading.FaultyCatalogue as faulty:
            faults = "\n".join(f"  {fault}" for fault in faulty.found)
            raise CommandError(
                f"Nothing was loaded. {len(faulty.found)} to correct:\n{faults}"
            ) from None
        if verbosity == 0:
            return
        for change in loaded.changes:
            self.stdout.write(f"  {change}")
        for line in loaded.skipped:
            self.stdout.write(f"  left as edited by hand: {line}")
        self.stdout.write("Catalogue loaded." if loaded.changes else "Catalogue: nothing changed.")
