"""Know in which version a proposal was taken up, and end proposing by a link when the group has proposed enough."""

from importlib.resources import files

import django.db.models.deletion
from django.db import migrations, models

from vlechtwerk.foundation.database.guards import SameProject

PROPOSING = files("vlechtwerk.domains.evaluation").joinpath("proposing.sql").read_text()


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
        # Of the same name and parameters: what it was revoked from stays so. Back, it does no harm, and goes with 0006.
        migrations.RunSQL(PROPOSING, migrations.RunSQL.noop),
    ]
