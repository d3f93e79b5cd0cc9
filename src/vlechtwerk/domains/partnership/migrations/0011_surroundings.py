"""The map of surroundings: outside bodies, what they do, agreements, and how we relate to them."""

import django.db.models.deletion
import vlechtwerk.foundation.database.fields
import vlechtwerk.foundation.identifiers
from django.db import migrations, models

from vlechtwerk.foundation.database.guards import Guard, MarkChanges, SameProject


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0010_advice_promises_and_limits'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('covenant', 'Covenant'), ('protocol', 'Protocol'), ('working_arrangement', 'Working arrangement'), ('letter_of_intent', 'Letter of intent'), ('other', 'Other agreement')], max_length=20)),
                ('about', models.TextField(blank=True, max_length=4000)),
                ('agreed_from', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('agreed_until', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('document_address', models.CharField(blank=True, max_length=300)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['title'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'title'), name='agreement_is_named_once_in_a_project'),
                ],
            },
        ),
        migrations.CreateModel(
            name='OutsideBody',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('regional_centre', 'Regional centre'), ('national_centre', 'National centre'), ('knowledge_centre', 'Knowledge centre'), ('supervisor', 'Supervisor'), ('intelligence_unit', 'Financial intelligence unit'), ('other_partnership', 'Other partnership'), ('government', 'Ministry or agency'), ('municipality', 'Municipality'), ('university', 'University'), ('bank', 'Bank or payment provider'), ('market_party', 'Market party'), ('port', 'Port or airport'), ('abroad', 'Body abroad'), ('other', 'Other body')], max_length=20)),
                ('region', models.CharField(blank=True, max_length=80)),
                ('reach', models.CharField(choices=[('local', 'Local'), ('regional', 'Regional'), ('national', 'National'), ('international', 'International'), ('not_stated', 'Not in the source')], default='not_stated', max_length=14)),
                ('contact_function', models.CharField(blank=True, max_length=160)),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outside', to='partnership.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['organisation__name'],
            },
        ),
        migrations.CreateModel(
            name='AgreementParty',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='partnership.agreement')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='partnership.outsidebody')),
            ],
            options={
                'ordering': ['agreement_id', 'body_id'],
                'constraints': [
                    models.UniqueConstraint(fields=('agreement', 'body'), name='body_is_party_to_an_agreement_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='OutsidePosition',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('position', models.CharField(choices=[('follow', 'We follow them'), ('complement', 'We complement each other'), ('overlap', 'We overlap'), ('unclear', 'Unclear')], max_length=10)),
                ('explanation', models.TextField(max_length=4000)),
                ('said_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='partnership.outsidebody')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['body_id', '-order'],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order', 'name'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'code'), name='theme_code_is_unique_in_a_project'),
                ],
            },
        ),
        migrations.CreateModel(
            name='OutsideRole',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(max_length=300)),
                ('reach', models.CharField(choices=[('local', 'Local'), ('regional', 'Regional'), ('national', 'National'), ('international', 'International'), ('not_stated', 'Not in the source')], default='not_stated', max_length=14)),
                ('region', models.CharField(blank=True, max_length=80)),
                ('since', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('until', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='partnership.outsidebody')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='partnership.theme')),
            ],
            options={
                'ordering': ['body_id', 'order'],
                'constraints': [
                    models.UniqueConstraint(fields=('body', 'theme', 'what'), name='outside_role_is_noted_once_per_theme'),
                ],
            },
        ),
        Guard("partnership_theme", "open"),
        Guard("partnership_outsidebody", "open"),
        Guard("partnership_outsiderole", "open"),
        Guard("partnership_agreement", "open"),
        Guard("partnership_agreementparty", "open", append_only=True),
        Guard("partnership_outsideposition", "open", append_only=True),
        SameProject("partnership_outsidebody", "organisation_id", "partnership_organisation"),
        SameProject("partnership_outsiderole", "body_id", "partnership_outsidebody"),
        SameProject("partnership_outsiderole", "theme_id", "partnership_theme"),
        SameProject("partnership_agreementparty", "agreement_id", "partnership_agreement"),
        SameProject("partnership_agreementparty", "body_id", "partnership_outsidebody"),
        SameProject("partnership_outsideposition", "body_id", "partnership_outsidebody"),
        SameProject("partnership_outsideposition", "recorded_by_id", "partnership_person"),
        MarkChanges("partnership_theme"),
        MarkChanges("partnership_outsidebody"),
        MarkChanges("partnership_outsiderole"),
        MarkChanges("partnership_agreement"),
        MarkChanges("partnership_agreementparty"),
        MarkChanges("partnership_outsideposition"),
    ]
