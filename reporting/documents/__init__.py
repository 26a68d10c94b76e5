"""From a frozen dataset to bytes: pure functions that know neither Django, database nor clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from reporting.dataset.schema import Dataset
from reporting.documents.docx.document import render_docx
from reporting.documents.edition import Edition, edition_of
from reporting.documents.html.document import render_html
from reporting.documents.json.document import render_json
from reporting.documents.layouts import lay_out
from reporting.documents.pdf.document import render_pdf
from reporting.documents.words import LANGUAGES
from reporting.documents.xlsx.workbook import render_xlsx

__all__ = ["FORMATS", "LANGUAGES", "RENDERERS", "render"]

Progress = Callable[[float], None]

RENDERERS: Final[Mapping[str, Callable[[Edition], bytes]]] = {
    "pdf": lambda edition: render_pdf(lay_out(edition)),
    "docx": lambda edition: render_docx(lay_out(edition)),
    "html": lambda edition: render_html(lay_out(edition)),
    "xlsx": render_xlsx,
}
FORMATS: Final = (*RENDERERS, "json")


def render(
    *,
    dataset: Dataset,
    language: str,
    format: str,
    sha256: str,
    draft: bool = True,
    kept: bytes = b"",
    progress: Progress | None = None,
) -> bytes:
    """Return one file of a report: the same bytes for the same arguments, always.

    `sha256` is the checksum of the dataset's canonical JSON. `kept`: that JSON, where it was stored
    under an earlier schema; the JSON file then holds it unchanged. `progress` is called with the
    share that is done. Raises KeyError for an unknown language or format, TypesettingError where
    typst fails.
    """
    report_progress = progress or (lambda _share: None)
    report_progress(0.0)
    if format == "json":
        if language not in LANGUAGES:
            raise KeyError(language)
        made = render_json(
            dataset=dataset, language=language, sha256=sha256, draft=draft, kept=kept
        )
    else:
        renderer = RENDERERS[format]
        edition = edition_of(dataset=dataset, language=language, sha256=sha256, draft=draft)
        report_progress(0.1)
        made = renderer(edition)
    report_progress(1.0)
    return made
