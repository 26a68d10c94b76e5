"""Reminders are kept in a table of their own; when a party was reminded was in the audit log."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Keep every reminder that the log tells of, where its period and party are still there."""
    periods = dict(apps.get_model("tracker", "ReportingPeriod").objects.values_list("key", "pk"))
    parties = dict(apps.get_model("commitments", "Party").objects.values_list("code", "pk"))
    reminder = apps.get_model("tracker", "Reminder")
    entries = apps.get_model("commitments", "AuditEntry").objects.filter(
        action="remind_party", object_type="party", by__isnull=False
    )
    reminder.objects.bulk_create(
        reminder(
            period_id=periods[entry.detail["period"]],
            party_id=parties[entry.object_key],
            outstanding=entry.detail.get("outstanding", 0),
            people=entry.detail.get("people", 0),
            reminded_at=entry.at,
            reminded_by_id=entry.by_id,
        )
        for entry in entries.order_by("pk")
        if entry.detail.get("period") in periods and entry.object_key in parties
    )


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0007_what_people_are_told_has_a_table"),
        ("tracker", "0006_evidence_follows_its_text"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outstanding", models.PositiveIntegerField(verbose_name="updates not submitted")),
                ("people", models.PositiveIntegerField(verbose_name="people written to")),
                ("reminded_at", models.DateTimeField(verbose_name="reminded")),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="commitments.party",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="tracker.reportingperiod",
                    ),
                ),
                (
                    "reminded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["-reminded_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["period", "party", "reminded_at"], name="reminder_of_party"
                    )
                ],
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
