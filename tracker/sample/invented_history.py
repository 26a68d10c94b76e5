"""Invented histories of updates. They depend on a hash, so that they are the same everywhere."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta

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


def content(responsibility: Responsibility, step: int) -> dict[str, object]:
    """Return invented content that can be submitted."""
    party, commitment = responsibility.party.code, responsibility.commitment

    def roll(name: str, *more: str, sides: int = 100) -> int:
        return dice(name, party, commitment.code, *more, sides=sides)

    language = texts.language_of(party, commitment.code)
    words = texts.TEXTS[language]
    if roll("n/a") < 2:
        reason = words.not_applicable
        return {"language": language, "not_applicable_reason": reason, "summary": reason}
    level = level_of(responsibility, step)
    title = in_language(commitment.titles, language)
    of_state = words.summary[level].format(title=title)
    fields: dict[str, object] = {
        "language": language,
        "level": level,
        "summary": of_state if responsibility.party.is_state else words.progress[0],
        "progress": words.progress[roll("progress", sides=len(words.progress))],
        "challenges": words.challenges,
        "next_steps": words.next_steps if level < 4 else "",
    }
    themes = sorted(theme.key for theme in commitment.themes.all())
    if themes and roll("cooperation") < 8:
        needs = level < 2
        key = "cooperation_needed" if needs else "cooperation_offered"
        text = words.needed if needs else words.offered
        fields[key] = [{"theme": themes[0], "text": text}]
    if roll("visibility", str(step)) < 3:
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
    # How many in a hundred are not submitted; in each period some parties report hardly anything.
    silence = 14 if closed else 55
    if dice("party", party, period.key, sides=12) == 0:
        silence = 85
    if dice("silent", party, code, period.key) < silence:
        if closed:
            history.steps = [PastStep(Verb.CLOSE, State.NOT_REPORTED, period.closes_at, None)]
        return history
    words = texts.TEXTS[texts.language_of(party, code)]
    history.content = content(responsibility, step)
    history.steps = _steps(history, cast, until, comment=words.returned)
    if dice("evidence", party, code) < 30:
        address = f"https://example.org/sample/{party.lower()}/{code}.pdf"
        history.evidence = [{"title": words.evidence, "url": address}]
    return history


def _steps(history: History, cast: Cast, until: datetime, *, comment: str) -> list[PastStep]:
    """Return the steps up to acceptance; `comment`: of the officer who returns the update."""
    party, period = history.responsibility.party.code, history.period
    author = cast.authority_of(party)

    def roll(name: str) -> int:
        return dice(name, party, history.responsibility.commitment.code, period.key)

    room = (min(period.due_at, until) - period.opens_at) * 0.8
    sent = period.opens_at + room * (roll("when") / 100)
    if roll("late") < 8 and until > period.due_at:
        sent = period.due_at + (until - period.due_at) * 0.5
    gap = min(timedelta(days=2), (until - sent) / 6)
    steps = [
        PastStep(Verb.SAVE, State.DRAFT, sent - gap, author),
        PastStep(Verb.SUBMIT, State.SUBMITTED, sent, author),
    ]
    if roll("returned") < 7:
        steps += [
            PastStep(Verb.RETURN, State.RETURNED, sent + gap, cast.officer, comment),
            PastStep(Verb.SUBMIT, State.SUBMITTED, sent + 2 * gap, author),
        ]
        sent += 2 * gap
    return [*steps, PastStep(Verb.ACCEPT, State.ACCEPTED, sent + gap, cast.officer)]
