"""What a team works with every day, what someone saw of it, and finding everything by its words."""

from importlib.resources import files

import django.contrib.postgres.fields
import django.db.models.deletion
import vlechtwerk.foundation.identifiers
from django.db import migrations, models

from vlechtwerk.domains.programme.migrations._finding import FindByWords
from vlechtwerk.foundation.database.guards import (
    Guard,
    GuardByAct,
    MarkChanges,
    SameProject,
    StandsOnAct,
    application_role,
)

WORK = files("vlechtwerk.domains.programme").joinpath("work.sql").read_text()
MINE = "person_id = (select reading_person())"
OF_THE_TEAM = "(not team_only or activity_id = any ((select reading_teams())::uuid[]))"
BY_ME = "written_by_id = (select reading_person())"
OF_A_REMARK = "exists (select from programme_remark where programme_remark.id = remark_id{})"


class CloseToTheApplication(migrations.RunSQL):
    """Leave the application no way to the words but the function that finds records."""

    def __init__(self) -> None:
        super().__init__(
            [
                f"revoke all on found_text from {application_role()}",
                f"revoke execute on function keep_words() from {application_role()}",
            ],
            migrations.RunSQL.noop,
        )

    def deconstruct(self):
        return self.__class__.__qualname__, [], {}


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0009_stands_on_acts'),
        ('database', '0004_acts'),
        ('programme', '0012_map_kept_and_goals'),
    ]

    operations = [
        migrations.AddField(
            model_name='activityentry',
            name='ground',
            field=models.CharField(blank=True, choices=[('opinion', 'Opinion'), ('self_report', 'Self-report'), ('register', 'Counted'), ('measured_effect', 'Measured effect')], max_length=20, verbose_name='ground'),
        ),
        migrations.AddField(
            model_name='activityentry',
            name='recorded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='activityentry',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='activitystep',
            name='recorded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='activitystep',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='milestonedate',
            name='recorded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='milestonedate',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.AlterField(
            model_name='activityentry',
            name='text',
            field=models.TextField(verbose_name='what is told'),
        ),
        migrations.CreateModel(
            name='DigestChoice',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('how_often', models.CharField(choices=[('never', 'Never'), ('daily', 'Every day'), ('weekly', 'Every week, on Monday')], default='never', max_length=8, verbose_name='how often')),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mentioned', 'You are mentioned'), ('task_given', 'A task was given to you'), ('decision_waiting', 'A decision waits for you'), ('date_moved', 'A date of your activity moved')], max_length=16), blank=True, default=list, size=None)),
                ('with_sharing', models.BooleanField(default=True)),
                ('language', models.CharField(choices=[('nl', 'Dutch'), ('en', 'English')], default='nl', max_length=2, verbose_name='language')),
                ('chosen_at', models.DateTimeField()),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['person_id'],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('team_only', models.BooleanField(default=False)),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='text')),
                ('written_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='programme.activity')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['-written_at', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('text__gt', ''), ('withdrawn_at__isnull', True)), models.Q(('text', ''), ('withdrawn_at__isnull', False)), _connector='OR'), name='remark_says_something_until_it_is_withdrawn'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RemarkMention',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('remark', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='programme.remark')),
            ],
            options={
                'ordering': ['remark_id', 'person_id'],
                'constraints': [
                    models.UniqueConstraint(fields=('remark', 'person'), name='person_is_mentioned_once_in_a_remark'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SeenNotice',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('mentioned', 'You are mentioned'), ('task_given', 'A task was given to you'), ('decision_waiting', 'A decision waits for you'), ('date_moved', 'A date of your activity moved')], max_length=16)),
                ('subject_id', models.UUIDField()),
                ('seen_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['person_id', 'seen_at'],
                'constraints': [
                    models.UniqueConstraint(fields=('person', 'kind', 'subject_id'), name='notice_is_seen_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200, verbose_name='task')),
                ('given_at', models.DateTimeField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='programme.activity')),
                ('entry', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='task', to='programme.activityentry')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='programme.milestone')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['activity_id', 'given_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TaskChange',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('open', 'To be done'), ('done', 'Done'), ('dropped', 'Dropped')], default='open', max_length=8)),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='due on')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('recorded_at', models.DateTimeField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='programme.task')),
            ],
            options={
                'ordering': ['task_id', 'number'],
                'constraints': [
                    models.UniqueConstraint(fields=('task', 'number'), name='changes_of_a_task_follow_each_other'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('last_at', models.DateTimeField()),
                ('former_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['person_id'],
            },
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('for_day', models.DateField()),
                ('state', models.CharField(choices=[('claimed', 'Being sent'), ('sent', 'Sent'), ('refused', 'Refused by the mail server'), ('empty', 'Nothing to tell')], default='claimed', max_length=8)),
                ('composed_at', models.DateTimeField()),
                ('told', models.PositiveSmallIntegerField(default=0)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['person_id', '-for_day'],
                'constraints': [models.UniqueConstraint(fields=('person', 'for_day'), name='digest_of_a_day_is_sent_once')],
            },
        ),
        migrations.AddIndex(
            model_name='remark',
            index=models.Index(fields=['activity', '-written_at'], name='remarks_newest_first'),
        ),
        migrations.AddIndex(
            model_name='taskchange',
            index=models.Index(fields=['project', '-recorded_at'], name='task_changes_newest_first'),
        ),
        migrations.RunSQL(WORK, migrations.RunSQL.noop),
        CloseToTheApplication(),
        Guard("programme_task", "open", append_only=True),
        Guard("programme_taskchange", "open", append_only=True),
        GuardByAct(
            "programme_remark",
            reading=OF_THE_TEAM,
            adding=f"{BY_ME} and {OF_THE_TEAM}",
            changing=f"{BY_ME} and {OF_THE_TEAM}",
        ),
        migrations.RunSQL(
            "create trigger keeps_remark before update on programme_remark"
            " for each row execute function keep_remark()",
            "drop trigger keeps_remark on programme_remark",
        ),
        GuardByAct(
            "programme_remarkmention",
            reading=OF_A_REMARK.format(""),
            adding=OF_A_REMARK.format(f" and {BY_ME}"),
        ),
        GuardByAct("programme_visit", reading=MINE, adding=MINE, changing=MINE),
        GuardByAct("programme_seennotice", reading=MINE, adding=MINE),
        GuardByAct("programme_digestchoice", reading=MINE, adding=MINE, changing=MINE),
        GuardByAct("programme_digest", reading=MINE, adding=MINE, changing=MINE),
        *(
            SameProject(f"programme_{table}", column, target)
            for table, column, target in (
                ("activityentry", "recorded_by_id", "partnership_person"),
                ("activitystep", "recorded_by_id", "partnership_person"),
                ("milestonedate", "recorded_by_id", "partnership_person"),
                ("task", "activity_id", "programme_activity"),
                ("task", "milestone_id", "programme_milestone"),
                ("task", "entry_id", "programme_activityentry"),
                ("task", "given_by_id", "partnership_person"),
                ("taskchange", "task_id", "programme_task"),
                ("taskchange", "owner_id", "partnership_person"),
                ("taskchange", "recorded_by_id", "partnership_person"),
                ("remark", "activity_id", "programme_activity"),
                ("remark", "written_by_id", "partnership_person"),
                ("remarkmention", "remark_id", "programme_remark"),
                ("remarkmention", "person_id", "partnership_person"),
                ("visit", "person_id", "partnership_person"),
                ("seennotice", "person_id", "partnership_person"),
                ("digestchoice", "person_id", "partnership_person"),
                ("digest", "person_id", "partnership_person"),
            )
        ),
        MarkChanges("programme_task"),
        MarkChanges("programme_taskchange"),
        # Who is in a team reads its notes.
        StandsOnAct("programme_teamrole", "assign"),
        FindByWords("programme_activity", "activity", "name", "kind", "goal", "plan_name_note", "data_used", "follow_up"),
        FindByWords("programme_activityentry", "entry", "text"),
        FindByWords("programme_task", "task", "title"),
        FindByWords("programme_remark", "remark", "text"),
        FindByWords("programme_milestone", "milestone", "title"),
        FindByWords("programme_precondition", "precondition", "title", "explanation"),
        FindByWords("programme_mapnode", "map_node", "title", "explanation"),
        FindByWords("programme_source", "source", "title", "note"),
        FindByWords("partnership_decision", "decision", "question", "outcome", "reasons"),
        FindByWords("partnership_mandate", "mandate", "subject", "limits"),
        FindByWords("partnership_organisation", "organisation", "name", "role"),
        FindByWords("partnership_body", "body", "name", "purpose", "composition"),
    ]
