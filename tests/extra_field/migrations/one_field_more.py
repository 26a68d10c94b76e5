"""All that a database needs for a narrative field more, as CONTRIBUTING tells."""

from pathlib import Path

from django.db import migrations, models

import tracker.migrations
from tracker.fields import UPDATE

NARRATIVES = tuple(field.name for field in UPDATE.narratives)
SEARCHED = " || ' ' || ".join(field.name for field in UPDATE if field.searched == "B")
LAST = max(file.stem for file in Path(tracker.migrations.__path__[0]).glob("[0-9]*.py"))


def added(model: str) -> migrations.AddField:
    return migrations.AddField(
        model_name=model,
        name="lessons",
        field=models.TextField(blank=True, default="", verbose_name="lessons"),
        preserve_default=False,
    )


class Migration(migrations.Migration):
    dependencies = [("tracker", LAST)]

    operations = [
        added("progressupdate"),
        added("revision"),
        migrations.AlterField(
            model_name="narrativetranslation",
            name="field",
            field=models.CharField(choices=[(name, name) for name in NARRATIVES], max_length=20),
        ),
        migrations.RemoveConstraint(
            model_name="narrativetranslation", name="translation_field_valid"
        ),
        migrations.AddConstraint(
            model_name="narrativetranslation",
            constraint=models.CheckConstraint(
                condition=models.Q(field__in=NARRATIVES), name="translation_field_valid"
            ),
        ),
        migrations.RunSQL(
            f"""
            ALTER TABLE tracker_revision DROP COLUMN words;
            ALTER TABLE tracker_revision ADD COLUMN words tsvector GENERATED ALWAYS AS (
                setweight(text_words(language, summary), 'A')
                || setweight(text_words(language, {SEARCHED}), 'B')
            ) STORED;
            CREATE INDEX revision_words ON tracker_revision USING gin (words)
            """
        ),
    ]
