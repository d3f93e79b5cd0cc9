"""Let nobody but the program open a reading context: what was smuggled into a statement of it opens nothing."""

from django.db import migrations

from vlechtwerk.foundation.database.functions import functions_of

OPENING = functions_of("vlechtwerk.domains.partnership", "capacity.sql", "open_reading")


class Migration(migrations.Migration):

    dependencies = [
        ("database", "0002_sealing"),
        ("partnership", "0006_order_questions_by_day"),
    ]

    operations = [
        migrations.RunSQL(
            # In a new installation the former one is not there.
            "drop function if exists open_reading(uuid, uuid);"
            + OPENING
            + "revoke execute on function open_reading(uuid, uuid, text) from public;",
            migrations.RunSQL.noop,
        )
    ]
