"""Let the job that clears what waits in the store ask whether it belongs to a document."""

from importlib.resources import files

from django.db import migrations

WAITING = files("vlechtwerk.domains.sharing").joinpath("waiting.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("database", "0002_sealing"), ("sharing", "0009_to_whom_items_are_kept")]

    operations = [migrations.RunSQL(WAITING, "drop function is_kept(uuid, text)")]
