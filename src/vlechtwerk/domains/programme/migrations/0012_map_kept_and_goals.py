"""Keep versions of the map: drafts, lineage and what is fixed; and goals with how concrete they are."""

from importlib.resources import files

import django.db.models.deletion
import vlechtwerk.foundation.database.fields
import vlechtwerk.foundation.identifiers
from django.db import migrations, models

from vlechtwerk.foundation.database.guards import Guard, GuardByAct, MarkChanges, SameProject, StandsOnAct

DRAFTS = files("vlechtwerk.domains.programme").joinpath("map_drafts.sql").read_text()
OPEN = (
    "programme_maplineage",
    "programme_goal",
    "programme_goalwording",
    "programme_roomtoexplore",
    "programme_outsidegoal",
    "programme_goalcomparison",
)
HISTORY = ("programme_goalwording", "programme_roomtoexplore", "programme_goalcomparison")
REFERENCES = (
    ("programme_mapversion", "former_id", "programme_mapversion"),
    ("programme_mapversion", "decision_id", "partnership_decision"),
    ("programme_mapdraft", "former_id", "programme_mapversion"),
    ("programme_mapdraft", "decision_id", "partnership_decision"),
    ("programme_mapdraft", "body_id", "partnership_body"),
    ("programme_mapdraft", "version_id", "programme_mapversion"),
    ("programme_mapdraft", "written_by_id", "partnership_person"),
    ("programme_mapdraft", "changed_by_id", "partnership_person"),
    ("programme_maplineage", "node_id", "programme_mapnode"),
    ("programme_maplineage", "former_id", "programme_mapnode"),
    ("programme_goal", "focus_area_id", "programme_focusarea"),
    ("programme_goal", "activity_id", "programme_activity"),
    ("programme_goal", "parent_id", "programme_goal"),
    ("programme_goalwording", "goal_id", "programme_goal"),
    ("programme_goalwording", "recorded_by_id", "partnership_person"),
    ("programme_roomtoexplore", "goal_id", "programme_goal"),
    ("programme_roomtoexplore", "marked_by_id", "partnership_person"),
    ("programme_outsidegoal", "organisation_id", "partnership_organisation"),
    ("programme_goalcomparison", "goal_id", "programme_goal"),
    ("programme_goalcomparison", "outside_goal_id", "programme_outsidegoal"),
    ("programme_goalcomparison", "compared_by_id", "partnership_person"),
)
# Who is asked to adopt a draft reads it; who leads the teams writes it.
READERS = "(body_id = any (array(select unnest(reading_bodies()))) or (select manages_programme()))"
WRITERS = "(select manages_programme())"


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0011_surroundings'),
        ('programme', '0011_results'),
    ]

    operations = [
        migrations.AddField(
            model_name='mapversion',
            name='decision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.decision'),
        ),
        migrations.AddField(
            model_name='mapversion',
            name='fixed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='mapversion',
            name='former',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='programme.mapversion'),
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('level', models.CharField(choices=[('strategic', 'Strategic'), ('tactical', 'Tactical'), ('operational', 'Operational')], max_length=12, verbose_name='level')),
                ('horizon', models.CharField(blank=True, max_length=80, verbose_name='horizon')),
                ('order', models.PositiveIntegerField(default=0)),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='programme.activity')),
                ('focus_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='programme.focusarea')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='programme.goal')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order', 'code'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'code'), name='goal_code_is_unique_in_a_project'),
                    models.CheckConstraint(condition=models.Q(('focus_area__isnull', True), ('activity__isnull', True), _connector='OR'), name='goal_stands_at_one_place'),
                    models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='goal_does_not_serve_itself'),
                ],
            },
        ),
        migrations.CreateModel(
            name='GoalWording',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField(max_length=4000, verbose_name='goal')),
                ('who', models.CharField(blank=True, max_length=300, verbose_name='who')),
                ('what', models.CharField(blank=True, max_length=300, verbose_name='what')),
                ('how_much', models.CharField(blank=True, max_length=300, verbose_name='how much')),
                ('by_when', models.CharField(blank=True, max_length=300, verbose_name='by when')),
                ('how_known', models.CharField(blank=True, max_length=300, verbose_name='how we would know')),
                ('worded_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True, verbose_name='date')),
                ('reason', models.TextField(blank=True, max_length=4000, verbose_name='reason')),
                ('recorded_at', models.DateTimeField()),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='programme.goal')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['goal_id', 'order'],
                'constraints': [
                    models.UniqueConstraint(fields=('goal', 'order'), name='wordings_of_a_goal_follow_each_other'),
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='goal_has_words'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MapDraft',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('note', models.TextField(blank=True, max_length=4000, verbose_name='note')),
                ('state', models.CharField(choices=[('written', 'Being written'), ('asked', 'Lies with a body'), ('adopted', 'Adopted'), ('discarded', 'Laid aside')], default='written', max_length=10)),
                ('shows_status', models.BooleanField(default=True)),
                ('content', models.JSONField()),
                ('written_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.body')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.decision')),
                ('former', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.mapversion')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('version', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.mapversion')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['-changed_at', 'id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'discarded'), _negated=True), fields=('project', 'code'), name='map_draft_code_is_unique_in_a_project'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['written', 'discarded']), models.Q(('body__isnull', False), ('decision__isnull', False)), _connector='OR'), name='draft_that_is_asked_or_adopted_has_its_decision'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'adopted'), ('version__isnull', False)), models.Q(models.Q(('state', 'adopted'), _negated=True), ('version__isnull', True)), _connector='OR'), name='only_an_adopted_draft_is_a_version'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MapLineage',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('former', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='became', to='programme.mapnode')),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comes_from', to='programme.mapnode')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [
                    models.UniqueConstraint(fields=('node', 'former'), name='lineage_is_noted_once'),
                    models.CheckConstraint(condition=models.Q(('node', models.F('former')), _negated=True), name='node_does_not_come_from_itself'),
                ],
            },
        ),
        migrations.CreateModel(
            name='OutsideGoal',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('party', models.CharField(blank=True, max_length=160, verbose_name='party')),
                ('text', models.TextField(max_length=4000, verbose_name='goal')),
                ('order', models.PositiveIntegerField(default=0)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='own_goals', to='partnership.organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order', 'code'],
                'constraints': [
                    models.UniqueConstraint(fields=('project', 'code'), name='outside_goal_code_is_unique_in_a_project'),
                    models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', False), ('party', '')), models.Q(('organisation__isnull', True), models.Q(('party', ''), _negated=True)), _connector='OR'), name='outside_goal_is_of_one_party'),
                ],
            },
        ),
        migrations.CreateModel(
            name='GoalComparison',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('fit', models.CharField(choices=[('agrees', 'Agrees'), ('collides', 'Collides'), ('not_compared', 'Not yet compared')], max_length=12, verbose_name='fit')),
                ('explanation', models.TextField(blank=True, max_length=4000, verbose_name='explanation')),
                ('compared_at', models.DateTimeField()),
                ('compared_on', models.DateField()),
                ('order', models.PositiveIntegerField(default=0)),
                ('compared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comparisons', to='programme.goal')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('outside_goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comparisons', to='programme.outsidegoal')),
            ],
            options={
                'ordering': ['goal_id', 'outside_goal_id', 'order'],
                'constraints': [
                    models.UniqueConstraint(fields=('goal', 'outside_goal', 'order'), name='comparisons_follow_each_other'),
                    models.CheckConstraint(condition=models.Q(('fit', 'not_compared'), models.Q(('explanation', ''), _negated=True), _connector='OR'), name='fit_of_goals_is_explained'),
                ],
            },
        ),
        migrations.CreateModel(
            name='RoomToExplore',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('is_open', models.BooleanField(default=True)),
                ('reason', models.TextField(max_length=4000, verbose_name='reason')),
                ('look_again_on', models.DateField(blank=True, null=True, verbose_name='look again on')),
                ('marked_at', models.DateTimeField()),
                ('marked_on', models.DateField()),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='room', to='programme.goal')),
                ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['goal_id', 'order'],
                'constraints': [
                    models.UniqueConstraint(fields=('goal', 'order'), name='marks_of_room_follow_each_other'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='room_to_explore_has_a_reason'),
                    models.CheckConstraint(condition=models.Q(('is_open', False), ('look_again_on__isnull', False), _connector='OR'), name='room_to_explore_has_a_day_to_look_again'),
                ],
            },
        ),
        # Versions that are there already came whole from a case.
        migrations.RunSQL("update programme_mapversion set fixed_at = now()", migrations.RunSQL.noop),
        migrations.RunSQL(DRAFTS, migrations.RunSQL.noop),
        GuardByAct("programme_mapdraft", reading=READERS, adding=WRITERS, changing=WRITERS),
        *[Guard(table, "open", append_only=table in HISTORY) for table in OPEN],
        *[MarkChanges(table) for table in OPEN],
        *[SameProject(*reference) for reference in REFERENCES],
        StandsOnAct(
            "programme_mapdraft",
            "draft_map_version",
            "import_map_draft",
            "change_map_draft",
            "put_map_draft_to_body",
            "adopt_map_version",
            "discard_map_draft",
        ),
    ]
