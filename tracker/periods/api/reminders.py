"""Reminding parties of what they have not submitted; for officers."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commitments.foundation.errors import Conflict, Fault
from commitments.foundation.rest.serializers import NothingSerializer
from commitments.foundation.rest.verbs import body_of, perform
from commitments.foundation.rest.views import ApiView
from commitments.people.rules.access import OfficersToWrite
from tracker.models import ReportingPeriod, RosterEntry
from tracker.periods.commands import reminders
from tracker.periods.queries.arrears import Arrears
from tracker.updates.serializers.verb_bodies import RemindedSerializer, RemindSerializer


class RemindLate(ApiView):
    permission_classes = (OfficersToWrite,)

    @extend_schema(
        request=NothingSerializer,
        responses=RemindedSerializer(many=True),
        operation_id="periods_remind_late",
    )
    def post(self, request: Request, key: str) -> Response:
        """Send a reminder to every late party, except those reminded within 24 hours."""
        period = get_object_or_404(ReportingPeriod, key=key)
        told = perform(request, reminders.remind_late, period=period)
        return self.answer([_told(due, problem) for due, problem in told])


class RemindParty(ApiView):
    permission_classes = (OfficersToWrite,)

    @extend_schema(
        request=RemindSerializer,
        responses=RemindedSerializer,
        operation_id="periods_roster_remind",
    )
    def post(self, request: Request, key: str, party: str) -> Response:
        """Send an e-mail to the party's focal points; once in 24 hours, unless `again`."""
        entry = get_object_or_404(
            RosterEntry.objects.select_related("party", "period"),
            period__key=key,
            party__code__iexact=party,
        )
        again = body_of(request).get("again", False)
        faults = []
        if not isinstance(again, bool):
            faults.append(Fault("/again", "wrong_type", _("This must be true or false.")))
        due = perform(
            request,
            reminders.remind,
            takes=("again",),
            faults=faults,
            period=entry.period,
            party=entry.party,
            again=again is True,
        )
        return self.answer(_told(due, None))


def _told(due: Arrears, problem: Conflict | None) -> dict[str, Any]:
    return dict(
        RemindedSerializer(
            {
                "party": due.party.code,
                "asked": due.asked,
                "outstanding": due.outstanding,
                "people": len(due.people),
                "reminded_at": due.reminded_at,
                "undelivered": due.undelivered,
                "problem": problem and problem.code,
            }
        ).data
    )
