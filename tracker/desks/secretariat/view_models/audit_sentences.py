"""The history of an object in sentences, from the audit log and the steps of the workflow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments.foundation import formats
from commitments.foundation.errors import Words
from commitments.foundation.models.audit import AuditEntry, sentence_of
from commitments.foundation.models.languages import active_language
from commitments.models import Designation, User
from tracker.audit_actions import AuditAction
from tracker.fields import ACTION
from tracker.models import Decision, RosterEntry, Verb

CLOCK: Final = gettext_lazy("The tracker, automatically,")

STEPS: Final[dict[str, Words]] = {
    Verb.SAVE: gettext_lazy("%(who)s saved the draft"),
    Verb.HAND_OVER: gettext_lazy("%(who)s handed the draft over to the authority"),
    Verb.SEND_BACK: gettext_lazy("%(who)s sent the draft back"),
    Verb.SUBMIT: gettext_lazy("%(who)s submitted revision %(n)s"),
    Verb.WITHDRAW: gettext_lazy("%(who)s withdrew revision %(n)s"),
    Verb.RETURN: gettext_lazy("%(who)s returned revision %(n)s"),
    Verb.ACCEPT: gettext_lazy("%(who)s accepted revision %(n)s"),
    Verb.REPLACE: gettext_lazy("%(who)s started to replace what was logged on the party's behalf"),
    Verb.REOPEN: gettext_lazy("%(who)s reopened it"),
    Verb.CLOSE: gettext_lazy("%(who)s closed the period; it counts as not reported"),
}
_UNKNOWN: Final = gettext_lazy("%(who)s: %(action)s, %(kind)s %(object)s")
_ACTION_LABELS: Final[dict[str, Words]] = {field.name: field.label for field in ACTION}
_DATES: Final[dict[str, Words]] = {
    "covers_from": gettext_lazy("covers from"),
    "covers_to": gettext_lazy("covers until"),
    "opens_at": gettext_lazy("opens"),
    "due_at": gettext_lazy("due"),
    "closes_at": gettext_lazy("closes"),
}


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One sentence, with reasons and dates (`details`). `times`: how often in a row."""

    at: datetime
    by: User | None
    words: str
    details: tuple[str, ...] = ()
    times: int = 1

    @property
    def often(self) -> str:
        """How often, "" where it was once."""
        if self.times == 1:
            return ""
        return ngettext("once", "%(n)s times", self.times) % {"n": self.times}


Roles = Callable[[User, date], str]


def roles(party_id: int | None, designations: Iterable[Designation]) -> Roles:
    """Return a function for a person's role: for the party on a day, else in the secretariat.

    `designations`: those of everybody whose role may be asked.
    """
    by_person: dict[int, list[Designation]] = {}
    for designation in designations:
        by_person.setdefault(designation.user_id, []).append(designation)

    def role(person: User, day: date) -> str:
        for designation in by_person.get(person.pk, ()):
            ended = designation.valid_to is not None and designation.valid_to <= day
            if designation.party_id == party_id and designation.valid_from <= day and not ended:
                return f"{designation.get_capacity_display()}, {designation.party.code}"
        return person.get_secretariat_role_display() if person.secretariat_role else ""

    return role


def of_decision(decision: Decision, role: Roles) -> AuditLine:
    """Return the sentence of a step, with its comment as far as the reader may read it."""
    number = decision.revision.number if decision.revision else "–"
    words = str(STEPS[decision.verb]) % {"who": _who(decision.by, decision.at, role), "n": number}
    details = (decision.words,) if decision.words else ()
    return AuditLine(decision.at, decision.by, words, details)


def of_entry(entry: AuditEntry, role: Roles) -> AuditLine:
    """Return the sentence of an entry of the log; a general one for an action it does not know."""
    values: dict[str, object] = {
        **entry.detail,
        "who": _who(entry.by, entry.at, role),
        "object": entry.object_key,
        "kind": entry.object_type,
        "action": entry.action,
    }
    if entry.action == AuditAction.DECIDE_ROSTER:
        values["decision"] = RosterEntry.Decision(entry.detail["decision"]).label
    try:
        words = str(sentence_of(entry.action) or _UNKNOWN) % values
    except KeyError:  # an old entry, without some of the values
        words = str(_UNKNOWN) % values
    return AuditLine(entry.at, entry.by, words, tuple(_details(entry)))


def merged(lines: Iterable[AuditLine]) -> list[AuditLine]:
    """Return the lines, the newest first; what somebody did several times in a row is one line."""
    runs = groupby(
        sorted(lines, key=lambda line: line.at, reverse=True),
        key=lambda line: (line.words, line.details, line.by),
    )
    same = [list(run) for _key, run in runs]
    return [replace(run[0], times=len(run)) for run in same]


def _who(person: User | None, at: datetime, role: Roles) -> str:
    if person is None:
        return str(CLOCK)
    part = role(person, at.date())
    return f"{person} ({part})" if part else str(person)


def _details(entry: AuditEntry) -> Iterable[str]:
    detail: Mapping[str, object] = entry.detail
    moved = detail.get("moved")
    for name, pair in moved.items() if isinstance(moved, dict) else ():
        yield f"{_DATES.get(name, name)}: {_day(pair[0])} → {_day(pair[1])}"
    if (reason := detail.get("reason")) and isinstance(reason, str):
        yield reason
    names = detail.get("fields") or detail.get("changed")
    if isinstance(names, list) and names and "*" not in names:
        # An action has the labels of its form; the catalogue has the names of its fields.
        labels = _ACTION_LABELS if entry.action == AuditAction.CHANGE_ACTION else {}
        shown = (str(labels.get(name, name)) for name in names)
        yield _("Fields: %(names)s") % {"names": ", ".join(shown)}


def _day(moment: str) -> str:
    write = formats.moment if "T" in moment else formats.day
    return write(datetime.fromisoformat(moment), active_language())
