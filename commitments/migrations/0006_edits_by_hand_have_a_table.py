"""What was edited by hand is kept in a table of its own; so far it was read from the audit log."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Fields that were renamed while the log was what the loader read.
RENAMED = {("party", "mandate"): "mandates", ("indicator", "unit"): "units"}


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Keep every edit that the log tells of, since the last load that overruled such edits."""
    entries = apps.get_model("commitments", "AuditEntry").objects.order_by("pk")
    edits = apps.get_model("commitments", "HandEdit").objects
    kinds = {kind for kind, _name in edits.model._meta.get_field("kind").choices}
    overruled = entries.filter(action="catalogue.load", detail__overrule=True).last()
    told = entries.filter(
        action="edit",
        object_type__in=kinds,
        by__isnull=False,
        pk__gt=overruled.pk if overruled else 0,
    )
    for entry in told:
        for name in entry.detail.get("fields", ()):
            pair = entry.detail.get("changes", {}).get(name)
            edits.update_or_create(
                kind=entry.object_type,
                key=entry.object_key,
                field=RENAMED.get((entry.object_type, name), name),
                defaults={
                    "value": pair[1] if pair else None,
                    "edited_at": entry.at,
                    "edited_by_id": entry.by_id,
                },
            )


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0005_parties_have_a_seat_with_a_time_zone"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("session", "session"),
                            ("theme", "theme"),
                            ("indicator", "indicator"),
                            ("party", "party"),
                            ("participation", "participation"),
                            ("paragraph", "paragraph"),
                            ("commitment", "commitment"),
                            ("reservation", "reservation"),
                        ],
                        max_length=20,
                        verbose_name="kind of object",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="Its natural key.", max_length=300, verbose_name="object"
                    ),
                ),
                ("field", models.CharField(max_length=60, verbose_name="field")),
                ("value", models.JSONField(blank=True, null=True, verbose_name="value")),
                ("edited_at", models.DateTimeField(verbose_name="edited")),
                (
                    "edited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "edit by hand",
                "verbose_name_plural": "edits by hand",
                "ordering": ["kind", "key", "field"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key", "field"), name="hand_edit_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "session",
                                    "theme",
                                    "indicator",
                                    "party",
                                    "participation",
                                    "paragraph",
                                    "commitment",
                                    "reservation",
                                ],
                            )
                        ),
                        name="hand_edit_kind_valid",
                    ),
                ],
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
