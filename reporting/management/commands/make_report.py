"""manage.py make_report"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from tqdm import tqdm

from commitments.foundation.errors import Invalid
from commitments.models import Language
from reporting.dataset.schema import encode, sha256
from reporting.documents import render
from reporting.reports.commands import build
from reporting.reports.models.file import Format
from reporting.reports.models.report import StatusReport
from reporting.reports.rules import report_request

SUBJECTS = ("session", "period", "party", "paragraph")


class Command(BaseCommand):
    help = (
        "Make one file of a report, here and now. The same file as the report asked for on the "
        "site: the same bytes, if asked for the same."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", required=True, choices=StatusReport.Kind.values)
        parser.add_argument("--instrument", default="", help="key; by default the default one")
        parser.add_argument("--session", default="", help="of an assembly report: 42")
        parser.add_argument("--period", default="", help="of any other: 2012-1")
        parser.add_argument("--party", default="", help="SLV, PC")
        parser.add_argument("--paragraph", default="", help="7")
        parser.add_argument("--language", default="en", choices=Language.values)
        parser.add_argument("--format", required=True, choices=Format.values)
        parser.add_argument("--output", required=True, type=Path, help="the file to write")
        parser.add_argument(
            "--audience", default=StatusReport.Audience.PUBLIC, choices=StatusReport.Audience.values
        )
        parser.add_argument(
            "--as-of",
            default="",
            help="2012-05-15 or 2012-05-15T12:00:00Z; by default the session's opening, or the "
            "period's close",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path = options["output"]
        if not output.absolute().parent.is_dir():
            raise CommandError(f"There is no folder {output.absolute().parent}.")
        specification = _specification(options)
        shape = "{desc} {percentage:3.0f}% |{bar}| {elapsed}"
        with tqdm(total=100, desc="Assembling", unit="%", bar_format=shape) as bar:

            def show(part: float) -> None:
                bar.update(20 + 80 * part - bar.n)

            dataset = build.assembled(specification.subject)
            checksum = sha256(encode(dataset))
            bar.update(20)
            bar.set_description_str(f"Rendering {options['language']}.{options['format']}")
            content = render(
                dataset=dataset,
                language=options["language"],
                format=options["format"],
                sha256=checksum,
                draft=True,
                progress=show,
            )
            bar.update(100 - bar.n)
        _write(output, content)
        self.stdout.write(f"{output}: {len(content):,} bytes, dataset {checksum}")


def _specification(options: Mapping[str, Any]) -> report_request.ReportSpecification:
    as_of = options["as_of"]
    moment = None
    try:
        if as_of and (moment := parse_datetime(as_of)) is None and (day := parse_date(as_of)):
            moment = parse_datetime(f"{day}T00:00:00Z")
    except ValueError as error:
        raise CommandError(f"--as-of: {error}.") from error
    if as_of and moment is None:
        raise CommandError("--as-of: give a day or a moment, as 2012-05-15T12:00:00Z.")
    if moment is not None and timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    try:
        return report_request.check(
            at=timezone.now(),
            kind=options["kind"],
            instrument=options["instrument"],
            audience=options["audience"],
            as_of=moment,
            languages=[options["language"]],
            formats=[options["format"]],
            **{name: options[name] for name in SUBJECTS},
        )
    except Invalid as error:
        lines = [
            f"--{fault.pointer[1:].replace('_', '-')}: {fault.detail}" for fault in error.faults
        ]
        raise CommandError("\n".join([str(error.detail), *lines])) from error


def _write(output: Path, content: bytes) -> None:
    """Write the whole file, or nothing."""
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=output.absolute().parent, delete=False) as opened:
            part = Path(opened.name)
            opened.write(content)
        umask = os.umask(0)
        os.umask(umask)
        part.chmod(0o666 & ~umask)
        part.replace(output)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
