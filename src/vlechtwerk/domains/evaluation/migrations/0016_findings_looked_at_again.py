"""Let every member know that a finding which was approved is being looked at again."""

from importlib.resources import files

from django.db import migrations

REOPENED = files("vlechtwerk.domains.evaluation").joinpath("reopened.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0015_words_found")]

    operations = [migrations.RunSQL(REOPENED, "drop function findings_looked_at_again()")]
