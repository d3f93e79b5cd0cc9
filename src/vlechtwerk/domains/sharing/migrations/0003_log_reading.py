from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import application_role

LOG_READING = files("vlechtwerk.domains.sharing").joinpath("log_reading.sql").read_text()
PERIOD = "uuid, timestamptz, timestamptz, jsonb"
READ_LOG = "read_log(text, text, timestamptz, timestamptz, jsonb, integer, integer, text, text, text)"
INNER = (
    "log_chain()",
    f"log_acts({PERIOD})",
    f"log_readings({PERIOD})",
    f"log_lines({PERIOD}, integer, integer)",
    "log_readers(uuid, integer)",
)


class OnlyByReadLog(migrations.RunSQL):
    """Leave the application one function that reads the log: the one that logs the reading."""

    def __init__(self) -> None:
        super().__init__(
            [
                f"revoke execute on function {', '.join(INNER)} from public, {application_role()}",
                f"revoke execute on function {READ_LOG} from public",
            ],
            migrations.RunSQL.noop,
        )

    def deconstruct(self):
        return self.__class__.__qualname__, [], {}


class Migration(migrations.Migration):
    dependencies = [("sharing", "0002_guards")]

    operations = [migrations.RunSQL(LOG_READING, migrations.RunSQL.noop), OnlyByReadLog()]
