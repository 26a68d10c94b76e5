"""Which files are accepted: by their content, which must agree with their name."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_OPEN: Final = "application/vnd.oasis.opendocument."

# The content type with which a file of each suffix is served.
ALLOWED: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "pptx": _OFFICE + "presentationml.presentation",
    "odt": _OPEN + "text",
    "ods": _OPEN + "spreadsheet",
    "odp": _OPEN + "presentation",
    "txt": "text/plain",
    "csv": "text/csv",
}
# How the content of a file begins.
_SIGNATURES: Final = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
}
_OFFICE_PARTS: Final = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
_MARKUP: Final = re.compile(r"\s*<(!doctype|!--|\?|[a-z])", re.IGNORECASE)
_NAME_MAX: Final = 255


def kind_of(name: str, content: bytes) -> str | None:
    """Return the content type, or None where the file is not accepted.

    Markup, programs, and office documents with macros never are, whatever their name.
    """
    _stem, dot, last = name.rpartition(".")
    suffix = last.lower()
    if not dot or suffix not in ALLOWED:
        return None
    if suffix in _SIGNATURES:
        fits = content.startswith(_SIGNATURES[suffix])
    elif suffix in ("txt", "csv"):
        fits = _is_plain_text(content)
    else:
        fits = _is_office_document(suffix, content)
    return ALLOWED[suffix] if fits else None


def safe_name(name: str) -> str:
    """Return the last part of a path-like name without control or reserved characters."""
    last = re.split(r"[\\/]", name)[-1]
    safe = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(" .")
    stem, dot, suffix = safe.rpartition(".")
    if not dot:
        return safe[:_NAME_MAX]
    return f"{stem[: _NAME_MAX - len(suffix) - 1] or 'file'}.{suffix}"[-_NAME_MAX:]


def _is_plain_text(content: bytes) -> bool:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("latin-1")
    control = any(ord(c) < 32 and c not in "\t\n\r\f" for c in words)
    return bool(words) and not control and _MARKUP.match(words) is None


def _is_office_document(suffix: str, content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if suffix in _OFFICE_PARTS:
                macros = any(name.lower().endswith("vbaproject.bin") for name in names)
                return {"[Content_Types].xml", _OFFICE_PARTS[suffix]} <= names and not macros
            if "mimetype" not in names or any(name.startswith("Basic/") for name in names):
                return False
            with archive.open("mimetype") as declared:
                return declared.read(200).decode("ascii", "replace").strip() == ALLOWED[suffix]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
