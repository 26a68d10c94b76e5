"""Comments between a party and the secretariat about an update; never published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import NotAllowed
from commitments.models import User
from commitments.people.rules.permissions import Person
from tracker.fields import COMMENT, UPDATE, Kind
from tracker.fields.cleaning import Cleaner, choice, clean_fields, cleaners
from tracker.updates.models.comment import Comment
from tracker.updates.models.update import ProgressUpdate
from tracker.updates.rules.permissions import is_insider

_CLEANERS: Final[Mapping[str, Cleaner]] = cleaners(
    COMMENT, Comment, {Kind.PASSAGE: lambda value: choice(value, ["", *UPDATE.names])}
)


@transaction.atomic
def say(
    *, update: ProgressUpdate, content: object, passage: object = "", by: Person, at: datetime
) -> Comment:
    """Write a comment on the update, or on its field `passage`; return it.

    Raises NotAllowed, Invalid.
    """
    if not is_insider(by, update) or not isinstance(by, User):
        raise NotAllowed(_("Only the party and the secretariat comment here."))
    sent = {"content": content, "passage": "" if passage is None else passage}
    clean = clean_fields(sent, _CLEANERS)
    return Comment.objects.create(update=update, by=by, at=at, sample=update.sample, **clean)
