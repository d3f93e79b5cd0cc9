"""Let the program seal what only it may ask."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import application_role

SEALING = files("vlechtwerk.foundation.database").joinpath("sealing.sql").read_text()


class CloseToTheApplication(migrations.RunSQL):
    """Keep the key, and what compares with it, from the application."""

    def __init__(self) -> None:
        role = application_role()
        super().__init__(
            [
                f"revoke all on sealing_key from {role}",
                f"revoke execute on function is_sealed(text, text) from public, {role}",
            ],
            migrations.RunSQL.noop,
        )

    def deconstruct(self):
        return self.__class__.__qualname__, [], {}


class Migration(migrations.Migration):
    dependencies = [("database", "0001_initial")]

    operations = [
        migrations.RunSQL(SEALING, "drop function knows_seal(text), is_sealed(text, text); drop table sealing_key;"),
        CloseToTheApplication(),
    ]
