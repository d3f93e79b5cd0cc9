"""Guard files of coding as the rest of fieldwork; and let what was removed go again after a backup was restored."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.functions import functions_of
from vlechtwerk.foundation.database.guards import GuardByAct, SameProject, application_role

FUNCTIONS = files("vlechtwerk.domains.evaluation").joinpath("coding_files.sql").read_text()
MINE = "evaluation_id = any ((select reading_evaluations())::uuid[])"
# What only the owner of the tables does: as part of a withdrawal, and when a backup is made or restored.
FOR_THE_OWNER = "take_words_from(uuid, integer[], date), removals_so_far(), remove_again(jsonb)"


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0007_coding_files")]

    operations = [
        GuardByAct("evaluation_codingfile", reading=MINE, adding=MINE, changing=MINE),
        SameProject("evaluation_codingfile", "evaluation_id", "evaluation_evaluation"),
        SameProject("evaluation_codingfile", "asked_by_id", "partnership_person"),
        migrations.RunSQL(
            functions_of("vlechtwerk.domains.evaluation", "fieldwork.sql", "take_words_from", "remove_from_text"),
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            FUNCTIONS,
            "drop function removals_so_far(), remove_again(jsonb), undo_taking_in(uuid, text), "
            "clear_coding_files(timestamptz, text), say_who_speaks(uuid, integer[], uuid, text)",
        ),
        migrations.RunSQL(
            f"revoke execute on function {FOR_THE_OWNER} from public; "
            f"revoke execute on function {FOR_THE_OWNER} from {application_role()}",
            migrations.RunSQL.noop,
        ),
    ]
