from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import application_role

FOUNDATION = files("vlechtwerk.foundation.database").joinpath("foundation.sql").read_text()
UNDO = """
drop table rate_limit_cache;
drop table reading_context cascade;
drop function if exists
    date_earliest(text), date_latest(text), sort_key(text), reading_project(), reading_person(),
    reading_organisation(), reading_bodies(), close_reading(text) cascade;
"""


class CloseToTheApplication(migrations.RunSQL):
    """Take every right on the reading context away from the application."""

    def __init__(self) -> None:
        super().__init__(f"revoke all on reading_context from {application_role()}", migrations.RunSQL.noop)

    def deconstruct(self):
        return self.__class__.__qualname__, [], {}


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FOUNDATION, UNDO), CloseToTheApplication()]
