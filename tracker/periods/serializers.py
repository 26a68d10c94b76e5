"""What the API gives of cycles, periods and their rosters."""

from __future__ import annotations

from typing import ClassVar

from rest_framework import serializers

from commitments.foundation.rest.serializers import VerbsField
from commitments.models import Instrument
from tracker.models import ReportingCycle, ReportingPeriod, RosterEntry
from tracker.periods.rules import verbs_open_to


class CycleSerializer(serializers.ModelSerializer[ReportingCycle]):
    """From one regular session to the next; `key` is that of the session it reports to."""

    key = serializers.CharField()
    from_session = serializers.CharField(source="from_session.key")
    to_session = serializers.CharField(source="to_session.key")
    periods = serializers.SlugRelatedField[ReportingPeriod]("key", many=True, read_only=True)

    class Meta:
        model = ReportingCycle
        fields: ClassVar = "key from_session to_session periods".split()


class PeriodSerializer(serializers.ModelSerializer[ReportingPeriod]):
    """Covers [covers_from, covers_to); `may` says which verbs the reader may use now."""

    cycle = serializers.CharField(source="cycle.key")
    instruments = serializers.SlugRelatedField[Instrument]("key", many=True, read_only=True)
    may = VerbsField(lambda period, person: verbs_open_to(period=period, person=person))

    class Meta:
        model = ReportingPeriod
        fields: ClassVar = (
            "key cycle instruments covers_from covers_to opens_at due_at closes_at state "
            "opened_at closed_at version may sample"
        ).split()


class RosterEntrySerializer(serializers.ModelSerializer[RosterEntry]):
    """A party in a period: in, out, or undecided, and why."""

    party = serializers.CharField(source="party.code")
    kind = serializers.CharField(source="party.kind")

    class Meta:
        model = RosterEntry
        fields: ClassVar = "party kind decision standing reason decided_at sample".split()
