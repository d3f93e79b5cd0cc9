"""Let words that go take along what repeats them in frameworks, mechanisms and reports, in one place."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import application_role

WORDS = files("vlechtwerk.domains.evaluation").joinpath("words_that_go.sql").read_text()
# Only the owner of the tables calls these, as part of a withdrawal or of a restored backup.
FOR_THE_OWNER = (
    "forget_repeated(uuid, integer[]), forget_again(uuid, boolean), forget_in_reports(uuid, integer[], jsonb), "
    "reports_telling(uuid, integer[], jsonb), words_in(jsonb)"
)


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0022_reports_guards")]

    operations = [
        migrations.RunSQL(
            [
                "alter function forget_repeated(uuid, integer[]) rename to forget_repeated_elsewhere",
                "alter function forget_again(uuid, boolean) rename to forget_again_of_findings",
                WORDS,
                f"revoke execute on function {FOR_THE_OWNER} from public",
                f"revoke execute on function {FOR_THE_OWNER} from {application_role()}",
            ],
            [
                f"drop function {FOR_THE_OWNER}",
                "alter function forget_repeated_elsewhere(uuid, integer[]) rename to forget_repeated",
                "alter function forget_again_of_findings(uuid, boolean) rename to forget_again",
            ],
        ),
    ]
