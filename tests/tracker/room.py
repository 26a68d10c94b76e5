"""Room for periods of the sample and of the record: the suite's open one has a key they want."""

from __future__ import annotations

from django.db import connection

from tracker.models import Observation, ReportingPeriod


def make_room() -> None:
    """Take out every period, in the test's transaction."""
    Observation.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE tracker_progressupdate, tracker_rosterentry CASCADE")
    for period in ReportingPeriod.objects.all():
        period.instruments.clear()
    ReportingPeriod.objects.all().delete()
