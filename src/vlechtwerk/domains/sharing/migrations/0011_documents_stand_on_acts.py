"""Let documents and consents be written in an act of the program only; a recall reaches pages that are being made."""

from django.db import migrations

from vlechtwerk.foundation.database.guards import StandsOnAct


class Migration(migrations.Migration):
    dependencies = [("database", "0004_acts"), ("sharing", "0010_clear_what_waits")]

    operations = [
        StandsOnAct("sharing_document", "give_document", "add_version", "recall_document"),
        StandsOnAct("sharing_consent", "ask_consent", "change_consent"),
        migrations.RunSQL(
            "create trigger access_changes after update of recalled_at on sharing_document"
            " for each row execute function note_change_of_access()",
            "drop trigger access_changes on sharing_document",
        ),
    ]
