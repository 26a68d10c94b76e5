"""Words between a party and the secretariat about an update; never published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commitments.errors import NotAllowed
from commitments.models import User
from commitments.permissions import Person

from .cleaning import choice, clean_fields, text
from .models import CONTENT_FIELDS, Comment, ProgressUpdate
from .permissions import may_comment


@transaction.atomic
def say(
    *, update: ProgressUpdate, content: Any, passage: Any = "", by: Person, at: datetime
) -> Comment:
    """Write a comment on the update, or on one field of it (`passage`); return it.

    Raises NotAllowed, Invalid.
    """
    if not may_comment(by, update) or not isinstance(by, User):
        raise NotAllowed(_("Only the party and the secretariat comment here."))
    clean = clean_fields(
        {"content": content, "passage": "" if passage is None else passage},
        {
            "content": lambda value: text(value, required=True),
            "passage": lambda value: choice(value, ["", *CONTENT_FIELDS]),
        },
    )
    return Comment.objects.create(update=update, by=by, at=at, sample=update.sample, **clean)
