"""Keep with a recall in which purpose its reader read the document, and in which function it was recalled."""

import django.db.models.deletion
from django.db import migrations, models

from vlechtwerk.foundation.database.functions import functions_of
from vlechtwerk.foundation.database.guards import SameProject


class Migration(migrations.Migration):

    dependencies = [
        ("partnership", "0001_initial"),
        ("sharing", "0007_stands_on_acts"),
    ]

    operations = [
        migrations.AddField(
            model_name="recall",
            name="purpose",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.purpose"),
        ),
        migrations.AddField(
            model_name="recall",
            name="recalled_as",
            field=models.CharField(blank=True, choices=[('analyst', 'Analyst'), ('team_manager', 'Team manager'), ('director', 'Director'), ('liaison', 'Liaison'), ('steering_member', 'Member of the steering group'), ('prosecutor', 'Public prosecutor'), ('investigator', 'Investigator'), ('lawyer', 'Lawyer'), ('privacy_officer', 'Privacy officer'), ('evaluator', 'Evaluator'), ('scientist', 'Scientist'), ('administrator', 'Administrator of the application')], max_length=20),
        ),
        SameProject("sharing_recall", "purpose_id", "sharing_purpose"),
        migrations.RunSQL(functions_of("vlechtwerk.domains.sharing", "documents.sql", "recall_from_readers"), migrations.RunSQL.noop),
    ]
