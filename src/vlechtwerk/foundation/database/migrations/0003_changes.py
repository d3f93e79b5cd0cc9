"""Mark each change of what every member of a project may read."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import application_role

CHANGES = files("vlechtwerk.foundation.database").joinpath("changes.sql").read_text()


class CloseToTheApplication(migrations.RunSQL):
    """Keep the marks themselves from the application."""

    def __init__(self) -> None:
        super().__init__(
            f"revoke all on change_mark from {application_role()}; "
            f"revoke execute on function note_change() from {application_role()}",
            migrations.RunSQL.noop,
        )

    def deconstruct(self):
        return self.__class__.__qualname__, [], {}


class Migration(migrations.Migration):
    dependencies = [("database", "0002_sealing")]

    operations = [
        migrations.RunSQL(CHANGES, "drop function standing_mark(), note_change() cascade; drop table change_mark;"),
        CloseToTheApplication(),
    ]
