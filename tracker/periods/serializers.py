"""What the API gives and takes of cycles, periods, rosters and reminders."""

from __future__ import annotations

from typing import ClassVar

from rest_framework import serializers

from commitments.foundation.rest.serializers import VerbsField
from commitments.models import Instrument, Notification
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


class ChangeRosterSerializer(serializers.Serializer[object]):
    decision = serializers.ChoiceField(choices=RosterEntry.Decision.choices)
    reason = serializers.CharField()


class NewPeriodSerializer(serializers.Serializer[object]):
    key = serializers.CharField()
    cycle = serializers.CharField()
    instruments = serializers.ListField(child=serializers.CharField())
    covers_from = serializers.DateField()
    covers_to = serializers.DateField()
    opens_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()


class ChangePeriodSerializer(NewPeriodSerializer):
    key = None  # type: ignore[assignment]  # the framework's way to leave out an inherited field
    reason = serializers.CharField(required=False, allow_blank=True)


class RemindSerializer(serializers.Serializer[object]):
    """`again`: even if the party was reminded within 24 hours."""

    again = serializers.BooleanField(required=False)


class UndeliveredSerializer(serializers.Serializer[Notification]):
    """The last e-mail to a focal point that was not delivered, and the e-mail server's answer."""

    email = serializers.CharField(source="address")
    event = serializers.ChoiceField(choices=Notification.Event.choices)
    refused_at = serializers.DateTimeField()
    refusal = serializers.ChoiceField(choices=Notification.Refusal.choices)
    answer = serializers.CharField()


class RemindedSerializer(serializers.Serializer[object]):
    """The result of reminding one party; `problem`: why it was not reminded, null where it was."""

    party = serializers.CharField()
    asked = serializers.IntegerField()
    outstanding = serializers.IntegerField()
    people = serializers.IntegerField(help_text="How many focal points the e-mail is sent to.")
    reminded_at = serializers.DateTimeField(allow_null=True)
    undelivered = UndeliveredSerializer(many=True)
    problem = serializers.CharField(allow_null=True)


class NewCycleSerializer(serializers.Serializer[object]):
    """The regular session it reports to; it begins with the one before."""

    to_session = serializers.CharField()
