"""Fieldwork, its texts and what is coded in them."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import vlechtwerk.foundation.database.fields
import vlechtwerk.foundation.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0002_guards'),
        ('partnership', '0012_when_a_decision_was_taken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Code',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='code')),
                ('description', models.TextField(blank=True, max_length=4000, verbose_name='when it is given')),
                ('colour', models.CharField(blank=True, max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}\\Z')], verbose_name='colour')),
                ('order', models.PositiveIntegerField()),
                ('is_gone', models.BooleanField(default=False)),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='evaluation.evaluation')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='below', to='evaluation.code')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['evaluation_id', 'order', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Coder',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('own', 'Evaluator'), ('settled', 'Settled together'), ('imported', 'From a file')], max_length=8)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coders', to='evaluation.evaluation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['evaluation_id', 'kind', 'name'],
            },
        ),
        migrations.CreateModel(
            name='CodingStep',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('act', models.CharField(max_length=30)),
                ('step', models.JSONField()),
                ('taken_at', models.DateTimeField()),
                ('coder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='evaluation.coder')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undoes', to='evaluation.codingstep')),
            ],
            options={
                'ordering': ['coder_id', 'number'],
            },
        ),
        migrations.CreateModel(
            name='FieldworkSession',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=20, verbose_name='code')),
                ('kind', models.CharField(choices=[('interview', 'Interview'), ('duo_interview', 'Duo interview'), ('group_talk', 'Group talk'), ('stakeholder', 'Interview with a stakeholder outside'), ('documents', 'Document study')], max_length=13, verbose_name='kind')),
                ('held_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('guide', models.TextField(blank=True, max_length=4000, verbose_name='guide')),
                ('begun_at', models.DateTimeField()),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fieldwork_sessions', to='evaluation.evaluation')),
                ('measurement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fieldwork_sessions', to='evaluation.measurement')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['evaluation_id', 'code'],
            },
        ),
        migrations.CreateModel(
            name='KeyHolder',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('held_from', models.DateTimeField()),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='key_holders', to='evaluation.evaluation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['evaluation_id', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=20, verbose_name='pseudonym')),
                ('level', models.CharField(choices=[('strategic', 'Strategic'), ('tactical', 'Tactical'), ('operational', 'Operational'), ('advisory', 'Advisory'), ('not_stated', 'Not in the source')], default='not_stated', max_length=12, verbose_name='level')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.body')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='evaluation.evaluation')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['evaluation_id', 'code'],
            },
        ),
        migrations.CreateModel(
            name='ParticipantIdentity',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('reached_at', models.CharField(blank=True, max_length=200, verbose_name='how they are reached')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluation')),
                ('participant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='identity', to='evaluation.participant')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['participant_id'],
            },
        ),
        migrations.CreateModel(
            name='SessionPart',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluation')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='evaluation.participant')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='evaluation.fieldworksession')),
            ],
            options={
                'ordering': ['session_id', 'participant_id'],
            },
        ),
        migrations.CreateModel(
            name='ParticipantConsent',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('use', models.CharField(choices=[('study', 'Taking part: notes, coding and findings'), ('quotes', 'Words quoted, without a name'), ('recording', 'A recording, for the transcript only')], max_length=9, verbose_name='for what')),
                ('state', models.CharField(choices=[('asked', 'Asked'), ('given', 'Given'), ('refused', 'Not given'), ('withdrawn', 'Withdrawn')], max_length=9, verbose_name='what was said')),
                ('said_on', models.DateField(verbose_name='on which day')),
                ('recorded_at', models.DateTimeField()),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='evaluation.sessionpart')),
            ],
            options={
                'ordering': ['part_id', 'number'],
            },
        ),
        migrations.CreateModel(
            name='SessionQuestion',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('serves', models.BooleanField(default=True)),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluationquestion')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='serves', to='evaluation.fieldworksession')),
            ],
            options={
                'ordering': ['session_id', 'question_id'],
            },
        ),
        migrations.CreateModel(
            name='Settling',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('coders', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('decided_by', models.CharField(max_length=300, verbose_name='who decides')),
                ('begun_at', models.DateTimeField()),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['transcript_id', 'begun_at'],
            },
        ),
        migrations.CreateModel(
            name='SettledPlace',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('codes', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='why')),
                ('settled_at', models.DateTimeField()),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('settled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('settling', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='evaluation.settling')),
            ],
            options={
                'ordering': ['settling_id', 'start', 'settled_at'],
            },
        ),
        migrations.CreateModel(
            name='Transcript',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=30, verbose_name='code')),
                ('kind', models.CharField(choices=[('transcript', 'Transcript'), ('notes', 'Notes'), ('document', 'Document')], max_length=10, verbose_name='kind')),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('length', models.PositiveIntegerField()),
                ('words', models.PositiveIntegerField()),
                ('checksum', models.CharField(max_length=64)),
                ('taken_in_at', models.DateTimeField()),
                ('removed_on', models.DateField(blank=True, null=True)),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transcripts', to='evaluation.evaluation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transcripts', to='evaluation.fieldworksession')),
                ('taken_in_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['evaluation_id', 'code'],
            },
        ),
        migrations.AddField(
            model_name='settling',
            name='transcript',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settlings', to='evaluation.transcript'),
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('sentences', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), default=list, size=None)),
                ('first_sentence', models.PositiveIntegerField()),
                ('is_removed', models.BooleanField(default=False)),
                ('evaluation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluation')),
                ('project', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('speaker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.participant')),
                ('transcript', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='evaluation.transcript')),
            ],
            options={
                'ordering': ['transcript_id', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Memo',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('about', models.CharField(choices=[('code', 'Code'), ('coding', 'Coding'), ('transcript', 'Text'), ('session', 'Session')], max_length=10)),
                ('about_id', models.UUIDField()),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='memo')),
                ('written_at', models.DateTimeField()),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.coder')),
                ('transcript', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.transcript')),
            ],
            options={
                'ordering': ['written_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Coding',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('coded_at', models.DateTimeField()),
                ('is_gone', models.BooleanField(default=False)),
                ('code', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='evaluation.code')),
                ('coder', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='evaluation.coder')),
                ('evaluation', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluation')),
                ('project', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('speaker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.participant')),
                ('transcript', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='evaluation.transcript')),
            ],
            options={
                'ordering': ['transcript_id', 'start', 'end', 'id'],
            },
        ),
        migrations.AddConstraint(
            model_name='coder',
            constraint=models.UniqueConstraint(fields=('evaluation', 'person'), name='evaluator_codes_as_one_coder'),
        ),
        migrations.AddConstraint(
            model_name='coder',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'settled')), fields=('evaluation',), name='one_settled_coder'),
        ),
        migrations.AddConstraint(
            model_name='codingstep',
            constraint=models.UniqueConstraint(fields=('coder', 'number'), name='steps_of_a_coder_follow_each_other'),
        ),
        migrations.AddConstraint(
            model_name='fieldworksession',
            constraint=models.UniqueConstraint(fields=('evaluation', 'code'), name='fieldwork_session_code_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='keyholder',
            constraint=models.UniqueConstraint(fields=('evaluation', 'number'), name='key_holders_of_an_evaluation_follow_each_other'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('evaluation', 'code'), name='pseudonym_is_unique_in_an_evaluation'),
        ),
        migrations.AddConstraint(
            model_name='sessionpart',
            constraint=models.UniqueConstraint(fields=('session', 'participant'), name='participant_is_in_a_session_once'),
        ),
        migrations.AddConstraint(
            model_name='participantconsent',
            constraint=models.UniqueConstraint(fields=('part', 'number'), name='consents_of_someone_follow_each_other'),
        ),
        migrations.AddConstraint(
            model_name='sessionquestion',
            constraint=models.UniqueConstraint(fields=('session', 'question'), name='session_serves_a_question_once'),
        ),
        migrations.AddConstraint(
            model_name='settledplace',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='settled_place_is_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='transcript',
            constraint=models.UniqueConstraint(fields=('evaluation', 'code'), name='text_code_is_unique_in_an_evaluation'),
        ),
        migrations.AddConstraint(
            model_name='transcript',
            constraint=models.CheckConstraint(condition=models.Q(('length__gte', 1)), name='text_of_fieldwork_is_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('transcript', 'number'), name='passages_of_a_text_follow_each_other'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('transcript', 'start'), name='passages_begin_apart'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='passage_is_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('is_removed', False), ('text', ''), _connector='OR'), name='removed_passage_has_no_words'),
        ),
        migrations.AddIndex(
            model_name='memo',
            index=models.Index(fields=['transcript'], name='memos_in_a_text'),
        ),
        migrations.AddConstraint(
            model_name='memo',
            constraint=models.UniqueConstraint(fields=('about_id', 'written_by'), name='one_memo_of_a_coder_about_a_thing'),
        ),
        migrations.AddIndex(
            model_name='coding',
            index=models.Index(condition=models.Q(('is_gone', False)), fields=['transcript', 'start'], name='codings_of_a_text'),
        ),
        migrations.AddIndex(
            model_name='coding',
            index=models.Index(condition=models.Q(('is_gone', False)), fields=['code', 'transcript', 'start'], name='codings_of_a_code'),
        ),
        migrations.AddIndex(
            model_name='coding',
            index=models.Index(condition=models.Q(('is_gone', False)), fields=['evaluation'], name='codings_of_an_evaluation'),
        ),
        migrations.AddConstraint(
            model_name='coding',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='coding_is_not_empty'),
        ),
    ]
