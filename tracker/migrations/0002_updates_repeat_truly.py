"""What an update repeats of its responsibility and its period, the database keeps true."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tracker", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
            ALTER TABLE tracker_progressupdate
            ADD CONSTRAINT update_matches_responsibility
            FOREIGN KEY (responsibility_id, party_id, commitment_id)
            REFERENCES commitments_responsibility (id, party_id, commitment_id)
            DEFERRABLE INITIALLY DEFERRED
            """,
            reverse_sql="""
            ALTER TABLE tracker_progressupdate DROP CONSTRAINT update_matches_responsibility
            """,
        ),
        migrations.RunSQL(
            sql="""
            ALTER TABLE tracker_progressupdate
            ADD CONSTRAINT update_matches_period
            FOREIGN KEY (period_id, covers_from)
            REFERENCES tracker_reportingperiod (id, covers_from)
            ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
            """,
            reverse_sql="""
            ALTER TABLE tracker_progressupdate DROP CONSTRAINT update_matches_period
            """,
        ),
    ]
