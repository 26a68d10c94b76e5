"""From a folder to records: bytes, checksums, JSON, types."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from commitments.instruments.loading import records
from commitments.instruments.loading.decoder import Decoder, stand_in
from commitments.instruments.loading.faults import Faults
from commitments.instruments.loading.records import Catalogue

T = TypeVar("T", bound=msgspec.Struct)

MAX_BYTES = 20_000_000
_UNREADABLE = object()
INSTRUMENT_FILE = "instrument.json"
SERIES_FOLDER = "values"
SERIES_FILE = "values/series.json"

# File → (its type, the list in it, where that goes in a Catalogue).
_FILES: dict[str, tuple[type[msgspec.Struct], str]] = {
    "sessions.json": (records.Sessions, "sessions"),
    "themes.json": (records.Themes, "themes"),
    "states.json": (records.States, "states"),
    "bodies.json": (records.Bodies, "bodies"),
    "indicators.json": (records.Indicators, "indicators"),
    "glossary.json": (records.Glossary, "terms"),
}
_COLUMNS = {"iso3", "year", "value"}
_MAY_HAVE = _COLUMNS | {"disaggregation"}
_NUMBER = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,4})?")
_CENSORED = re.compile(r"[<>≤≥] ?[0-9]+(\.[0-9]+)?")


def read(*, folder: Path, faults: Faults) -> Catalogue:
    """Return what the folder holds; whatever cannot be read is in `faults`."""
    catalogue = Catalogue()
    if not folder.is_dir():
        faults.add(str(folder), "", "no such folder")
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
            content = reader.json_of(entry.name, kind)
            setattr(catalogue, listed, getattr(content, listed))
        else:
            faults.add(entry.name, "", "not a file of the format")
    if not any(folder.rglob("*.json")):
        faults.add(str(folder), "", "holds no catalogue")
    return catalogue


class _Reader:
    def __init__(self, folder: Path, faults: Faults) -> None:
        self._folder = folder
        self._faults = faults

    def json_of(self, file: str, kind: type[T]) -> T:
        """Return the file as `kind`."""
        content = self._json(file)
        if content is _UNREADABLE:
            return cast("T", stand_in(kind))
        return Decoder(file, self._faults).record(content, kind)

    def instrument(self, name: str, catalogue: Catalogue) -> None:
        """Read one instrument and its texts."""
        file = f"{name}/{INSTRUMENT_FILE}"
        found = self.json_of(file, records.Instrument)
        catalogue.instruments[name] = found
        for at, text in enumerate(found.texts):
            content = self._checked_text(f"{name}/{text.file}", text.sha256, (file, f"texts[{at}]"))
            if content is not None:
                catalogue.texts[name, text.language] = content

    def series(self, catalogue: Catalogue) -> None:
        """Read the series and their values."""
        catalogue.series = self.json_of(SERIES_FILE, records.AllSeries).series
        for at, series in enumerate(catalogue.series):
            file = f"{SERIES_FOLDER}/{series.file}"
            content = self._checked_text(file, series.sha256, (SERIES_FILE, f"series[{at}]"))
            if content is not None:
                catalogue.values += self._values(file, content, series)

    def _bytes(self, file: str) -> bytes | None:
        path = self._folder / file
        if not path.is_file():
            self._faults.add(file, "", "no such file")
        elif path.stat().st_size > MAX_BYTES:
            self._faults.add(file, "", f"larger than {MAX_BYTES} bytes")
        else:
            return path.read_bytes()
        return None

    def _decoded(self, file: str, content: bytes) -> str | None:
        try:
            decoded = content.decode("utf-8")
        except UnicodeDecodeError as fault:
            self._faults.add(file, "", f"not UTF-8: byte {fault.start}")
            return None
        if "\x00" in decoded:
            self._faults.add(file, "", "holds a NUL character")
            return None
        return decoded

    def _json(self, file: str) -> Any:
        """Return the parsed file, or _UNREADABLE (reported)."""
        content = self._bytes(file)
        decoded = None if content is None else self._decoded(file, content)
        if decoded is None:
            return _UNREADABLE
        try:
            parsed = json.loads(decoded, object_pairs_hook=_pairs_once)
            _refuse_unstorable(parsed)
        except (ValueError, RecursionError) as fault:
            self._faults.add(file, "", f"not JSON that can be used: {fault}")
            return _UNREADABLE
        return parsed

    def _checked_text(self, file: str, sha256: str, said_in: tuple[str, str]) -> str | None:
        content = self._bytes(file)
        if content is None:
            return None
        measured = hashlib.sha256(content).hexdigest()
        if measured != sha256:
            where, path = said_in
            self._faults.follow(where, f"{path}.sha256", f"{file} has the SHA-256 {measured}")
        return self._decoded(file, content)

    def _values(self, file: str, content: str, series: records.Series) -> list[records.Value]:
        rows = csv.DictReader(io.StringIO(content))
        columns = set(rows.fieldnames or ())
        if not _COLUMNS <= columns <= _MAY_HAVE:
            self._faults.add(file, "line 1", f"columns must be {', '.join(sorted(_COLUMNS))}")
            return []
        found = []
        for row in rows:
            fault = _fault_of_row(row)
            if fault:
                self._faults.add(file, f"line {rows.line_num}", fault)
                continue
            found.append(
                records.Value(
                    indicator=series.indicator,
                    state=row["iso3"],
                    year=int(row["year"]),
                    disaggregation=row.get("disaggregation") or "",
                    value=row["value"].strip(),
                    source=series.source,
                    file=file,
                    line=rows.line_num,
                )
            )
        return found


def _fault_of_row(row: dict[str, Any]) -> str:
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


def _refuse_unstorable(parsed: Any) -> None:
    """Raise ValueError for what PostgreSQL cannot store: NUL, and halves of surrogate pairs."""
    if b"\\u0000" in json.dumps(parsed, ensure_ascii=False).encode():
        raise ValueError("holds a NUL character")


def _pairs_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object; a name given twice would silently lose one of its values."""
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _value in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"given twice: {', '.join(twice)}")
    return content
