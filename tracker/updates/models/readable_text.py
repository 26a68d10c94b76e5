"""Which text of an update a reader gets: one rule in three forms, as Python, as a `Q` and as SQL.

The party gets its working copy. The secretariat gets the working copy of what an officer logged on
the party's behalf, and otherwise what was last submitted. All others get what is published;
`tracker.visibility` says whether they may read it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.db.models import Q

from tracker.updates.models.narrative import Channel
from tracker.visibility import OFFICER_SQL, Reader, speaks_for_sql


class Text(StrEnum):
    """The three texts that an update may have at one time."""

    WORKING_COPY = "working_copy"
    LATEST = "latest"
    PUBLISHED = "published"


def revision_for(reader: Reader) -> Text:
    """Return the revision that the reader gets where they do not get the working copy."""
    return Text.LATEST if reader.officer else Text.PUBLISHED


def text_for(reader: Reader, *, party_id: int, channel: str) -> Text:
    """Return the text that the reader gets of an update of this party and channel."""
    if party_id in reader.parties or (reader.officer and channel != Channel.ONLINE):
        return Text.WORKING_COPY
    return revision_for(reader)


def gets_working_copy(reader: Reader, update: str = "") -> Q:
    """Return the condition that the reader gets the working copy; `update` is its path."""
    of_own_party = Q(**{f"{update}party__in": reader.parties})
    if not reader.officer:
        return of_own_party
    return of_own_party | ~Q(**{f"{update}channel": Channel.ONLINE})


# The same as SQL, for an update `u`; the parameters are `Reader.sql_values`.
GETS_WORKING_COPY_SQL: Final = (
    f"({speaks_for_sql('u.party_id')} OR ({OFFICER_SQL} AND u.channel <> '{Channel.ONLINE.value}'))"
)
# The revision whose text the reader gets; null for the working copy, or if there is none.
REVISION_SQL: Final = f"""CASE
    WHEN {GETS_WORKING_COPY_SQL} THEN NULL
    WHEN {OFFICER_SQL} THEN u.latest_revision_id
    ELSE u.published_revision_id END"""
