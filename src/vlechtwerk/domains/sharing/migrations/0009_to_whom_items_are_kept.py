"""Let the privacy officer look to whom the items of a marking are kept."""

from django.db import migrations

from vlechtwerk.foundation.database.functions import functions_of

KEPT_WITH = functions_of("vlechtwerk.domains.sharing", "documents.sql", "kept_with")
CLOSED = "revoke execute on function kept_with(uuid, timestamptz) from public;"


class Migration(migrations.Migration):
    dependencies = [("sharing", "0008_what_a_recall_tells")]

    operations = [migrations.RunSQL(KEPT_WITH + CLOSED, migrations.RunSQL.noop)]
