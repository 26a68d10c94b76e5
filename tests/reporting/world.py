"""A small cycle to the 42nd session, made by hand: two closed periods, a few parties."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from commitments.models import AssemblySession, Instrument, Party, Responsibility
from reporting.dataset.assembly import assemble
from reporting.dataset.assembly.scope import ReportSubject
from reporting.dataset.schema import Dataset, LevelCounts, encode, sha256
from reporting.models import StatusReport
from tests.conftest import person
from tests.reporting.counting import level_counts
from tracker.models import ProgressUpdate, ReportingCycle, ReportingPeriod, RosterEntry, State, Verb
from tracker.updates.commands.past_entries import History, PastStep, enter

LAST_DAY = datetime(2012, 6, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_period(key: str, *, to_session: int = 42, **fields: Any) -> ReportingPeriod:
    """Return the closed period `2011-2` or `2012-1` (or any half-year) of a cycle."""
    year, half = (int(part) for part in key.split("-"))
    starts = date(year, 1 if half == 1 else 7, 1)
    ends = date(year, 7, 1) if half == 1 else date(year + 1, 1, 1)
    regular = AssemblySession.objects.filter(kind="regular")
    cycle, _created = ReportingCycle.objects.get_or_create(
        to_session=regular.get(number=to_session),
        defaults={"from_session": regular.get(number=to_session - 1)},
    )
    opens = datetime(year, starts.month + 3, 1, tzinfo=UTC)
    moments = {
        "opens_at": opens,
        "due_at": opens + timedelta(days=30),
        "closes_at": opens + timedelta(days=45),
    } | fields
    period = ReportingPeriod.objects.create(
        key=key,
        cycle=cycle,
        covers_from=starts,
        covers_to=ends,
        state=ReportingPeriod.State.CLOSED,
        opened_at=moments["opens_at"],
        closed_at=moments["closes_at"],
        **moments,
    )
    period.instruments.add(Instrument.objects.default())
    return period


def responsibility(party: str, code: str) -> Responsibility:
    """Return what a party owes (or supports, or is consulted on)."""
    return (
        Responsibility.objects.select_related("commitment", "party")
        .filter(party__code=party, commitment__code=code)
        .order_by("role")
        .first()
    ) or Responsibility.objects.create(
        party=Party.objects.get(code=party),
        commitment=Instrument.objects.default().commitments.get(code=code),
        role="supporting",
        valid_from=date(2011, 6, 7),
    )


def say(
    period: ReportingPeriod,
    party: str,
    code: str,
    level: int | None = 2,
    *,
    steps: Sequence[tuple[str, str, datetime]] | None = None,
    solicited: bool = True,
    sample: bool = False,
    evidence: Sequence[dict[str, Any]] = (),
    **content: Any,
) -> ProgressUpdate:
    """Enter an update of a period: accepted in good time, unless `steps` say otherwise."""
    author = person("author@tests.example")
    default = (
        (Verb.SUBMIT, State.SUBMITTED, period.opens_at + HOUR),
        (Verb.ACCEPT, State.ACCEPTED, period.opens_at + 2 * HOUR),
    )
    said = {"language": "en", "summary": f"{party} on {code}.", "level": level} | content
    (update,) = enter(
        [
            History(
                responsibility=responsibility(party, code),
                period=period,
                solicited=solicited,
                sample=sample,
                content=said,
                evidence=evidence,
                steps=[
                    PastStep(
                        Verb(verb),
                        State(to),
                        at,
                        author,
                        "" if verb in (Verb.SUBMIT, Verb.ACCEPT) else "Because.",
                    )
                    for verb, to, at in (default if steps is None else steps)
                ],
            )
        ],
        at=period.opens_at,
    )
    return update


def ask(period: ReportingPeriod, party: str, *codes: str) -> None:
    """Ask a party for updates that it never gives."""
    for code in codes:
        close = (Verb.CLOSE, State.NOT_REPORTED, period.closes_at)
        say(period, party, code, None, steps=[close], language="", summary="")


def enrol(period: ReportingPeriod, party: str, decision: str, standing: str = "") -> None:
    """Write a party's line in the roster of a period."""
    RosterEntry.objects.create(
        period=period,
        party=Party.objects.get(code=party),
        decision=decision,
        standing=standing,
        reason="As a test has it.",
    )


def report(kind: str = "assembly", **asked: Any) -> Dataset:
    """Return the dataset of a report on the default instrument; public, as of the 42nd session."""
    if kind == "assembly" and "session" not in asked:
        asked["session"] = AssemblySession.objects.get(kind="regular", number=42)
    asked.setdefault("audience", "public")
    asked.setdefault("as_of", LAST_DAY)
    asked.setdefault("requested_at", asked["as_of"])
    return assemble(ReportSubject(kind=kind, instrument=Instrument.objects.default(), **asked))


def counts(
    levels: dict[int, int] | None = None,
    **others: int,
) -> LevelCounts:
    """Return the counts that these make, by level and otherwise."""
    return level_counts([(levels or {}).get(level, 0) for level in range(5)], **others)


def issued(
    dataset: Dataset,
    *,
    at: datetime | None = None,
    session: int | None = None,
    content: bytes = b"",
    **fields: Any,
) -> StatusReport:
    """Enter a report as issued with this dataset, by default at its own moment."""
    kept = content or encode(dataset)
    as_of = datetime.fromisoformat(dataset.as_of)
    if session is not None:
        fields["session"] = AssemblySession.objects.get(kind="regular", number=session)
    return StatusReport.objects.create(
        kind=dataset.kind,
        instrument=Instrument.objects.default(),
        audience=dataset.audience,
        as_of=as_of,
        languages=["en"],
        formats=["json"],
        state="issued",
        dataset=kept,
        dataset_sha256=sha256(kept),
        requested_at=as_of,
        built_at=as_of,
        issued_at=at or as_of,
        issued_by=person("officer@tests.example"),
        **fields,
    )
