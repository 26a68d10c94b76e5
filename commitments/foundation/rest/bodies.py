"""What the body of a request may be: how long, and whether it may bring a file.

Django writes a file that is sent to it to the disk as it reads a form, before any view is asked.
So an address says beforehand what it takes, and `config.body_limit` enforces it before anything
reads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest

# A body with a file holds that file, and some fields beside it.
ALLOWANCE = 64 * 1024
if TYPE_CHECKING:
    BaseUploadedFile = UploadedFile[bytes]
else:
    BaseUploadedFile = UploadedFile

View = TypeVar("View", bound=Callable[..., Any])


class Files(Enum):
    """Whose files an address takes."""

    NOBODYS = "nobodys"
    THEIRS_WHO_ARE_SIGNED_IN = "theirs who are signed in"
    # Anybody's, of which only the checksum is reckoned: it is written nowhere.
    ANYBODYS_UNKEPT = "anybody's, unkept"


def takes_files_of_who_is_signed_in(view: View) -> View:
    """Mark a page that takes files. It stands above every other decorator."""
    view.files = Files.THEIRS_WHO_ARE_SIGNED_IN  # type: ignore[attr-defined]
    return view


def reckons_checksum_of_files(view: View) -> View:
    """Mark a page that takes anybody's file for its checksum alone (`ReckonedFile`)."""
    view.files = Files.ANYBODYS_UNKEPT  # type: ignore[attr-defined]
    return view


def files_taken(view: Callable[..., Any]) -> Files:
    """Return whose files a view takes: an endpoint says so in its class, a page by a mark."""
    marked = getattr(view, "view_class", view)
    return cast("Files", getattr(marked, "files", Files.NOBODYS))


def brings_files(request: HttpRequest) -> bool:
    """Whether the body is of the one kind that can hold a file."""
    return request.content_type == "multipart/form-data"


def longest(request: HttpRequest, files: Files) -> int:
    """Return how many bytes the body may have at an address that takes such files."""
    if files is not Files.NOBODYS and brings_files(request):
        return int(settings.EVIDENCE_MAX_BYTES) + ALLOWANCE
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


class ReckonedFile(BaseUploadedFile):
    """A file that was read to its end and is not there any more: its name, length, checksum."""

    def __init__(self, *, name: str, size: int, content_type: str, sha256: str) -> None:
        """Take what is known of it."""
        super().__init__(
            file=ContentFile(b""), name=name, content_type=content_type, size=size, charset=None
        )
        self.sha256 = sha256


class PassOver(FileUploadHandler):
    """Where no file is taken, none is kept; the other fields of the form are read."""

    def new_file(self, *_args: Any, **_options: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


class WriteToDisk(TemporaryFileUploadHandler):
    """Django's, which on a full disk would leave the file until its error is forgotten."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            place = Path(self.file.temporary_file_path())
            # What was still to be written finds no room either.
            with suppress(OSError):
                self.file.close()
            place.unlink(missing_ok=True)
            raise


class Reckon(FileUploadHandler):
    """Reckon a file's SHA-256 as it comes, and keep nothing of it."""

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self.digest = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.digest.update(raw_data)

    def file_complete(self, file_size: int) -> ReckonedFile:
        return ReckonedFile(
            name=str(self.file_name),
            size=file_size,
            content_type=str(self.content_type),
            sha256=self.digest.hexdigest(),
        )
