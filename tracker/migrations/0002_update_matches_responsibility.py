"""An update's party and commitment are its responsibility's: the database keeps them so."""

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
    ]
