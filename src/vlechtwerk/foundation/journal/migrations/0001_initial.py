
import vlechtwerk.foundation.identifiers
from django.db import migrations, models
from vlechtwerk.foundation.database.guards import InsertOnly

class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("database", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project_id', models.UUIDField(db_index=True)),
                ('person_id', models.UUIDField()),
                ('happened_at', models.DateTimeField()),
                ('act', models.CharField(max_length=60)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.UUIDField()),
                ('details', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['happened_at', 'id'],
            },
        ),
        InsertOnly("journal_journalentry"),
    ]
