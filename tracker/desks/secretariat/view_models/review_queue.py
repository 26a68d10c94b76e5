"""The secretariat's queue: the filters of its address, and the updates before and after one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.db.models import Case, Count, F, OrderBy, Q, QuerySet, Value, When
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.foundation.errors import Words
from commitments.models import Paragraph, User
from tracker.updates.models.update import ProgressUpdate, State
from tracker.updates.rules.outcomes import late

LATE: Final = "late"
ORDERS: Final[dict[str, Words]] = {
    "waiting": _("Waiting longest"),
    "due": _("Due soonest"),
    LATE: _("Late first"),
}


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The addresses of the updates before and after one in the `queue`, and of the queue.

    An address is "" where there is none. `place` counts from 1; it is 0 for an update that is not
    in the queue.
    """

    previous: str
    next: str
    queue: str
    place: int
    total: int


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """The filters of an address. `paragraph`: `7` of the default instrument, else `instrument/7`.

    An unknown key matches nothing, so that a mistyped address is noticed.
    """

    state: str = State.SUBMITTED.value
    party: str = ""
    paragraph: str = ""
    period: str = ""
    late: bool = False
    order: str = "waiting"

    @classmethod
    def from_query(cls, query: QueryDict) -> ReviewQueue:
        """Return the queue that an address names, with defaults for a state or order unknown."""
        state, order = query.get("state", ""), query.get("order", "")
        # PostgreSQL does not accept NUL.
        words = {
            name: query.get(name, "").replace("\x00", "")
            for name in ("party", "paragraph", "period")
        }
        return cls(
            state=state if state in State.values else State.SUBMITTED.value,
            late=query.get(LATE) == "1",
            order=order if order in ORDERS else "waiting",
            **words,
        )

    @property
    def query(self) -> str:
        """The query of its address without the defaults; begins with `?` unless it is empty."""
        values = {
            "state": "" if self.state == State.SUBMITTED else self.state,
            "party": self.party,
            "paragraph": self.paragraph,
            "period": self.period,
            LATE: "1" if self.late else "",
            "order": "" if self.order == "waiting" else self.order,
        }
        words = urlencode({name: value for name, value in values.items() if value})
        return f"?{words}" if words else ""

    @property
    def narrowed(self) -> bool:
        """Whether there is a filter other than the state."""
        return replace(self, state=State.SUBMITTED.value, order="waiting") != ReviewQueue()

    def updates(self, officer: User, at: datetime) -> QuerySet[ProgressUpdate]:
        """Return the updates of the queue, the most urgent first."""
        return self._narrowed(officer, at).filter(state=self.state).order_by(*self._urgency(at))

    def counted(self, officer: User, at: datetime) -> dict[str, int]:
        """Return how many updates there are in each state under the other filters."""
        counts = dict.fromkeys(State.values, 0)
        rows = self._narrowed(officer, at).order_by().values_list("state")
        return counts | dict(rows.annotate(number=Count("pk")))

    def address(self, pk: int | None = None) -> str:
        """Return the address of an update within the queue, or (None) of the queue itself."""
        page = reverse("review") if pk is None else reverse("review-update", args=[pk])
        return page + self.query

    def neighbours(self, officer: User, at: datetime, pk: int) -> Neighbours:
        """Return what is before and after an update; the next of one not in it is the first."""
        keys = list(self.updates(officer, at).values_list("pk", flat=True))
        place = keys.index(pk) + 1 if pk in keys else 0
        return Neighbours(
            previous=self.address(keys[place - 2]) if place > 1 else "",
            next=self.address(keys[place]) if place < len(keys) else "",
            queue=self.address(),
            place=place,
            total=len(keys),
        )

    def to_decide_after(self, officer: User, at: datetime, pk: int) -> int | None:
        """Return the next update that the officer may accept; after the last, the first."""
        keys = list(
            self.updates(officer, at)
            .filter(Q(logged_by__isnull=True) | ~Q(logged_by=officer) | Q(pk=pk))
            .values_list("pk", flat=True)
        )
        if pk in keys:
            place = keys.index(pk)
            keys = [*keys[place + 1 :], *keys[:place]]
        return keys[0] if keys else None

    def _narrowed(self, officer: User, at: datetime) -> QuerySet[ProgressUpdate]:
        updates = ProgressUpdate.objects.visible_to(officer)
        if self.party:
            updates = updates.filter(party__code__iexact=self.party)
        if self.period:
            updates = updates.filter(period__key=self.period)
        if self.paragraph:
            instrument, _slash, number = self.paragraph.rpartition("/")
            updates = updates.filter(
                commitment__paragraph__kind=Paragraph.Kind.OPERATIVE,
                commitment__paragraph__number=int(number) if _is_number(number) else 0,
            )
            default = Q(instrument__is_default=True)
            updates = updates.filter(Q(instrument__key=instrument) if instrument else default)
        return updates.filter(late(at)) if self.late else updates

    def _urgency(self, at: datetime) -> tuple[str | OrderBy, ...]:
        oldest = F("submitted_at").asc(nulls_last=True)
        if self.order == "due":
            return (F("period__due_at").asc(), oldest, "pk")
        if self.order == LATE:
            lateness = Case(When(late(at), then=Value(0)), default=Value(1))
            return (lateness.asc(), oldest, "pk")
        return (oldest, "pk")


def paragraphs_to_choose() -> list[tuple[str, str]]:
    """Return (value, label) of every operative paragraph, in the order of the instruments."""
    paragraphs = (
        Paragraph.objects.filter(kind=Paragraph.Kind.OPERATIVE)
        .select_related("instrument")
        .order_by("-instrument__is_default", "instrument__adopted_on", "number")
    )
    return [
        (f"{row.number}", f"{row.number}. {row.headline}")
        if (instrument := row.instrument).is_default
        else (f"{instrument.key}/{row.number}", f"{instrument.symbol} {row.number}. {row.headline}")
        for row in paragraphs
    ]


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) < 5
