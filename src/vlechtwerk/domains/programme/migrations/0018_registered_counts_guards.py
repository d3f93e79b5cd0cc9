"""Every member reads registered counts; what was drawn and defined stays as it was, and a measure is found by its name."""

from django.db import migrations

from vlechtwerk.domains.programme.migrations._finding import FindByWords
from vlechtwerk.foundation.database.guards import Guard, MarkChanges, SameProject

TABLES = ("measure", "measuredefinition", "measuredraw", "measuremonth")
REFERENCES = (
    ("measure", "holder_id", "partnership_organisation"),
    ("measure", "activity_id", "programme_activity"),
    ("measure", "recorded_by_id", "partnership_person"),
    ("measuredefinition", "measure_id", "programme_measure"),
    ("measuredefinition", "recorded_by_id", "partnership_person"),
    ("measuredraw", "measure_id", "programme_measure"),
    ("measuredraw", "corrects_id", "programme_measuredraw"),
    ("measuredraw", "recorded_by_id", "partnership_person"),
    ("measuremonth", "draw_id", "programme_measuredraw"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0017_registered_counts'),
    ]

    operations = [
        *(Guard(f"programme_{table}", "open", append_only=True) for table in TABLES),
        *(SameProject(f"programme_{table}", column, target) for table, column, target in REFERENCES),
        *(MarkChanges(f"programme_{table}") for table in TABLES),
        FindByWords("programme_measure", "measure", "name"),
    ]
