"""Evidence expected, parts in the instruments and units are by language; what there was is English."""

from __future__ import annotations

from django.db import migrations, models

EVIDENCE = """
UPDATE commitments_commitment SET evidence_expected = (
    SELECT coalesce(jsonb_agg({item} ORDER BY place), '[]')
    FROM jsonb_array_elements(evidence_expected) WITH ORDINALITY AS listed (item, place)
) WHERE jsonb_typeof(evidence_expected) = 'array'
"""
# An administrator could write any JSON there.
BY_LANGUAGE = """
CASE jsonb_typeof(item) WHEN 'object' THEN item ELSE jsonb_build_object('en', item #>> '{}') END
"""


def _by_language(
    model: str, field: str, name: str, was: str
) -> migrations.SeparateDatabaseAndState:
    """Make a column of English words one of words by language; back again, English is kept."""
    column = f"ALTER TABLE commitments_{model} ALTER COLUMN {field} TYPE"
    return migrations.SeparateDatabaseAndState(
        database_operations=[
            migrations.RunSQL(
                sql=f"{column} jsonb USING CASE {field} WHEN '' THEN '{{}}'::jsonb"
                f" ELSE jsonb_build_object('en', {field}) END",
                reverse_sql=f"{column} {was} USING coalesce({field} ->> 'en', '')",
            )
        ],
        state_operations=[
            migrations.AlterField(
                model_name=model,
                name=field,
                field=models.JSONField(
                    blank=True,
                    default=dict,
                    help_text="By language: en, es, fr, pt.",
                    verbose_name=name,
                ),
            )
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("commitments", "0003_people_are_invited_and_suspended")]

    operations = [
        migrations.RenameField(model_name="party", old_name="mandate", new_name="mandates"),
        _by_language("party", "mandates", "part in the instrument", "text"),
        migrations.RenameField(model_name="indicator", old_name="unit", new_name="units"),
        _by_language("indicator", "units", "unit", "varchar(60)"),
        migrations.AlterField(
            model_name="commitment",
            name="evidence_expected",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="By language: en, es, fr, pt.",
                verbose_name="evidence expected",
            ),
        ),
        migrations.RunSQL(
            sql=EVIDENCE.format(item=BY_LANGUAGE), reverse_sql=EVIDENCE.format(item="item -> 'en'")
        ),
    ]
