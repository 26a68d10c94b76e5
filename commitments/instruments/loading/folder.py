"""From a folder to records: bytes, checksums, JSON, types."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from commitments.instruments.loading import records
from commitments.instruments.loading.decoder import decode, stand_in
from commitments.instruments.loading.faults import CatalogueFault, Location
from commitments.instruments.loading.records import CatalogueRecords

T = TypeVar("T", bound=msgspec.Struct)

MAX_BYTES = 20_000_000
INSTRUMENT_FILE = "instrument.json"
SERIES_FOLDER = "values"
SERIES_FILE = "values/series.json"

# File → (its type, the name of the list in it and in CatalogueRecords).
_FILES: dict[str, tuple[type[msgspec.Struct], str]] = {
    "sessions.json": (records.SessionsFile, "sessions"),
    "themes.json": (records.ThemesFile, "themes"),
    "states.json": (records.StatesFile, "states"),
    "bodies.json": (records.BodiesFile, "bodies"),
    "indicators.json": (records.IndicatorsFile, "indicators"),
    "glossary.json": (records.GlossaryFile, "terms"),
}
_COLUMNS = {"iso3", "year", "value"}
_ALL_COLUMNS = _COLUMNS | {"disaggregation"}
_NUMBER = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,4})?")
_CENSORED = re.compile(r"[<>≤≥] ?[0-9]+(\.[0-9]+)?")


def read(*, folder: Path, faults: list[CatalogueFault]) -> CatalogueRecords:
    """Return what the folder holds; what cannot be read is added to `faults`."""
    catalogue = CatalogueRecords()
    folder_as_whole = Location(faults, str(folder))
    if not folder.is_dir():
        folder_as_whole.add("no such folder")
        return catalogue
    reader = _Reader(folder, faults)
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith((".", "__")) or entry.suffix == ".md":
            continue
        if entry.is_dir():
            if entry.name == SERIES_FOLDER:
                reader.series(catalogue)
            else:
                reader.instrument(entry.name, catalogue)
        elif entry.name in _FILES:
            kind, listed = _FILES[entry.name]
            setattr(catalogue, listed, getattr(reader.record(entry.name, kind), listed))
        else:
            Location(faults, entry.name).add("not a file of the format")
    if not any(folder.rglob("*.json")):
        folder_as_whole.add("holds no catalogue")
    return catalogue


@dataclass(frozen=True)
class _Reader:
    folder: Path
    faults: list[CatalogueFault]

    def record(self, file: str, kind: type[T]) -> T:
        """Return a JSON file as a record; a stand-in where it cannot be read."""
        text, at = self._text(file), Location(self.faults, file)
        if text is None:
            return stand_in(kind)
        try:
            parsed = json.loads(text, object_pairs_hook=_pairs_once)
            _refuse_unstorable(parsed)
        except (ValueError, RecursionError) as fault:
            at.add(f"not JSON that can be used: {fault}")
            return stand_in(kind)
        return decode(parsed, kind, at)

    def instrument(self, name: str, catalogue: CatalogueRecords) -> None:
        """Read one instrument and its texts."""
        file = f"{name}/{INSTRUMENT_FILE}"
        instrument = catalogue.instruments[name] = self.record(file, records.InstrumentRecord)
        for index, text in enumerate(instrument.texts):
            at = Location(self.faults, file)["texts"][index]["sha256"]
            content = self._text(f"{name}/{text.file}", sha256=text.sha256, sha256_at=at)
            if content is not None:
                catalogue.texts[name, text.language] = content

    def series(self, catalogue: CatalogueRecords) -> None:
        """Read the series and their values."""
        catalogue.series = self.record(SERIES_FILE, records.SeriesFile).series
        for index, series in enumerate(catalogue.series):
            file = f"{SERIES_FOLDER}/{series.file}"
            at = Location(self.faults, SERIES_FILE)["series"][index]["sha256"]
            content = self._text(file, sha256=series.sha256, sha256_at=at)
            if content is not None:
                catalogue.values += self._values(file, content, series)

    def _text(
        self, file: str, *, sha256: str = "", sha256_at: Location | None = None
    ) -> str | None:
        """Return a file's text; None where it cannot be read, which is reported.

        `sha256` is what another file says of this one, at the place `sha256_at`.
        """
        path, at = self.folder / file, Location(self.faults, file)
        if not path.is_file():
            at.add("no such file")
            return None
        if path.stat().st_size > MAX_BYTES:
            at.add(f"larger than {MAX_BYTES} bytes")
            return None
        content = path.read_bytes()
        measured = hashlib.sha256(content).hexdigest()
        if sha256_at is not None and measured != sha256:
            sha256_at.follow(f"{file} has the SHA-256 {measured}")
        try:
            decoded = content.decode("utf-8")
        except UnicodeDecodeError as fault:
            at.add(f"not UTF-8: byte {fault.start}")
            return None
        if "\x00" in decoded:
            at.add("holds a NUL character")
            return None
        return decoded

    def _values(
        self, file: str, content: str, series: records.SeriesRecord
    ) -> Iterator[records.ValueRecord]:
        """Yield the values of a series' file; faulty rows are reported."""
        rows = csv.DictReader(io.StringIO(content))
        if not _COLUMNS <= set(rows.fieldnames or ()) <= _ALL_COLUMNS:
            needed = f"columns must be {', '.join(sorted(_COLUMNS))}"
            Location(self.faults, file, "line 1").add(needed)
            return
        for row in rows:
            if fault := _fault_of_row(row):
                Location(self.faults, file, f"line {rows.line_num}").add(fault)
                continue
            yield records.ValueRecord(
                indicator=series.indicator,
                state=row["iso3"],
                year=int(row["year"]),
                disaggregation=row.get("disaggregation") or "",
                value=row["value"].strip(),
                source=series.source,
                file=file,
                line=rows.line_num,
            )


def _fault_of_row(row: Mapping[str, str]) -> str:
    """Return what is wrong with a CSV row, or ""."""
    if None in row or None in row.values():
        return "not as many cells as columns"
    if not re.fullmatch(r"(19|20|21)[0-9]{2}", row["year"]):
        return f"not a year: {row['year']!r}"
    value = row["value"].strip()
    if not _NUMBER.fullmatch(value) and not (len(value) <= 20 and _CENSORED.fullmatch(value)):
        return f"neither a number nor a censored value such as <5: {value[:60]!r}"
    if len(row.get("disaggregation") or "") > 120:
        return "disaggregation longer than 120 characters"
    return ""


def _refuse_unstorable(parsed: object) -> None:
    """Raise ValueError for what PostgreSQL cannot store: NUL, and halves of surrogate pairs."""
    # `encode` raises the error for halves of surrogate pairs.
    if b"\\u0000" in json.dumps(parsed, ensure_ascii=False).encode():
        raise ValueError("holds a NUL character")


def _pairs_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the object. Raises ValueError for a name given twice, of which one value is lost."""
    counts = Counter(name for name, _value in pairs)
    if twice := sorted(name for name, count in counts.items() if count > 1):
        raise ValueError(f"given twice: {', '.join(twice)}")
    return dict(pairs)
