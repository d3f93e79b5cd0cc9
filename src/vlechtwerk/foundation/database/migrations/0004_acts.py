"""Let what gives a say or a view be written in an act of the program only."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import application_role

ACTS = files("vlechtwerk.foundation.database").joinpath("acts.sql").read_text()


class CloseToTheApplication(migrations.RunSQL):
    """Keep what was noted from the application."""

    def __init__(self) -> None:
        super().__init__(
            f"revoke all on noted_act from {application_role()}; "
            f"revoke execute on function stands_on_act() from {application_role()}",
            migrations.RunSQL.noop,
        )

    def deconstruct(self):
        return self.__class__.__qualname__, [], {}


class Migration(migrations.Migration):
    dependencies = [("database", "0003_changes")]

    operations = [
        migrations.RunSQL(ACTS, "drop function note_act(text, text), stands_on_act() cascade; drop table noted_act;"),
        CloseToTheApplication(),
    ]
