"""Who may read what a party reports: one rule in three forms, as Python, as a `Q` and as SQL.

The rule is the same for the content of a revision, an action and evidence. The party marks each
of them with an audience, and content can also be under embargo. Tests compare the three forms for
every combination. `updates/models/readable_text.py` says which text of an update a reader gets,
and `evidence/models.py` which evidence belongs to that text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commitments.people.rules.permissions import Person, reads_member_states_only, roles_of


class Visibility(models.TextChoices):
    """Who may read an accepted update, besides the party and the secretariat."""

    PUBLIC = "public", _("Public")
    MEMBER_STATES = "member_states", _("Member states only")


class Audience(models.TextChoices):
    """Who may read an action or a piece of evidence, besides the secretariat."""

    PARTY = "party", _("Party only")
    MEMBER_STATES = "member_states", _("Member states only")
    PUBLIC = "public", _("Public")

    def includes(self, other: str) -> bool:
        """Whether this audience includes all readers of the other."""
        order = list(Audience)
        return order.index(self) >= order.index(Audience(other))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader at one moment: a person, or the audience of a report.

    `parties`: the ids of the parties that the reader speaks for. `member_states`: the reader may
    read what is marked for member states. An embargo does not apply to the party itself or to the
    officers of the secretariat.
    """

    at: datetime
    officer: bool = False
    parties: frozenset[int] = frozenset()
    member_states: bool = False

    @classmethod
    def of(cls, person: Person, at: datetime) -> Reader:
        """Return the person as a reader at that moment."""
        roles = roles_of(person)
        return cls(
            at=at,
            officer=roles.officer,
            parties=roles.parties,
            member_states=reads_member_states_only(person),
        )

    @property
    def audiences(self) -> tuple[str, ...]:
        """The marks that the reader may read where they are neither the party nor an officer."""
        public, member_states = Visibility.PUBLIC.value, Visibility.MEMBER_STATES.value
        return (public, member_states) if self.member_states else (public,)

    def belongs(self, party_id: int) -> bool:
        """Whether the reader speaks for the party or is an officer."""
        return self.officer or party_id in self.parties

    def belongs_q(self, party: str = "party") -> Q | None:
        """Return `belongs` as a condition on rows; None if every row fulfils it."""
        return None if self.officer else Q(**{f"{party}__in": self.parties})

    def reads_as_others(self, visibility: str, embargo_until: datetime | None = None) -> bool:
        """Whether the mark and the embargo let the reader read, as neither party nor officer."""
        return not embargoed(embargo_until, self.at) and visibility in self.audiences

    def marked_q(self, mark: str = "visibility") -> Q:
        """Return the condition that the mark in this column lets the reader read."""
        return Q(**{f"{mark}__in": self.audiences})

    def reads(
        self, *, party_id: int, visibility: str, embargo_until: datetime | None = None
    ) -> bool:
        """Whether the reader may read what this party gave this mark and embargo."""
        return self.belongs(party_id) or self.reads_as_others(visibility, embargo_until)

    def reads_q(self, *, party: str = "party", content: str = "") -> Q:
        """Return `reads` as a condition on rows; for an officer every row fulfils it.

        `party`: the path to the party. `content`: the prefix of the columns of the revision, such
        as `published_revision__`.
        """
        belongs = self.belongs_q(party)
        if belongs is None:
            return Q()
        embargo_over = Q(**{f"{content}embargo_until__isnull": True}) | Q(
            **{f"{content}embargo_until__lte": self.at}
        )
        return belongs | (embargo_over & self.marked_q(f"{content}visibility"))

    def reads_marked_q(self, *, party: str = "party", mark: str = "visibility") -> Q:
        """Return `reads` as a condition on rows that have no embargo, such as actions."""
        belongs = self.belongs_q(party)
        return Q() if belongs is None else belongs | self.marked_q(mark)

    @property
    def sql_values(self) -> dict[str, bool | list[int] | list[str] | datetime]:
        """The parameters of the SQL conditions, by name."""
        return {
            "reader_officer": self.officer,
            "reader_parties": list(self.parties),
            "reader_audiences": list(self.audiences),
            "reader_at": self.at,
        }


def embargoed(until: datetime | None, at: datetime) -> bool:
    """Whether an embargo is in force at that moment; it ends at `until` exactly."""
    return until is not None and until > at


# The rule as SQL, for the few statements that the ORM would make too slow. The arguments are names
# of columns, never anything that a person typed; the parameters are `Reader.sql_values`.
OFFICER_SQL: Final = "%(reader_officer)s"


def speaks_for_sql(party: str) -> str:
    """Return the condition that the reader speaks for the party of this column."""
    return f"{party} = ANY(%(reader_parties)s)"


def belongs_sql(party: str) -> str:
    """Return `Reader.belongs` as a condition on the column of the party."""
    return f"({OFFICER_SQL} OR {speaks_for_sql(party)})"


def marked_sql(mark: str) -> str:
    """Return `Reader.marked_q` as a condition on the column of the mark."""
    return f"{mark} = ANY(%(reader_audiences)s)"


def reads_sql(*, party: str, content: str) -> str:
    """Return `Reader.reads` as a condition; `content` is the table of the revision."""
    embargo, marked = f"{content}.embargo_until", marked_sql(f"{content}.visibility")
    open_to_others = f"({embargo} IS NULL OR {embargo} <= %(reader_at)s) AND {marked}"
    return f"({belongs_sql(party)} OR ({open_to_others}))"
