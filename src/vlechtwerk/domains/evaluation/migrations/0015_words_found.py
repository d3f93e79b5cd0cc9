"""Let a withdrawal take what was typed in fieldwork itself, and know words that come back by eight in a row."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import application_role

WORDS = files("vlechtwerk.domains.evaluation").joinpath("words_found.sql").read_text()
# What evaluators ask.
ASKED = ("copies_of(uuid, integer[])",)
# Only the owner of the tables calls these, as part of a withdrawal or of a restored backup.
FOR_THE_OWNER = (
    "forget_repeated_in_fieldwork(uuid, integer[])",
    "without_name(text)",
    "words_in_row(text)",
    "runs_to_keep(text[])",
    "runs_going(uuid, integer[])",
    "runs_in(text[])",
)


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0014_proposals_of_a_session")]

    operations = [
        # What it put in the place of functions that were there stays.
        migrations.RunSQL(WORDS, migrations.RunSQL.noop),
        migrations.RunSQL(
            [
                f"revoke execute on function {', '.join(ASKED + FOR_THE_OWNER)} from public",
                f"revoke execute on function {', '.join(FOR_THE_OWNER)} from {application_role()}",
            ],
            migrations.RunSQL.noop,
        ),
    ]
