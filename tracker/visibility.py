"""Who may read what a party reports: one rule, in Python, as a `Q` and as SQL.

It is the same for content (a revision), an action and evidence: the party marks each with the
audience that it is open to, and content may be under embargo besides. Tests compare the three forms
over every combination. Which text of an update a reader gets is in
`updates/models/readable_text.py`, and which evidence belongs to it in `evidence/models.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.people.rules.permissions import Person, reads_member_states_only, roles_of


class Visibility(models.TextChoices):
    """Who beside the party and the secretariat may read an accepted update."""

    PUBLIC = "public", _("Public")
    MEMBER_STATES = "member_states", _("Member states only")


class Audience(models.TextChoices):
    """Who beside the secretariat may read an action or a piece of evidence."""

    PARTY = "party", _("Party only")
    MEMBER_STATES = "member_states", _("Member states only")
    PUBLIC = "public", _("Public")

    def includes(self, other: str) -> bool:
        """Whether everybody of the other audience belongs to this one."""
        order = list(Audience)
        return order.index(self) >= order.index(Audience(other))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader at one moment: a person, or the audience of a report.

    `parties`: ids of those the reader speaks for; `member_states`: whether what is marked for
    member states is open to the reader. An embargo binds everybody but the party itself and the
    officers of the secretariat.
    """

    at: datetime
    officer: bool = False
    parties: frozenset[int] = frozenset()
    member_states: bool = False

    @classmethod
    def of(cls, person: Person, at: datetime) -> Reader:
        """Return the person as a reader at that moment."""
        own = roles_of(person)
        return cls(
            at=at,
            officer=own.officer,
            parties=own.parties,
            member_states=reads_member_states_only(person),
        )

    @property
    def audiences(self) -> tuple[str, ...]:
        """The marks that are open to the reader, other than as the party or as an officer."""
        if self.member_states:
            return (Visibility.PUBLIC.value, Visibility.MEMBER_STATES.value)
        return (Visibility.PUBLIC.value,)

    # The party itself, and officers --------------------------------------------------------------

    def belongs(self, party_id: int) -> bool:
        """Whether the reader is the party itself, or an officer."""
        return self.officer or party_id in self.parties

    def belongs_q(self, party: str = "party") -> Q | None:
        """Return the same as a condition on rows; None where every row meets it."""
        return None if self.officer else Q(**{f"{party}__in": self.parties})

    # Everybody else ------------------------------------------------------------------------------

    def reads_as_others(self, visibility: str, embargo_until: datetime | None = None) -> bool:
        """Whether a reader outside the party may read what has this mark and embargo."""
        return not embargoed(embargo_until, self.at) and visibility in self.audiences

    def marked_q(self, mark: str = "visibility") -> Q:
        """Return the condition that the mark in this column is open to the reader."""
        return Q(**{f"{mark}__in": self.audiences})

    # Both ----------------------------------------------------------------------------------------

    def reads(
        self, *, party_id: int, visibility: str, embargo_until: datetime | None = None
    ) -> bool:
        """Whether the reader may read what has this mark and embargo."""
        return self.belongs(party_id) or self.reads_as_others(visibility, embargo_until)

    def reads_q(self, *, party: str = "party", content: str = "") -> Q:
        """Return the same as a condition on rows with content.

        `party`: the path to the party; `content`: the prefix of a revision's columns
        (`published_revision__`). For an officer every row meets it.
        """
        belongs = self.belongs_q(party)
        if belongs is None:
            return Q()
        embargo_over = Q(**{f"{content}embargo_until__isnull": True}) | Q(
            **{f"{content}embargo_until__lte": self.at}
        )
        return belongs | (embargo_over & self.marked_q(f"{content}visibility"))

    def reads_marked_q(self, *, party: str = "party", mark: str = "visibility") -> Q:
        """Return the same as a condition on rows without an embargo, such as actions."""
        belongs = self.belongs_q(party)
        return Q() if belongs is None else belongs | self.marked_q(mark)

    @property
    def sql_values(self) -> dict[str, Any]:
        """The parameters of the conditions below, by name."""
        return {
            "reader_officer": self.officer,
            "reader_parties": list(self.parties),
            "reader_audiences": list(self.audiences),
            "reader_at": self.at,
        }


def embargoed(until: datetime | None, at: datetime) -> bool:
    """Whether an embargo is in force at that moment; at its end it no longer is."""
    return until is not None and until > at


# The same rule as SQL, for the few statements that would be too slow through the ORM. The arguments
# are names of columns, never anything that somebody typed; `Reader.sql_values` are the parameters.
OFFICER_SQL: Final = "%(reader_officer)s"


def own_sql(party: str) -> str:
    """Return the condition that the reader speaks for the party in this column."""
    return f"{party} = ANY(%(reader_parties)s)"


def belongs_sql(party: str) -> str:
    """Return `Reader.belongs` as a condition on the column that holds the party."""
    return f"({OFFICER_SQL} OR {own_sql(party)})"


def marked_sql(mark: str) -> str:
    """Return `Reader.marked_q` as a condition on the column that holds the mark."""
    return f"{mark} = ANY(%(reader_audiences)s)"


def reads_sql(*, party: str, content: str) -> str:
    """Return `Reader.reads` as a condition; `content`: the name of a table with content."""
    embargo = f"{content}.embargo_until"
    return (
        f"({belongs_sql(party)} OR (({embargo} IS NULL OR {embargo} <= %(reader_at)s)"
        f" AND {marked_sql(f'{content}.visibility')}))"
    )
