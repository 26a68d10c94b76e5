"""What the body of a request may be: how long, and whether it may contain a file.

Django writes an uploaded file to the disk while it reads a form, before any view is called. So an
address declares beforehand which files it takes, and the middleware `BodyLimit` enforces that
before anything reads the body.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from commitments.foundation.error_pages import problem
from commitments.foundation.errors import Words
from commitments.foundation.pages import SIGNED_OUT, wants_json
from commitments.foundation.rest.languages import activate_language

# A form with a file has other fields too.
ALLOWANCE = 64 * 1024
if TYPE_CHECKING:
    BytesFile = UploadedFile[bytes]
else:  # Django's class has no type parameter.
    BytesFile = UploadedFile

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Files(Enum):
    """Whose files an address takes."""

    NONE = "none"
    FROM_SIGNED_IN = "those of people who are signed in"
    # From anybody: only the checksum is computed, and the file is never stored.
    CHECKSUM_ONLY = "anybody's, for their checksum"


def takes_files(files: Files) -> Callable[[View], View]:
    """Return a decorator that marks a page. It must stand above every other decorator."""

    def mark(view: View) -> View:
        view.files = files  # type: ignore[attr-defined]  # `files_taken` reads it
        return view

    return mark


def files_taken(view: Callable[..., HttpResponseBase]) -> Files:
    """Return whose files a view takes: an endpoint's class attribute, or the mark of a page."""
    marked = getattr(view, "view_class", view)
    return cast("Files", getattr(marked, "files", Files.NONE))


def may_contain_files(request: HttpRequest) -> bool:
    """Return whether the body has the one type that can contain a file."""
    return request.content_type == "multipart/form-data"


class HashedFile(BytesFile):
    """An uploaded file that was hashed and not stored: its name, length and checksum."""

    def __init__(self, *, name: str, size: int, content_type: str, sha256: str) -> None:
        super().__init__(
            file=ContentFile(b""), name=name, content_type=content_type, size=size, charset=None
        )
        self.sha256 = sha256


class SkipFiles(FileUploadHandler):
    """Stores no file, where none is taken; the other fields of the form are read."""

    def new_file(self, *_args: object, **_options: object) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


class WriteToDisk(TemporaryFileUploadHandler):
    """Django's handler, which on a full disk would leave the incomplete file behind."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            path = Path(self.file.temporary_file_path())
            # There is no space for what the buffer still contains either.
            with suppress(OSError):
                self.file.close()
            path.unlink(missing_ok=True)
            raise


class HashFiles(FileUploadHandler):
    """Computes the SHA-256 of a file while it is received, and stores nothing of it."""

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self.digest = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.digest.update(raw_data)

    def file_complete(self, file_size: int) -> HashedFile:
        return HashedFile(
            name=str(self.file_name),
            size=file_size,
            content_type=str(self.content_type),
            sha256=self.digest.hexdigest(),
        )


_HANDLERS: Final[dict[Files, type[FileUploadHandler]]] = {
    Files.NONE: SkipFiles,
    Files.CHECKSUM_ONLY: HashFiles,
}


class BodyLimit:
    """Refuses bodies that are too long or of unknown length, and files from those who may not.

    `process_view` of a middleware that stands before Django's CSRF check is the first place that
    knows both the view and who is signed in, and the last before a form is read for its token.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: object,
        kwargs: object,
    ) -> HttpResponse | None:
        """Return the refusal; None if the body may be read, with handlers for the address."""
        if "Transfer-Encoding" in request.headers:
            return _refusal(request, 411, _("Send the length of the body as Content-Length."))
        files = files_taken(view)
        limit = int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        if files is not Files.NONE and may_contain_files(request):
            limit = int(settings.EVIDENCE_MAX_BYTES) + ALLOWANCE
        # As Django reads it: of a body without a length it reads nothing.
        length = request.headers.get("content-length") or ""
        if length.isdigit() and int(length) > limit:
            words = _("What was sent is larger than the %(most)d bytes this address takes.")
            return _refusal(request, 413, words, most=limit)
        if not may_contain_files(request):
            return None
        if files in _HANDLERS:
            request.upload_handlers = [_HANDLERS[files](request)]
        elif _is_page(request) and not request.user.is_authenticated:
            if wants_json(request):
                return JsonResponse(SIGNED_OUT, status=401)
            return redirect_to_login(request.get_full_path())
        return None


def _is_page(request: HttpRequest) -> bool:
    """Return whether only the session identifies the person; endpoints also accept tokens."""
    return not request.path.startswith("/api/")


def _refusal(request: HttpRequest, status: int, words: Words, **values: int) -> HttpResponse:
    if not _is_page(request):
        activate_language(request)
    return problem(request, status, str(words) % values)
