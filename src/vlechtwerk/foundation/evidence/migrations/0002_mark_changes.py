"""Mark each change of what everything rests on."""

from django.db import migrations

from vlechtwerk.foundation.database.guards import MarkChanges


class Migration(migrations.Migration):
    dependencies = [("database", "0003_changes"), ("evidence", "0001_initial")]

    operations = [MarkChanges("evidence_evidencelink")]
