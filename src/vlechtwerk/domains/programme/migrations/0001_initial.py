
import django.db.models.deletion
import vlechtwerk.foundation.database.fields
import vlechtwerk.foundation.identifiers
from django.db import migrations, models
from vlechtwerk.foundation.database.guards import Guard, SameProject

class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("database", "0001_initial"),
        ('partnership', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=160, verbose_name='name')),
                ('kind', models.CharField(blank=True, max_length=80, verbose_name='kind')),
                ('goal', models.TextField(blank=True, verbose_name='goal')),
                ('plan_name_note', models.CharField(blank=True, max_length=200)),
                ('data_used', models.TextField(blank=True)),
                ('follow_up', models.TextField(blank=True)),
                ('order', models.PositiveIntegerField(default=0)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='programme.activity')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order', 'code'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'code'), name='activity_code_is_unique_in_a_project'),
                    models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='activity_is_not_part_of_itself'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ActivityEntry',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('done', 'Done'), ('self_reported', 'Said by the organisation itself'), ('prepared', 'Prepared or intended'), ('opinion', 'What those questioned think')], max_length=14)),
                ('text', models.TextField()),
                ('occurred_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='programme.activity')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['activity_id', 'kind', 'order'],
            },
        ),
        migrations.CreateModel(
            name='ActivityStep',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(choices=[('insight', 'Insight'), ('identification', 'Identification'), ('intervention', 'Intervention')], max_length=14)),
                ('started_on', vlechtwerk.foundation.database.fields.PreciseDateField(max_length=10)),
                ('ended_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='programme.activity')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['started_on'],
            },
        ),
        migrations.CreateModel(
            name='FocusArea',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('gap_at_start', models.TextField(blank=True)),
                ('work_goal', models.TextField(blank=True)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order', 'code'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'code'), name='focus_area_code_is_unique_in_a_project'),
                ],
            },
        ),
        migrations.AddField(
            model_name='activity',
            name='focus_area',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='programme.focusarea'),
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=160)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_names', to='programme.activity')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [
                    models.UniqueConstraint(fields=('activity', 'name'), name='former_name_is_noted_once_per_activity'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MapNode',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('kind', models.CharField(choices=[('problem', 'Problem'), ('higher_goal', 'Higher goal'), ('focus_area', 'Focus area'), ('precondition', 'Precondition'), ('activity', 'Activity'), ('output', 'Output'), ('observable_effect', 'Observable effect'), ('effect_on_society', 'Effect on society')], max_length=20)),
                ('title', models.CharField(max_length=300)),
                ('explanation', models.TextField(blank=True)),
                ('inferred', models.BooleanField(default=False)),
                ('order', models.PositiveIntegerField(default=0)),
                ('focus_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.focusarea')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='programme.mapnode')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='MapNodeActivity',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='map_nodes', to='programme.activity')),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stands_for', to='programme.mapnode')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [
                    models.UniqueConstraint(fields=('node', 'activity'), name='node_stands_for_an_activity_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MapVersion',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('adopted_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('described_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('note', models.TextField(blank=True)),
                ('shows_status', models.BooleanField(default=True)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'code'), name='map_version_code_is_unique_in_a_project'),
                ],
            },
        ),
        migrations.AddField(
            model_name='mapnode',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nodes', to='programme.mapversion'),
        ),
        migrations.CreateModel(
            name='MapLink',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('contributes_to', 'should contribute to'), ('needs', 'needs')], default='contributes_to', max_length=14)),
                ('explanation', models.TextField(blank=True)),
                ('assumption', models.TextField(blank=True)),
                ('inferred', models.BooleanField(default=False)),
                ('order', models.PositiveIntegerField(default=0)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('from_node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leads_to', to='programme.mapnode')),
                ('to_node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rests_on', to='programme.mapnode')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='programme.mapversion')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [
                    models.UniqueConstraint(fields=('from_node', 'to_node', 'kind'), name='link_is_drawn_once'),
                    models.CheckConstraint(condition=models.Q(('from_node', models.F('to_node')), _negated=True), name='link_joins_two_different_nodes'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='programme.activity')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['activity_id', 'order'],
                'constraints': [
                    models.UniqueConstraint(fields=('activity', 'title'), name='milestone_is_named_once_per_activity'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MilestoneDate',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('date_on', vlechtwerk.foundation.database.fields.PreciseDateField(max_length=10, verbose_name='date')),
                ('date_earliest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('date_on'), function='date_earliest'), output_field=models.DateField(null=True))),
                ('date_latest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('date_on'), function='date_latest'), output_field=models.DateField(null=True))),
                ('basis', models.CharField(choices=[('planned', 'Planned'), ('happened', 'Happened')], max_length=8)),
                ('known_from', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.decision')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dates', to='programme.milestone')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['milestone_id', 'order'],
                'constraints': [
                    models.UniqueConstraint(fields=('milestone', 'order'), name='dates_of_a_milestone_follow_each_other'),
                    models.CheckConstraint(condition=models.Q(('order', 0), ('basis', 'happened'), ('decision__isnull', False), _connector='OR'), name='moved_date_rests_on_a_decision'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PlanText',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('problem', 'Problem'), ('higher_goal', 'Higher goal'), ('work_goal', 'General work goal'), ('step', 'Step of the way of working')], max_length=12)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('text', models.TextField()),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Precondition',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=160)),
                ('explanation', models.TextField(blank=True)),
                ('due_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('due_note', models.CharField(blank=True, max_length=160)),
                ('in_plan', models.BooleanField(default=True)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.organisation')),
                ('owner_body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.body')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order', 'code'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'code'), name='precondition_code_is_unique_in_a_project'),
                    models.CheckConstraint(condition=models.Q(('owner__isnull', True), ('owner_body__isnull', True), _connector='OR'), name='precondition_has_one_owner'),
                ],
            },
        ),
        migrations.AddField(
            model_name='mapnode',
            name='precondition',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.precondition'),
        ),
        migrations.CreateModel(
            name='Hindrance',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('description', models.TextField()),
                ('since', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('since_earliest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('since'), function='date_earliest'), output_field=models.DateField(null=True))),
                ('until', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('until_latest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('until'), function='date_latest'), output_field=models.DateField(null=True))),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hindrances', to='programme.activity')),
                ('decider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.body')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('precondition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hindrances', to='programme.precondition')),
            ],
            options={
                'ordering': ['activity_id', 'order'],
            },
        ),
        migrations.CreateModel(
            name='PreconditionJudgement',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('period', models.CharField(max_length=80, verbose_name='period')),
                ('judged_on', vlechtwerk.foundation.database.fields.PreciseDateField(max_length=10, verbose_name='date of the judgement')),
                ('judged_earliest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('judged_on'), function='date_earliest'), output_field=models.DateField(null=True))),
                ('judged_latest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('judged_on'), function='date_latest'), output_field=models.DateField(null=True))),
                ('verdict', models.CharField(choices=[('not_met', 'Not met'), ('partly_met', 'Partly met'), ('divided', 'Divided'), ('met', 'Met'), ('unknown', 'Unknown')], max_length=10, verbose_name='judgement')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('inferred', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField()),
                ('precondition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='programme.precondition')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['precondition_id', 'judged_latest', 'judged_earliest', 'recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('evaluation_report', 'Evaluation report'), ('progress_report', 'Progress report'), ('plan', 'Plan'), ('newsletter', 'Newsletter'), ('website', 'Website'), ('minutes', 'Minutes'), ('other', 'Other document')], max_length=20)),
                ('version', models.CharField(blank=True, max_length=40)),
                ('dated_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('publisher', models.CharField(blank=True, max_length=160)),
                ('note', models.TextField(blank=True)),
                ('doubt', models.CharField(blank=True, max_length=300)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['code'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'code'), name='source_code_is_unique_in_a_project'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TeamRole',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('lead', 'Lead'), ('member', 'Member'), ('adviser', 'Adviser')], default='member', max_length=10)),
                ('active_from', models.DateField()),
                ('active_until', models.DateField(blank=True, null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='team', to='programme.activity')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activity_roles', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['role', 'active_from'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('active_until__isnull', True), ('active_until__gte', models.F('active_from')), _connector='OR'), name='team_role_ends_after_it_starts'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ActivityPartner',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(blank=True, max_length=200)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partners', to='programme.activity')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='partnership.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'organisation', 'part'), name='organisation_has_each_part_once')],
            },
        ),
        migrations.CreateModel(
            name='ActivityStatus',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('running', 'Running'), ('delayed', 'Delayed'), ('closing', 'Closing'), ('completed', 'Completed'), ('dissolved', 'Dissolved')], max_length=10, verbose_name='status')),
                ('occurred_on', vlechtwerk.foundation.database.fields.PreciseDateField(max_length=10, verbose_name='date')),
                ('occurred_earliest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('occurred_on'), function='date_earliest'), output_field=models.DateField(null=True))),
                ('occurred_latest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('occurred_on'), function='date_latest'), output_field=models.DateField(null=True))),
                ('reason', models.TextField(verbose_name='reason')),
                ('note', models.CharField(blank=True, max_length=160, verbose_name='note on the map')),
                ('goal_reached', models.CharField(choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No'), ('unknown', 'not in the source')], default='unknown', max_length=8, verbose_name='goal reached?')),
                ('recorded_at', models.DateTimeField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='programme.activity')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absorbed', to='programme.activity')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['activity_id', 'occurred_latest', 'occurred_earliest', 'recorded_at'],
                'indexes': [models.Index(fields=['activity', '-occurred_latest', '-occurred_earliest', '-recorded_at'], name='latest_status_of_an_activity'), models.Index(fields=['project', '-occurred_latest', '-recorded_at'], name='statuses_newest_first')],
                'constraints': [models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), ('status', 'dissolved'), _connector='OR'), name='only_a_dissolved_activity_is_merged'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('activity')), _negated=True), _connector='OR'), name='activity_is_not_merged_into_itself'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='status_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='DecisionAbout',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='programme.activity')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.decision')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['activity_id', 'decision_id'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'decision'), name='decision_is_about_an_activity_once')],
            },
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['project', 'order', 'code'], name='activities_in_plan_order'),
        ),
        migrations.AddConstraint(
            model_name='mapnode',
            constraint=models.UniqueConstraint(fields=('version', 'code'), name='node_code_is_unique_in_a_version'),
        ),
        Guard("programme_focusarea", "open"),
        Guard("programme_plantext", "open"),
        Guard("programme_activity", "open"),
        Guard("programme_formername", "open"),
        Guard("programme_activityentry", "open", append_only=True),
        Guard("programme_activitypartner", "open"),
        Guard("programme_teamrole", "open"),
        Guard("programme_activitystep", "open"),
        Guard("programme_precondition", "open"),
        Guard("programme_preconditionjudgement", "open", append_only=True),
        Guard("programme_mapversion", "open"),
        Guard("programme_mapnode", "open"),
        Guard("programme_mapnodeactivity", "open"),
        Guard("programme_maplink", "open"),
        Guard("programme_milestone", "open"),
        Guard("programme_milestonedate", "open", append_only=True),
        Guard("programme_hindrance", "open"),
        Guard("programme_decisionabout", "open"),
        Guard("programme_source", "open"),
        Guard("programme_activitystatus", "open", append_only=True),
        SameProject("programme_activity", "focus_area_id", "programme_focusarea"),
        SameProject("programme_activity", "parent_id", "programme_activity"),
        SameProject("programme_formername", "activity_id", "programme_activity"),
        SameProject("programme_activityentry", "activity_id", "programme_activity"),
        SameProject("programme_activitypartner", "activity_id", "programme_activity"),
        SameProject("programme_activitypartner", "organisation_id", "partnership_organisation"),
        SameProject("programme_teamrole", "activity_id", "programme_activity"),
        SameProject("programme_teamrole", "person_id", "partnership_person"),
        SameProject("programme_activitystep", "activity_id", "programme_activity"),
        SameProject("programme_precondition", "owner_id", "partnership_organisation"),
        SameProject("programme_precondition", "owner_body_id", "partnership_body"),
        SameProject("programme_preconditionjudgement", "precondition_id", "programme_precondition"),
        SameProject("programme_preconditionjudgement", "recorded_by_id", "partnership_person"),
        SameProject("programme_mapnode", "version_id", "programme_mapversion"),
        SameProject("programme_mapnode", "parent_id", "programme_mapnode"),
        SameProject("programme_mapnode", "focus_area_id", "programme_focusarea"),
        SameProject("programme_mapnode", "precondition_id", "programme_precondition"),
        SameProject("programme_mapnodeactivity", "node_id", "programme_mapnode"),
        SameProject("programme_mapnodeactivity", "activity_id", "programme_activity"),
        SameProject("programme_maplink", "version_id", "programme_mapversion"),
        SameProject("programme_maplink", "from_node_id", "programme_mapnode"),
        SameProject("programme_maplink", "to_node_id", "programme_mapnode"),
        SameProject("programme_milestone", "activity_id", "programme_activity"),
        SameProject("programme_milestonedate", "milestone_id", "programme_milestone"),
        SameProject("programme_milestonedate", "decision_id", "partnership_decision"),
        SameProject("programme_hindrance", "activity_id", "programme_activity"),
        SameProject("programme_hindrance", "precondition_id", "programme_precondition"),
        SameProject("programme_hindrance", "decider_id", "partnership_body"),
        SameProject("programme_decisionabout", "activity_id", "programme_activity"),
        SameProject("programme_decisionabout", "decision_id", "partnership_decision"),
        SameProject("programme_activitystatus", "activity_id", "programme_activity"),
        SameProject("programme_activitystatus", "merged_into_id", "programme_activity"),
        SameProject("programme_activitystatus", "recorded_by_id", "partnership_person"),
    ]
