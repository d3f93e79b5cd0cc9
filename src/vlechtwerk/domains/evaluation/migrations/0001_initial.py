"""Evaluations, instruments, rounds, answers, results and published figures."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import vlechtwerk.domains.evaluation.models.rounds
import vlechtwerk.foundation.database.fields
import vlechtwerk.foundation.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('partnership', '0012_when_a_decision_was_taken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('code', models.SlugField(max_length=20, verbose_name='code')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('kind', models.TextField(blank=True, max_length=4000, verbose_name='kind of evaluation')),
                ('begun_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('project', 'code'), name='evaluation_code_is_unique_in_a_project')],
            },
        ),
        migrations.CreateModel(
            name='EvaluatorRole',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluators', to='evaluation.evaluation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('evaluator_from', models.DateField()),
                ('evaluator_until', models.DateField(blank=True, null=True)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['evaluator_from', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('evaluator_until__isnull', True), ('evaluator_until__gte', models.F('evaluator_from')), _connector='OR'), name='evaluator_role_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('evaluator_until__isnull', True)), fields=('evaluation', 'person'), name='person_is_evaluator_of_an_evaluation_once')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationAim',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='aims', to='evaluation.evaluation')),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=500, verbose_name='aim')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'order'), name='aims_of_an_evaluation_follow_each_other')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationQuestion',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='evaluation.evaluation')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=1000, verbose_name='question')),
                ('brought_in_by', models.CharField(blank=True, max_length=160, verbose_name='brought in by')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'code'), name='question_code_is_unique_in_an_evaluation')],
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measurements', to='evaluation.evaluation')),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('focus', models.TextField(blank=True, max_length=4000, verbose_name='focus')),
                ('measured_from', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('measured_to', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'number'), name='measurements_of_an_evaluation_follow_each_other')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationGroup',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='evaluation.evaluation')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='group')),
                ('order', models.PositiveSmallIntegerField()),
                ('inferred', models.BooleanField(default=False)),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'code'), name='group_code_is_unique_in_an_evaluation')],
            },
        ),
        migrations.CreateModel(
            name='PlannedMethod',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('measurement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='methods', to='evaluation.measurement')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('kind', models.CharField(choices=[('thermometer', 'Process thermometer'), ('interviews', 'Interviews'), ('group_talks', 'Group talks'), ('stakeholders', 'Interviews with stakeholders outside'), ('documents', 'Document study'), ('outcome_map', 'Outcome map'), ('registers', 'Counts from registers'), ('other', 'Another method')], max_length=14, verbose_name='method')),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('order', models.PositiveSmallIntegerField()),
                ('asked', models.PositiveIntegerField(blank=True, null=True, verbose_name='asked')),
                ('came_in', models.PositiveIntegerField(blank=True, null=True, verbose_name='came in')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('measurement', 'code'), name='method_code_is_unique_in_a_measurement')],
            },
        ),
        migrations.CreateModel(
            name='PlannedPart',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('method', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='evaluation.plannedmethod')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='evaluation.evaluationgroup')),
                ('took_part', models.BooleanField(blank=True, null=True, verbose_name='took part')),
            ],
            options={
                'ordering': ['method_id', 'group_id'],
                'constraints': [models.UniqueConstraint(fields=('method', 'group'), name='group_is_asked_by_a_method_once')],
            },
        ),
        migrations.CreateModel(
            name='MethodQuestion',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('method', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='serves', to='evaluation.plannedmethod')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='served_by', to='evaluation.evaluationquestion')),
            ],
            options={
                'ordering': ['method_id', 'question_id'],
                'constraints': [models.UniqueConstraint(fields=('method', 'question'), name='method_serves_a_question_once')],
            },
        ),
        migrations.CreateModel(
            name='Instrument',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instruments', to='evaluation.evaluation')),
                ('code', models.SlugField(max_length=20, verbose_name='code')),
                ('name_nl', models.CharField(max_length=120, verbose_name='name in Dutch')),
                ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name in English')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'code'), name='instrument_code_is_unique_in_an_evaluation')],
            },
        ),
        migrations.CreateModel(
            name='InstrumentVersion',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('instrument', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='evaluation.instrument')),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('fixed', 'Fixed')], default='draft', max_length=6)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('made_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('fixed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['instrument_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('instrument', 'number'), name='versions_of_an_instrument_follow_each_other'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('instrument',), name='instrument_has_one_draft_at_most'), models.CheckConstraint(condition=models.Q(models.Q(('fixed_at__isnull', True), ('state', 'draft')), models.Q(('fixed_at__isnull', False), ('state', 'fixed')), _connector='OR'), name='fixed_version_says_since_when')],
            },
        ),
        migrations.CreateModel(
            name='AnswerScale',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scales', to='evaluation.instrumentversion')),
                ('code', models.SlugField(max_length=20, verbose_name='code')),
                ('with_do_not_know', models.BooleanField(default=True, verbose_name="with “don't know”")),
            ],
            options={
                'ordering': ['code'],
                'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='scale_code_is_unique_in_a_version')],
            },
        ),
        migrations.CreateModel(
            name='AnswerCategory',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('scale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='evaluation.answerscale')),
                ('value', models.PositiveSmallIntegerField()),
                ('label_nl', models.CharField(max_length=80, verbose_name='in Dutch')),
                ('label_en', models.CharField(blank=True, max_length=80, verbose_name='in English')),
                ('side', models.CharField(choices=[('disagree', 'Disagrees with it'), ('neutral', 'In between'), ('agree', 'Agrees with it')], max_length=8)),
            ],
            options={
                'ordering': ['scale_id', 'value'],
                'constraints': [models.UniqueConstraint(fields=('scale', 'value'), name='values_of_a_scale_differ')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='evaluation.instrumentversion')),
                ('code', models.CharField(max_length=30, verbose_name='code')),
                ('order', models.PositiveSmallIntegerField()),
                ('dimension', models.CharField(choices=[('support', 'Support'), ('capability', 'Capability'), ('drive', 'Drive'), ('first_results', 'First results'), ('other', 'Another dimension')], max_length=14, verbose_name='dimension')),
                ('scale', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.answerscale')),
                ('text_nl', models.CharField(max_length=500, verbose_name='statement in Dutch')),
                ('text_en', models.CharField(blank=True, max_length=500, verbose_name='statement in English')),
                ('short_nl', models.CharField(blank=True, max_length=80, verbose_name='short, in Dutch')),
                ('short_en', models.CharField(blank=True, max_length=80, verbose_name='short, in English')),
                ('negative', models.BooleanField(default=False, verbose_name='worded negatively')),
                ('double_barrelled', models.BooleanField(default=False, verbose_name='asks two things in one')),
                ('about', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
            ],
            options={
                'ordering': ['version_id', 'order'],
                'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='statement_code_is_unique_in_a_version')],
            },
        ),
        migrations.CreateModel(
            name='OpenQuestion',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='open_questions', to='evaluation.instrumentversion')),
                ('code', models.CharField(max_length=30, verbose_name='code')),
                ('order', models.PositiveSmallIntegerField()),
                ('text_nl', models.CharField(max_length=500, verbose_name='question in Dutch')),
                ('text_en', models.CharField(blank=True, max_length=500, verbose_name='question in English')),
            ],
            options={
                'ordering': ['version_id', 'order'],
                'constraints': [models.UniqueConstraint(fields=('version', 'code'), name='open_question_code_is_unique_in_a_version')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationRound',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='evaluation.evaluation')),
                ('measurement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='evaluation.measurement')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='evaluation.instrumentversion')),
                ('code', models.SlugField(max_length=20, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('promise', models.CharField(choices=[('anonymous', 'Anonymous'), ('confidential', 'Confidential')], max_length=12, verbose_name='promise')),
                ('collected', models.CharField(choices=[('here', 'On this platform'), ('elsewhere', 'Elsewhere, read in from a file')], default='here', max_length=9)),
                ('threshold', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MinValueValidator(3), django.core.validators.MaxValueValidator(10)], verbose_name='smallest group shown')),
                ('breakdowns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('level', 'By level'), ('organisation', 'By organisation'), ('body', 'By body')], max_length=12), blank=True, default=vlechtwerk.domains.evaluation.models.rounds.by_level, size=None)),
                ('partial_from', models.PositiveSmallIntegerField(default=50)),
                ('complete_above', models.PositiveSmallIntegerField(default=80)),
                ('invitation', models.TextField(blank=True, max_length=4000, verbose_name='words of the invitation')),
                ('language', models.CharField(default='nl', max_length=2, verbose_name='language of the mail')),
                ('closes_on', models.DateField(blank=True, null=True, verbose_name='closes on')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('made_at', models.DateTimeField()),
                ('questionnaire', models.JSONField(blank=True, default=dict)),
                ('public_key', models.BinaryField(blank=True, max_length=32, null=True)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['evaluation_id', 'made_at'],
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'code'), name='round_code_is_unique_in_an_evaluation'), models.CheckConstraint(condition=models.Q(('threshold__gte', 3), ('threshold__lte', 10)), name='smallest_group_shown_is_3_to_10'), models.CheckConstraint(condition=models.Q(('complete_above__lte', 99), ('partial_from__gte', 1), ('partial_from__lte', models.F('complete_above'))), name='cut_offs_of_a_round_rise'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('opened_at__isnull', False), _connector='OR'), name='closed_round_was_open')],
            },
        ),
        migrations.CreateModel(
            name='Respondent',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='respondents', to='evaluation.evaluationround')),
                ('pseudonym', models.UUIDField()),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.body')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.organisation')),
                ('level', models.CharField(choices=[('strategic', 'Strategic'), ('tactical', 'Tactical'), ('operational', 'Operational'), ('advisory', 'Advisory'), ('not_stated', 'Not in the source')], default='not_stated', max_length=12, verbose_name='level')),
                ('noted', models.CharField(blank=True, choices=[('', 'Nothing noted'), ('declined', 'Said not to take part'), ('refused', 'Does not want to take part'), ('other', 'Could not, for example ill'), ('unknown', 'The mail did not arrive'), ('not_eligible', 'Does not belong to the population')], default='', max_length=12)),
                ('sent_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['name', 'id'],
                'constraints': [models.UniqueConstraint(fields=('round', 'email'), name='address_is_asked_once_in_a_round'), models.UniqueConstraint(fields=('round', 'pseudonym'), name='person_is_asked_once_in_a_round')],
            },
        ),
        migrations.CreateModel(
            name='RoundMail',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('respondent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='evaluation.respondent')),
                ('kind', models.CharField(choices=[('invitation', 'Invitation'), ('reminder', 'Reminder')], max_length=10)),
                ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('claimed', 'Being sent'), ('sent', 'Sent'), ('refused', 'Refused by the mail server')], default='waiting', max_length=8)),
                ('asked_on', models.DateField()),
                ('digest', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'ordering': ['asked_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('respondent', 'kind', 'asked_on'), name='one_mail_of_a_kind_a_day_to_a_respondent'), models.UniqueConstraint(condition=models.Q(('digest', ''), _negated=True), fields=('digest',), name='link_leads_to_one_person')],
            },
        ),
        migrations.CreateModel(
            name='SealedAnswer',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.evaluationround')),
                ('payload', models.BinaryField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SavedAnswers',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('respondent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='saved', to='evaluation.respondent')),
                ('packed', models.BinaryField()),
                ('remarks', models.JSONField(blank=True, default=dict)),
                ('saved_on', models.DateField()),
            ],
            options={
                'ordering': ['respondent_id'],
            },
        ),
        migrations.CreateModel(
            name='AnswerSheet',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='evaluation.evaluationround')),
                ('packed', models.BinaryField()),
                ('pseudonym', models.UUIDField(blank=True, null=True)),
            ],
            options={
                'ordering': ['round_id', 'id'],
                'constraints': [models.UniqueConstraint(fields=('round', 'pseudonym'), name='one_sheet_a_person_in_a_round')],
            },
        ),
        migrations.CreateModel(
            name='RoundRemark',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='evaluation.evaluationround')),
                ('question', models.CharField(max_length=30)),
                ('text', models.TextField(max_length=4000)),
                ('state', models.CharField(choices=[('waiting', 'To be read'), ('shown', 'Shown, as redacted'), ('withheld', 'Not shown')], default='waiting', max_length=8)),
                ('redacted', models.TextField(blank=True, max_length=4000)),
                ('may_stay', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
            ],
            options={
                'ordering': ['question', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'shown'), _negated=True), models.Q(('redacted', ''), _negated=True), _connector='OR'), name='shown_remark_was_redacted')],
            },
        ),
        migrations.CreateModel(
            name='ShownRemark',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shown_remarks', to='evaluation.evaluationround')),
                ('question', models.CharField(max_length=30)),
                ('text', models.TextField(max_length=4000)),
            ],
            options={
                'ordering': ['question', 'id'],
            },
        ),
        migrations.CreateModel(
            name='RoundResult',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result', to='evaluation.evaluationround')),
                ('figures', models.JSONField()),
                ('checksum', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['round_id'],
            },
        ),
        migrations.CreateModel(
            name='PublishedResult',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='published', to='evaluation.evaluationround')),
                ('figures', models.JSONField()),
                ('checksum', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField()),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['published_at'],
            },
        ),
        migrations.CreateModel(
            name='PublishedFigure',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='published_figures', to='evaluation.evaluation')),
                ('measurement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.measurement')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('order', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('share', 'Share of a statement'), ('remark', 'Share that wrote a remark'), ('response', 'Response')], default='share', max_length=8)),
                ('text', models.CharField(max_length=500, verbose_name='statement')),
                ('dimension', models.CharField(choices=[('support', 'Support'), ('capability', 'Capability'), ('drive', 'Drive'), ('first_results', 'First results'), ('other', 'Another dimension')], default='other', max_length=14, verbose_name='dimension')),
                ('percentage', models.PositiveSmallIntegerField(verbose_name='percentage')),
                ('approximate', models.BooleanField(default=False)),
                ('words', models.CharField(max_length=120, verbose_name='words of the source')),
                ('figure', models.CharField(blank=True, max_length=20)),
                ('negative', models.BooleanField(default=False, verbose_name='reported as a negative')),
                ('double_barrelled', models.BooleanField(default=False)),
                ('about', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('base_from', models.PositiveIntegerField(blank=True, null=True)),
                ('base_to', models.PositiveIntegerField(blank=True, null=True)),
                ('counted', models.PositiveIntegerField(blank=True, null=True)),
                ('counted_of', models.PositiveIntegerField(blank=True, null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'code'), name='published_figure_code_is_unique_in_an_evaluation'), models.CheckConstraint(condition=models.Q(('percentage__lte', 100)), name='published_share_is_100_at_most'), models.CheckConstraint(condition=models.Q(models.Q(('counted__isnull', False), ('counted_of__isnull', False), ('kind', 'response')), models.Q(('counted__isnull', True), ('counted_of__isnull', True)), _connector='OR'), name='only_a_response_has_a_count_in_its_source')],
            },
        ),
    ]
