"""Writes a world into the database, with the moments that it has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from commitments.models import AssemblySession, Commitment, Instrument, Party, Responsibility, User
from tests.conftest import person
from tests.worlds.histories import Event, Text
from tests.worlds.worlds import DISPUTED, RETIRED, Period, Update, World
from tracker.models import (
    Channel,
    Decision,
    ProgressUpdate,
    ReportingCycle,
    ReportingPeriod,
    Revision,
    RosterEntry,
    State,
    Verb,
)
from tracker.updates.commands.past_entries import History, PastStep, enter

NEEDS_A_REASON = ("send_back", "return", "reopen")


def put_down(world: World) -> None:
    """Put the world in the place of whatever periods there are."""
    ProgressUpdate.objects.all()._raw_delete("default")
    RosterEntry.objects.all()._raw_delete("default")
    ReportingPeriod.instruments.through.objects.all().delete()
    ReportingPeriod.objects.all()._raw_delete("default")
    instrument = Instrument.objects.default()
    periods = {period.key: _period(period, instrument) for period in world.periods}
    _roster(world, periods)
    _updates(world, periods, instrument)
    if len(world.periods) > 2:
        _retire(instrument, world.periods[2])


def _period(period: Period, instrument: Instrument) -> ReportingPeriod:
    regular = AssemblySession.objects.filter(kind="regular")
    cycle, _created = ReportingCycle.objects.get_or_create(
        from_session=regular.get(number=period.session - 1),
        to_session=regular.get(number=period.session),
    )
    made = ReportingPeriod.objects.create(
        key=period.key,
        cycle=cycle,
        covers_from=period.covers_from,
        covers_to=period.covers_to,
        opens_at=period.opens_at,
        due_at=period.due_at,
        closes_at=period.closes_at,
        state="closed" if period.closed_at else "open",
        opened_at=period.opens_at,
        closed_at=period.closed_at,
    )
    made.instruments.add(instrument)
    return made


def _roster(world: World, periods: dict[str, ReportingPeriod]) -> None:
    parties = {party.code: party for party in Party.objects.all()}
    RosterEntry.objects.bulk_create(
        RosterEntry(
            period=periods[key],
            party=parties[code],
            decision=decision,
            standing="disputed" if code == DISPUTED else "participating",
            reason="As the world has it.",
        )
        for (key, code), decision in world.roster.items()
    )


def _retire(instrument: Instrument, period: Period) -> None:
    """Retire a commitment before that period opened."""
    at = period.opens_at
    retired = Commitment.objects.filter(instrument=instrument, code=RETIRED)
    retired.update(retired_at=at, retired_reason="It was split.")
    Responsibility.objects.filter(commitment__in=retired).update(valid_to=at.date())


def _updates(world: World, periods: dict[str, ReportingPeriod], instrument: Instrument) -> None:
    owed = _responsibilities(world, instrument)
    author, officer = person("author@tests.example"), person("logger@tests.example")
    firsts = [_until_second_text(update) for update in world.updates]
    entered = enter(
        [
            History(
                responsibility=owed[update.party, update.commitment],
                period=periods[update.period.key],
                solicited=update.solicited,
                sample=False,
                content=_content(update, update.texts[0]) if update.texts else {},
                steps=[_step(event, author) for event in first],
                channel=Channel.NOTE_VERBALE if update.by_officer else Channel.ONLINE,
                channel_document="Note 7/2026" if update.by_officer else "",
                logged_by=officer if update.by_officer else None,
            )
            for update, first in zip(world.updates, firsts, strict=True)
        ],
        at=world.periods[0].opens_at,
    )
    for update, first, row in zip(world.updates, firsts, entered, strict=True):
        rest = update.events[len(first) :]
        if rest:
            _go_on(update, rest, row, author)


def _responsibilities(
    world: World, instrument: Instrument
) -> dict[tuple[str, str], Responsibility]:
    """Return what each party owes; what it does not owe, it supports."""
    found: dict[tuple[str, str], Responsibility] = {}
    rows = Responsibility.objects.filter(commitment__instrument=instrument)
    for row in rows.select_related("commitment", "party").order_by("-role"):
        found[row.party.code, row.commitment.code] = row  # an addressee's comes last
    pairs = {(update.party, update.commitment) for update in world.updates}
    for party, code in sorted(pairs - set(found)):
        found[party, code] = Responsibility.objects.create(
            party=Party.objects.get(code=party),
            commitment=Commitment.objects.get(instrument=instrument, code=code),
            role="supporting",
            valid_from=instrument.adopted_on,
        )
    return found


def _until_second_text(update: Update) -> list[Event]:
    return [event for event in update.events if event.text < 2]


def _content(update: Update, text: Text) -> dict[str, Any]:
    return {
        "language": "en",
        "summary": f"{update.party} on {update.commitment}.",
        "level": text.level,
        "not_applicable_reason": "No such office." if text.level is None else "",
        "no_change": text.no_change,
        "visibility": text.visibility,
        "embargo_until": text.embargo_until,
    }


def _step(event: Event, by: User) -> PastStep:
    comment = "Because." if event.verb in NEEDS_A_REASON else ""
    return PastStep(Verb(event.verb), State(event.to_state), event.at, by, comment)


def _go_on(update: Update, rest: Iterable[Event], row: ProgressUpdate, by: User) -> None:
    """Write what happened from the second text on: its revision, and where the update points."""
    state, published = row.state, row.published_revision_id
    latest = Revision.objects.get(update=row)
    decisions = []
    for event in rest:
        if event.verb == "submit":
            latest = _revision(update, latest, event)
        if event.verb == "accept":
            published = latest.pk
        decisions.append(
            Decision(
                update=row,
                verb=event.verb,
                from_state=state,
                to_state=event.to_state,
                by=by,
                at=event.at,
                comment=_step(event, by).comment,
                revision=latest,
            )
        )
        state = event.to_state
    Decision.objects.bulk_create(decisions)
    ProgressUpdate.objects.filter(pk=row.pk).update(
        state=state,
        latest_revision=latest,
        published_revision=published,
        submitted_at=latest.submitted_at,
        changed_at=decisions[-1].at,
        **_content(update, update.texts[latest.number - 1]),
    )


def _revision(update: Update, before: Revision, event: Event) -> Revision:
    made = Revision.objects.get(pk=before.pk)
    made.pk = None
    made._state.adding = True
    made.number = event.text
    made.submitted_at = event.at
    for name, value in _content(update, update.texts[event.text - 1]).items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return made
