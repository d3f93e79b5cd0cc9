"""Every member reads why a series can stand beside another; what was said of it stays as it was."""

from django.db import migrations

from vlechtwerk.foundation.database.guards import Guard, MarkChanges, SameProject

TABLE = "programme_comparisonseries"
REFERENCES = (
    ("measure_id", "programme_measure"),
    ("beside_id", "programme_measure"),
    ("recorded_by_id", "partnership_person"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0019_comparison_series'),
    ]

    operations = [
        Guard(TABLE, "open", append_only=True),
        *(SameProject(TABLE, column, target) for column, target in REFERENCES),
        MarkChanges(TABLE),
    ]
