"""The files of evidence on the disk. Each is whole and has a row, or is not there at all."""

from __future__ import annotations

import logging
import threading
from datetime import datetime
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import NoRoom, is_no_room
from tracker.evidence.models import Evidence

log = logging.getLogger(__name__)

FOLDER: Final = "evidence"


class _Written(threading.local):
    """The names of the files that the request of this thread wrote."""

    def __init__(self) -> None:
        self.names: list[str] = []


_written = _Written()


def write(content: bytes, *, suffix: str, at: datetime) -> str:
    """Write a file under a random name; return the name.

    Raises NoRoom where the disk is full. No part of a file stays where writing fails.
    """
    name = f"{FOLDER}/{at:%Y}/{get_random_string(32)}.{suffix}"
    _written.names.append(name)
    try:
        return default_storage.save(name, ContentFile(content))
    except BaseException as error:
        default_storage.delete(name)
        if is_no_room(error):
            words = _("There was not enough storage to save the file. Try again later.")
            raise NoRoom(words) from error
        raise


def discard_rowless(**_signal: object) -> None:
    """Delete the files of the request that has just ended whose rows were rolled back.

    The transaction may have been rolled back long after the verb that attached the file.
    """
    names, _written.names = _written.names, []
    try:
        for name in names:
            if not Evidence.objects.filter(file=name).exists():
                default_storage.delete(name)
    except DatabaseError:
        log.warning("Whether files have rows is not known now; the daily clean-up will see.")


def remove_orphans(*, before: datetime) -> int:
    """Delete the files from before a moment that belong to no evidence; return how many."""
    removed = 0
    for year in default_storage.listdir(FOLDER)[0] if default_storage.exists(FOLDER) else ():
        folder = f"{FOLDER}/{year}"
        names = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
        with_rows = Evidence.objects.filter(file__startswith=f"{folder}/")
        for name in names - set(with_rows.values_list("file", flat=True)):
            if default_storage.get_modified_time(name) < before:
                default_storage.delete(name)
                removed += 1
    return removed
