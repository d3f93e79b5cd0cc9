"""Mark each change of what every member of a project may read."""

from django.db import migrations

from vlechtwerk.foundation.database.guards import MarkChanges

TABLES = (
    "partnership_project",
    "partnership_organisation",
    "partnership_legalcapacity",
    "partnership_body",
    "partnership_department",
    "partnership_person",
    "partnership_appointment",
    "partnership_seat",
    "partnership_decision",
    "partnership_mandate",
)


class Migration(migrations.Migration):
    dependencies = [("database", "0003_changes"), ("partnership", "0007_sealed_reading")]

    operations = [MarkChanges(table) for table in TABLES]
