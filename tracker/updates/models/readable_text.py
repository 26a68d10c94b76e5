"""Which text of an update a reader gets: the one rule, in Python, as a `Q`, and as SQL.

Its own party gets the working copy, and so does the secretariat where an officer logged it on the
party's behalf; else the secretariat gets what was last submitted, and everybody else what is
published. Whether the published text is open to them is `tracker.visibility`'s to say.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.db.models import Q

from tracker.updates.models.narrative import Channel
from tracker.visibility import OFFICER_SQL, Reader, own_sql


class Text(StrEnum):
    """The three texts that an update may have at one time."""

    WORKING_COPY = "working_copy"
    LATEST = "latest"
    PUBLISHED = "published"


def revision_for(reader: Reader) -> Text:
    """Return which revision the reader gets of an update whose working copy they do not get."""
    return Text.LATEST if reader.officer else Text.PUBLISHED


def text_for(reader: Reader, *, party_id: int, channel: str) -> Text:
    """Return which text of an update of this party, come by this channel, the reader gets."""
    if party_id in reader.parties or (reader.officer and channel != Channel.ONLINE):
        return Text.WORKING_COPY
    return revision_for(reader)


def gets_working_copy(reader: Reader, update: str = "") -> Q:
    """Return the condition that the reader gets the working copy; `update`: prefix of its path."""
    own = Q(**{f"{update}party__in": reader.parties})
    if not reader.officer:
        return own
    return own | ~Q(**{f"{update}channel": Channel.ONLINE})


# The same of an update `u`, for statements by hand; `Reader.sql_values` are the parameters.
GETS_WORKING_COPY_SQL: Final = (
    f"({own_sql('u.party_id')} OR ({OFFICER_SQL} AND u.channel <> '{Channel.ONLINE.value}'))"
)
# The revision whose text the reader gets; null where it is the working copy, or there is none.
REVISION_SQL: Final = f"""CASE
    WHEN {GETS_WORKING_COPY_SQL} THEN NULL
    WHEN {OFFICER_SQL} THEN u.latest_revision_id
    ELSE u.published_revision_id END"""
