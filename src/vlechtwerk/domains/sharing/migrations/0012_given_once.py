"""Close a marking with the agreement of the competent authority, so that it opens nothing that is given later."""

from importlib.resources import files

from django.db import migrations, models

ONCE = files("vlechtwerk.domains.sharing").joinpath("once.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("sharing", "0011_documents_stand_on_acts")]

    operations = [
        migrations.AddField("marking", "closed_at", models.DateTimeField(null=True, blank=True)),
        migrations.RemoveConstraint("marking", "equal_markings_of_a_provider_are_one"),
        migrations.AddConstraint(
            "marking",
            models.UniqueConstraint(
                fields=["organisation", "digest"],
                condition=models.Q(closed_at__isnull=True),
                name="equal_open_markings_of_a_provider_are_one",
            ),
        ),
        migrations.RunSQL(ONCE, migrations.RunSQL.noop),
    ]
