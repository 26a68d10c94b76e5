"""What can happen to one update: every way through the workflow, and every mark on what is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

HOUR: Final = timedelta(hours=1)
# To which state each step leads.
LEADS_TO: Final = {
    "save": "draft",
    "hand_over": "national_review",
    "send_back": "draft",
    "submit": "submitted",
    "withdraw": "draft",
    "return": "returned",
    "accept": "accepted",
    "replace": "draft",
    "reopen": "draft",
    "close": "not_reported",
}
# The period ends these; what is submitted or accepted stays so.
ENDED_BY_CLOSING: Final = ("expected", "draft", "national_review", "returned")
# Each way through the workflow; "+" stands before what happens after the period was closed.
HISTORIES: Final[dict[str, str]] = {
    "expected": "",
    "draft": "save",
    "national review": "save hand_over",
    "sent back": "save hand_over send_back",
    "submitted": "submit",
    "withdrawn": "submit withdraw",
    "returned": "submit return",
    "submitted again": "submit return submit",
    "accepted": "submit accept",
    "accepted at the second try": "submit return submit accept",
    "reopened": "submit accept reopen",
    "being corrected": "submit accept reopen save hand_over",
    "correction submitted": "submit accept reopen submit",
    "correction returned": "submit accept reopen submit return",
    "corrected": "submit accept reopen submit accept",
    "logged and not submitted": "by officer: save",
    "logged and submitted": "by officer: submit",
    "logged and accepted": "by officer: submit accept",
    "logged, then replaced": "by officer: submit accept replace",
    "opened again after the end": "+ reopen",
    "submitted after the end": "+ reopen submit",
    "accepted after the end": "+ reopen submit accept",
}


@dataclass(frozen=True, slots=True)
class Text:
    """What is said: a level (None: not applicable), and who may read it."""

    level: int | None
    visibility: str = "public"
    embargo_until: datetime | None = None
    no_change: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One step; `text`: the number of the text it is about, from 1; 0 where there is none yet."""

    verb: str
    to_state: str
    at: datetime
    text: int


def events(
    history: str, *, begins_at: datetime, closed_at: datetime | None, first_text: int = 0
) -> list[Event]:
    """Return the steps of a history, one an hour, and the closing among them where it happened."""
    within, _plus, after = history.removeprefix("by officer:").partition("+")
    made: list[Event] = []
    state, text, at = "expected", first_text, begins_at
    for verb in within.split():
        state, text = LEADS_TO[verb], text + (verb == "submit")
        made.append(Event(verb, state, at, text))
        at += HOUR
    if closed_at is not None and state in ENDED_BY_CLOSING:
        state = "not_reported"
        made.append(Event("close", state, closed_at, text))
    if closed_at is not None:
        at = closed_at + HOUR
        for verb in after.split():
            text += verb == "submit"
            made.append(Event(verb, LEADS_TO[verb], at, text))
            at += HOUR
    return made
