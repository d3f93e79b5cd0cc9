"""Mark each change of what every member of a project may read."""

from django.db import migrations

from vlechtwerk.foundation.database.guards import MarkChanges

TABLES = (
    "programme_focusarea",
    "programme_plantext",
    "programme_activity",
    "programme_formername",
    "programme_activityentry",
    "programme_activitypartner",
    "programme_teamrole",
    "programme_activitystep",
    "programme_precondition",
    "programme_preconditionjudgement",
    "programme_mapversion",
    "programme_mapnode",
    "programme_mapnodeactivity",
    "programme_maplink",
    "programme_milestone",
    "programme_milestonedate",
    "programme_hindrance",
    "programme_decisionabout",
    "programme_source",
    "programme_activitystatus",
)


class Migration(migrations.Migration):
    dependencies = [("database", "0003_changes"), ("programme", "0005_order_steps_by_day")]

    operations = [MarkChanges(table) for table in TABLES]
