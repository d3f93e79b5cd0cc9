
import vlechtwerk.foundation.evidence.address
import vlechtwerk.foundation.identifiers
from django.db import migrations, models
from vlechtwerk.foundation.database.guards import Guard

class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("database", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='EvidenceLink',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project_id', models.UUIDField(db_index=True)),
                ('holder_kind', models.CharField(max_length=40)),
                ('holder_id', models.UUIDField()),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('kind', models.CharField(max_length=40)),
                ('identifier', models.CharField(max_length=80)),
                ('version', models.CharField(blank=True, max_length=40)),
                ('locator_kind', models.CharField(blank=True, choices=[('page', 'page'), ('line', 'line'), ('footnote', 'footnote')], max_length=10)),
                ('locator', models.CharField(blank=True, max_length=40)),
                ('checksum', models.CharField(max_length=64)),
                ('text', models.CharField(blank=True, max_length=500)),
                ('stance', models.CharField(choices=[('supports', 'Speaks for it'), ('contradicts', 'Speaks against it')], default=vlechtwerk.foundation.evidence.address.Stance['SUPPORTS'], max_length=12)),
                ('ground', models.CharField(blank=True, choices=[('opinion', 'Opinion'), ('self_report', 'Self-report'), ('register', 'Counted'), ('measured_effect', 'Measured effect')], max_length=20)),
                ('base', models.CharField(choices=[('own', 'Own data'), ('published', 'Published, count not in the source')], default=vlechtwerk.foundation.evidence.address.Base['OWN'], max_length=10)),
            ],
            options={
                'ordering': ['holder_id', 'order', 'id'],
                'indexes': [models.Index(fields=['holder_id'], name='evidence_of_a_record'), models.Index(fields=['project_id', 'kind', 'identifier'], name='what_rests_on_an_address')],
            },
        ),
        Guard("evidence_evidencelink", "open", append_only=True),
    ]
