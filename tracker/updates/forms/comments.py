"""The form of a comment on an update."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words
from commitments.foundation.forms import PlainForm
from tracker.fields import COMMENT, UPDATE
from tracker.fields.forms import boxes
from tracker.updates.models.comment import Comment

# The labels of the fields of an update.
PASSAGES: Final[dict[str, Words]] = {field.name: field.label for field in UPDATE}


class CommentForm(PlainForm):
    """A comment on an update as a whole, or on one passage of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        made: dict[str, Any] = boxes(COMMENT, Comment)
        made["passage"].choices = [
            ("", _("The update as a whole")),
            *((field.name, field.label) for field in UPDATE if field.commented),
        ]
        # On the page of an update, `content` is the name of its own text.
        self.fields |= {"passage": made["passage"], "comment": made["content"]}
