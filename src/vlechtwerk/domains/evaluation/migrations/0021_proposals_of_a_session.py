"""Know in which version a proposal was taken up."""

import django.db.models.deletion
from django.db import migrations, models

from vlechtwerk.foundation.database.guards import SameProject


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0013_removed_words")]

    operations = [
        migrations.AddField(
            model_name="sessionproposal",
            name="taken_up_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="evaluation.agendaversion",
            ),
        ),
        SameProject("evaluation_sessionproposal", "taken_up_in_id", "evaluation_agendaversion"),
    ]
