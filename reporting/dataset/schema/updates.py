"""What the parties reported: updates with their evidence, follow-up actions, cooperation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEntry:
    title: str
    url: str
    file_name: str
    sha256: str
    dated_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationEntry:
    """One field of an update in another language. `official`: the party's own translation."""

    field: str
    language: str
    content: str
    official: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateEntry:
    """The accepted revision of one update. `level` null means not applicable, with a reason.

    `texts`: what it says, by the name of the field (`Dataset.fields`), "" where it says nothing.
    `level_before`: of the party's previous accepted update on the commitment, of the earlier
    period `period_before`; null, and "", where there is none to compare with.
    """

    party: str
    commitment: str
    paragraph: str
    period: str
    solicited: bool
    level: int | None
    level_before: int | None
    period_before: str
    no_change: bool
    language: str
    texts: dict[str, str]
    visibility: str
    channel: str
    channel_document: str
    revision: int
    submitted_at: str
    late: bool
    evidence: tuple[EvidenceEntry, ...]
    actions: tuple[str, ...]
    sample: bool
    translations: tuple[TranslationEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A party's level on a commitment, moved from the last accepted one before."""

    party: str
    commitment: str
    before: int
    now: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentParty:
    """A party from which nothing came of something due. Undecided ones are never here.

    `missing`: the commitments whose updates are overdue, or were not reported.
    """

    party: str
    due: int
    reported: int
    received: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneEntry:
    title: str
    due_on: str
    reached_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEntry:
    party: str
    commitments: tuple[str, ...]
    title: str
    description: str
    language: str
    kind: str
    status: str
    percent: int
    starts_on: str | None
    due_on: str | None
    overdue: bool
    cost: str
    currency: str
    milestones: tuple[MilestoneEntry, ...]
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationEntry:
    """`direction`: needed or offered."""

    direction: str
    theme: str
    party: str
    commitment: str
    text: str
    language: str
    sample: bool
