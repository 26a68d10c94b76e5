"""What parties say is kept as searched words beside its text, by the database itself.

The models do not know these columns, so that no list fetches them; `tracker.search` does.
"""

from django.db import migrations

# Table: its language, its words of weight A (titles, summaries), and those of weight B.
SEARCHED = {
    "tracker_revision": (
        "language",
        "summary",
        "progress || ' ' || challenges || ' ' || next_steps || ' ' || not_applicable_reason",
    ),
    "tracker_narrativetranslation": ("language", "''", "content"),
    "tracker_followupaction": ("language", "title", "description"),
    "tracker_evidence": ("''", "title", "''"),
}


def _operation(table: str, language: str, first: str, second: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=f"""
        ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS (
            setweight(text_words({language}, {first}), 'A')
            || setweight(text_words({language}, {second}), 'B')
        ) STORED;
        CREATE INDEX {table.removeprefix("tracker_")}_words ON {table} USING gin (words)
        """,
        reverse_sql=f"ALTER TABLE {table} DROP COLUMN words",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0003_desk_visits"),
        ("commitments", "0002_text_is_searched_by_language"),
    ]

    operations = [_operation(table, *columns) for table, columns in SEARCHED.items()]
