"""Invented histories of updates. They depend on a hash, so that they are the same everywhere."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta
from typing import Any

from commitments.models import Responsibility, in_language
from tracker.models import ReportingPeriod, State, Verb
from tracker.sample import texts
from tracker.sample.people import Cast
from tracker.updates.commands.past_entries import History, PastStep


def dice(*parts: str, sides: int = 100) -> int:
    """Return a number below `sides` that depends on the parts only."""
    return zlib.crc32("|".join(parts).encode()) % sides


def level_of(responsibility: Responsibility, step: int) -> int:
    """Return an invented level, which rises slowly from one period (`step`) to the next."""
    party, code = responsibility.party.code, responsibility.commitment.code
    start = (0, 1, 1, 2, 2, 2, 3, 3, 4, 1)[dice("level", party, code, sides=10)]
    move = (0, 0, 1, 0, 1, -1, 0, 1, 0, 0)[dice("move", party, code, str(step), sides=10)]
    return max(0, min(4, start + (move if step else 0)))


def content(responsibility: Responsibility, step: int) -> dict[str, Any]:
    """Return invented content that can be submitted."""
    party, commitment = responsibility.party.code, responsibility.commitment
    language = texts.language_of(party, commitment.code)
    fields: dict[str, Any] = {"language": language}
    title = in_language(commitment.titles, language)
    level = level_of(responsibility, step)
    if dice("n/a", party, commitment.code) < 2:
        fields |= {
            "not_applicable_reason": texts.NOT_APPLICABLE[language],
            "summary": texts.NOT_APPLICABLE[language],
        }
        return fields
    variants = texts.PROGRESS[language]
    fields |= {
        "level": level,
        "summary": texts.SUMMARY[language][level].format(title=title)
        if responsibility.party.is_state
        else variants[0],
        "progress": variants[dice("progress", party, commitment.code, sides=len(variants))],
        "challenges": texts.CHALLENGES[language],
        "next_steps": texts.NEXT_STEPS[language] if level < 4 else "",
    }
    roll = dice("cooperation", party, commitment.code)
    themes = sorted(theme.key for theme in commitment.themes.all())
    if themes and roll < 8:
        key = "cooperation_needed" if level < 2 else "cooperation_offered"
        words = texts.NEEDED if level < 2 else texts.OFFERED
        fields[key] = [{"theme": themes[0], "text": words[language]}]
    if dice("visibility", party, commitment.code, str(step)) < 3:
        fields["visibility"] = "member_states"
    return fields


def invent(
    responsibility: Responsibility,
    period: ReportingPeriod,
    *,
    step: int,
    cast: Cast,
    until: datetime,
) -> History:
    """Return the history of one expected update up to `until`, the closing or now.

    About one in five is not submitted; some are late; some are returned once and submitted again.
    """
    party, code = responsibility.party.code, responsibility.commitment.code
    history = History(responsibility=responsibility, period=period, solicited=True, sample=True)
    closed = until >= period.closes_at
    silence = 14 if closed else 55
    # In each period some parties report hardly anything.
    if dice("party", party, period.key, sides=12) == 0:
        silence = 85
    if dice("silent", party, code, period.key) < silence:
        if closed:
            history.steps = [PastStep(Verb.CLOSE, State.NOT_REPORTED, period.closes_at, None)]
        return history
    history.content = content(responsibility, step)
    history.steps = _steps(history, cast, until)
    if dice("evidence", party, code) < 30:
        history.evidence = [
            {
                "title": texts.EVIDENCE[history.content["language"]],
                "url": f"https://example.org/sample/{party.lower()}/{code}.pdf",
            }
        ]
    return history


def _steps(history: History, cast: Cast, until: datetime) -> list[PastStep]:
    party = history.responsibility.party.code
    code = history.responsibility.commitment.code
    period = history.period
    author = cast.authority_of(party)
    late = dice("late", party, code, period.key) < 8
    room = (min(period.due_at, until) - period.opens_at) * 0.8
    sent = period.opens_at + room * (dice("when", party, code, period.key) / 100)
    if late and until > period.due_at:
        sent = period.due_at + (until - period.due_at) * 0.5
    gap = min(timedelta(days=2), (until - sent) / 6)
    steps = [
        PastStep(Verb.SAVE, State.DRAFT, sent - gap, author),
        PastStep(Verb.SUBMIT, State.SUBMITTED, sent, author),
    ]
    if dice("returned", party, code, period.key) < 7:
        comment = texts.RETURNED[history.content["language"]]
        steps += [
            PastStep(Verb.RETURN, State.RETURNED, sent + gap, cast.officer, comment),
            PastStep(Verb.SUBMIT, State.SUBMITTED, sent + 2 * gap, author),
        ]
        sent += 2 * gap
    steps.append(PastStep(Verb.ACCEPT, State.ACCEPTED, sent + gap, cast.officer))
    return steps
