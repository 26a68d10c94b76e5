"""Whether the latest revision of its update holds a piece of evidence, beside the published one.

A revision's frozen list names each piece by its id. What was entered with its history (the public
record, the sample) was frozen without ids: there title and address tell which piece it is.
"""

from django.db import migrations, models

SET = """
UPDATE tracker_evidence e SET in_latest_revision = TRUE
FROM tracker_progressupdate u JOIN tracker_revision r ON r.id = u.latest_revision_id
WHERE u.id = e.update_id AND EXISTS (
    SELECT 1 FROM jsonb_array_elements(r.evidence) frozen
    WHERE (frozen ->> 'id')::bigint = e.id
       OR (NOT frozen ? 'id' AND frozen ->> 'title' = e.title AND frozen ->> 'url' = e.url))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0005_a_column_is_named_as_its_field"),
    ]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="in_latest_revision",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunSQL(sql=SET, reverse_sql=migrations.RunSQL.noop),
    ]
