"""Member states and bodies, with standing and responsibilities."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from rest_framework import serializers

from commitments.instruments.models.reservation import Reservation
from commitments.instruments.models.responsibility import Responsibility
from commitments.parties.models.participation import Participation
from commitments.parties.models.party import Party


class ParticipationSerializer(serializers.Serializer[Participation]):
    standing = serializers.ChoiceField(choices=Participation.Standing.choices)
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True, help_text="The first day after its end.")
    precision = serializers.ChoiceField(choices=Participation.Precision.choices)
    basis = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # also a DRF attribute


class PartyResponsibilitySerializer(serializers.Serializer[Responsibility]):
    instrument = serializers.CharField(source="commitment.instrument.key")
    paragraph = serializers.CharField(source="commitment.paragraph.reference")
    commitment = serializers.CharField(source="commitment.code")
    title = serializers.CharField(source="commitment.title")
    role = serializers.CharField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)
    discharged_on = serializers.DateField(allow_null=True)
    discharge_basis = serializers.CharField()


class ReservationSerializer(serializers.Serializer[Reservation]):
    instrument = serializers.CharField(source="instrument.key")
    paragraph = serializers.CharField(source="paragraph.reference", default=None)
    commitment = serializers.CharField(source="commitment.code", default=None)
    content = serializers.CharField()
    language = serializers.CharField()
    made_on = serializers.DateField()
    source = serializers.CharField()  # type: ignore[assignment]  # also a DRF attribute


class MemberStateSerializer(serializers.Serializer[Party]):
    code = serializers.CharField(help_text="ISO 3166-1 alpha-3.")
    alpha2 = serializers.CharField()
    numeric = serializers.CharField()
    name = serializers.CharField()
    subregion = serializers.CharField()
    standing = serializers.SerializerMethodField(
        help_text="Today's; `disputed` is shown, never decided by the tracker."
    )
    participation = ParticipationSerializer(source="participations", many=True)
    groupings = serializers.JSONField()
    source = serializers.CharField()  # type: ignore[assignment]  # also a DRF attribute

    def get_standing(self, state: Party) -> str | None:
        return standing_on(state, timezone.now().date())


class MemberStateDetailSerializer(MemberStateSerializer):
    responsibilities = PartyResponsibilitySerializer(many=True)
    reservations = ReservationSerializer(many=True)


class BodySerializer(serializers.Serializer[Party]):
    code = serializers.CharField()
    acronym = serializers.CharField()
    name = serializers.CharField()
    type = serializers.ChoiceField(source="body_type", choices=Party.BodyType.choices)
    parent = serializers.CharField(source="parent.code", default=None, allow_null=True)  # type: ignore[assignment]  # also a DRF attribute
    mandate = serializers.CharField(
        help_text="Its role in the instrument; in English where it is not translated."
    )
    source = serializers.CharField()  # type: ignore[assignment]  # also a DRF attribute


class BodyDetailSerializer(BodySerializer):
    responsibilities = PartyResponsibilitySerializer(many=True)


def standing_on(state: Party, day: date) -> str | None:
    """Return a state's standing on a day, from its (prefetched) participations; None for none."""
    for participation in state.participations.all():
        end = participation.valid_to
        if participation.valid_from <= day and (end is None or day < end):
            return participation.standing
    return None
