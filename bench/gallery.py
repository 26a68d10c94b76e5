"""`python -m bench.gallery [FOLDER]`: the sample's reports of all kinds, to be looked at.

Four kinds, in each language and format; pictures of the pages of each PDF where poppler's pdftoppm
is found, and of the DOCX and XLSX in English where LibreOffice is found too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bench.data import prepare, scratch_database
from config.local import services

# On whom, and on what: those of whom the sample has most to tell.
REPORTS: Final[dict[str, dict[str, Any]]] = {
    "assembly": {"session": "42"},
    "council": {"period": "2012-1"},
    "party": {"party": "SLV", "period": "2012-1"},
    "paragraph": {"paragraph": "7", "period": "2012-1"},
}
DOTS_PER_INCH: Final = 60
# LibreOffice takes half a minute for a file.
OFFICE: Final = ("-en.docx", "-en.xlsx")
SECONDS: Final = 300


def main() -> None:
    """Write the gallery into the folder given, by default var/gallery, which is emptied before."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else services.var_dir() / "gallery"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["LOG_LEVEL"] = "ERROR"
    os.environ.setdefault("SECRET_KEY", "for a gallery only, of no use anywhere else")
    services.ensure()
    shutil.rmtree(folder, ignore_errors=True)
    with scratch_database():
        prepare()
        made = [path for kind in REPORTS for path in _made(kind, folder)]
    print(f"{len(made)} files in {folder}")
    missing = [tool for tool in ("pdftoppm", "soffice") if not shutil.which(tool)]
    if missing:
        print(f"Not found, so some pictures are left out: {', '.join(missing)}.")
    for path in made:
        _picture(path)


def _made(kind: str, folder: Path) -> Iterator[Path]:
    """Make a kind's report in every language and format; yield the files."""
    from reporting.dataset.schema import encode, sha256
    from reporting.documents import FORMATS, LANGUAGES, render

    dataset = _dataset(kind)
    checksum = sha256(encode(dataset))
    (folder / kind).mkdir(parents=True)
    for language in LANGUAGES:
        for name in FORMATS:
            print(f"{kind} {language} {name} ...", file=sys.stderr, flush=True)
            path = folder / kind / f"{kind}-{language}.{name}"
            path.write_bytes(
                render(dataset=dataset, language=language, format=name, sha256=checksum)
            )
            yield path


def _dataset(kind: str) -> Any:
    from django.core.management import call_command
    from django.utils import timezone

    from reporting.reports.commands import build
    from reporting.reports.rules import report_request
    from tracker.models import ProgressUpdate

    if not ProgressUpdate.objects.exists():
        call_command("load_sample", verbosity=0)
    now = timezone.now()
    specification = report_request.check(at=now, kind=kind, **REPORTS[kind])
    return build.assembled(specification.subject)


def _picture(path: Path) -> None:
    """Put a picture of each page of a file beside it, as far as the tools are there."""
    if not shutil.which("pdftoppm"):
        return
    if path.suffix == ".pdf":
        _pages(path, path.with_name(f"{path.name}-pages"))
    elif path.name.endswith(OFFICE) and (office := shutil.which("soffice")):
        with tempfile.TemporaryDirectory() as scratch:
            home = f"-env:UserInstallation={Path(scratch, 'home').as_uri()}"
            _run(office, home, "--headless", "--convert-to", "pdf", "--outdir", scratch, str(path))
            _pages(Path(scratch, f"{path.stem}.pdf"), path.with_name(f"{path.name}-pages"))


def _pages(pdf: Path, folder: Path) -> None:
    folder.mkdir()
    _run("pdftoppm", "-r", str(DOTS_PER_INCH), "-png", str(pdf), str(folder / "page"))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, timeout=SECONDS, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
