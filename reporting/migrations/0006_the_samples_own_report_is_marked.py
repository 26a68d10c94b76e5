"""The report that is made by itself of the sample data says so; the audit log was asked so far."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import migrations, models


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Mark the report that the log tells of, the last one where there are several."""
    entries = apps.get_model("commitments", "AuditEntry").objects
    reports = apps.get_model("reporting", "StatusReport").objects
    keys = entries.filter(action="make_sample_report").values_list("object_key", flat=True)
    newest = reports.filter(pk__in=[int(key) for key in keys]).order_by("-requested_at", "-pk")
    reports.filter(pk__in=list(newest.values_list("pk", flat=True)[:1])).update(showcase=True)


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0006_edits_by_hand_have_a_table"),
        ("reporting", "0005_what_is_discarded_leaves_its_symbol"),
        ("tracker", "0004_what_is_said_is_searched"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="statusreport",
            name="showcase",
            field=models.BooleanField(
                default=False, editable=False, verbose_name="shows the sample data"
            ),
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="statusreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("showcase", True)),
                fields=("showcase",),
                name="report_showcase_unique",
            ),
        ),
    ]
