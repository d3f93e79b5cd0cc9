"""What activities produced, did and taught; the added value and its public page; and what of us answers to a theme."""

from importlib.resources import files

import django.db.models.deletion
import vlechtwerk.foundation.database.fields
import vlechtwerk.foundation.identifiers
from django.db import migrations, models

from vlechtwerk.foundation.database.guards import Guard, MarkChanges, SameProject, StandsOnAct


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0011_surroundings'),
        ('programme', '0010_grounds_of_moves_advice_and_promises'),
    ]

    operations = [
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=300)),
                ('done_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('done_earliest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('done_on'), function='date_earliest'), output_field=models.DateField(null=True))),
                ('done_latest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('done_on'), function='date_latest'), output_field=models.DateField(null=True))),
                ('with_whom', models.CharField(blank=True, max_length=200)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='programme.activity')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['activity__order', 'order', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ActionCount',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('definition', models.CharField(max_length=200)),
                ('unit', models.CharField(max_length=60)),
                ('number', models.PositiveBigIntegerField()),
                ('counted_from', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('counted_until', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('ground', models.CharField(choices=[('register', 'Counted'), ('self_report', 'Self-report')], max_length=20)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('recorded_at', models.DateTimeField()),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='programme.action')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='programme.actioncount')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['action_id', 'order'],
            },
        ),
        migrations.CreateModel(
            name='ActivityAgreement',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='programme.activity')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='partnership.agreement')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['activity_id', 'agreement_id'],
            },
        ),
        migrations.CreateModel(
            name='Method',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=160)),
                ('contact_function', models.CharField(blank=True, max_length=160)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('developed_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='methods', to='programme.activity')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order', 'title'],
            },
        ),
        migrations.CreateModel(
            name='MethodUse',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('tried', 'Tried where it was made'), ('taken_up', 'Taken up')], max_length=10)),
                ('by_whom', models.CharField(blank=True, max_length=200)),
                ('reason', models.TextField(blank=True, max_length=4000)),
                ('used_from', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='method_uses', to='programme.activity')),
                ('method', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='programme.method')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['method_id', 'order'],
            },
        ),
        migrations.CreateModel(
            name='MethodOutcome',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('outcome', models.CharField(choices=[('works_here', 'Works here'), ('partly', 'Works in part'), ('does_not', 'Does not work here'), ('stopped', 'Stopped')], max_length=10)),
                ('because', models.TextField(max_length=4000)),
                ('told_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('use', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='programme.methoduse')),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['use_id', 'order'],
            },
        ),
        migrations.CreateModel(
            name='MethodVersion',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('does', models.TextField(max_length=4000)),
                ('when_to_use', models.TextField(blank=True, max_length=4000)),
                ('needs_data', models.TextField(blank=True, max_length=4000)),
                ('needs_people', models.TextField(blank=True, max_length=4000)),
                ('needs_legal_basis', models.TextField(blank=True, max_length=4000)),
                ('needs_means', models.TextField(blank=True, max_length=4000)),
                ('law_change', models.CharField(choices=[('yes', 'A law must change first'), ('no', 'No law has to change'), ('unknown', 'Not in the source')], default='unknown', max_length=8)),
                ('which_law', models.TextField(blank=True, max_length=4000)),
                ('steps', models.TextField(blank=True, max_length=4000)),
                ('what_failed', models.TextField(blank=True, max_length=4000)),
                ('change', models.CharField(blank=True, max_length=300)),
                ('recorded_at', models.DateTimeField()),
                ('method', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='programme.method')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['method_id', 'number'],
            },
        ),
        migrations.AddField(
            model_name='methoduse',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='programme.methodversion'),
        ),
        migrations.CreateModel(
            name='OwnTheme',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='programme.activity')),
                ('focus_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='programme.focusarea')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='own', to='partnership.theme')),
            ],
            options={
                'ordering': ['theme_id', 'focus_area_id', 'activity_id'],
            },
        ),
        migrations.CreateModel(
            name='Product',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('picture', 'Picture of a phenomenon'), ('analysis', 'Analysis or study'), ('advice', 'Advice'), ('instrument', 'Instrument or model'), ('control', 'Way of control'), ('publication', 'Publication'), ('training', 'Training'), ('other', 'Other product')], max_length=12)),
                ('about', models.TextField(blank=True, max_length=4000)),
                ('made_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('for_whom', models.CharField(blank=True, max_length=200)),
                ('document_address', models.CharField(blank=True, max_length=300)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='programme.activity')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['activity__order', 'order', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ProductUse',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('in_use', models.CharField(choices=[('yes', 'Taken into use'), ('partly', 'Partly taken into use'), ('no', 'Not taken into use')], max_length=8)),
                ('by_whom', models.CharField(blank=True, max_length=200)),
                ('used_from', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('explanation', models.TextField(blank=True, max_length=4000)),
                ('recorded_at', models.DateTimeField()),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='programme.product')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['product_id', 'order'],
            },
        ),
        migrations.CreateModel(
            name='ValueElement',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=20)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('retired_on', models.DateField(blank=True, null=True)),
                ('retired_because', models.CharField(blank=True, max_length=300)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
            ],
            options={
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='ValuePoint',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('supports', 'What supports it'), ('hoped', 'What is only hoped'), ('against', 'What speaks against it'), ('condition', 'On which condition')], max_length=10)),
                ('text', models.TextField(max_length=4000)),
                ('said_by', models.CharField(blank=True, max_length=160)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('recorded_at', models.DateTimeField()),
                ('dropped_at', models.DateTimeField(blank=True, null=True)),
                ('dropped_because', models.CharField(blank=True, max_length=300)),
                ('element', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='programme.valueelement')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['element_id', 'kind', 'order'],
            },
        ),
        migrations.CreateModel(
            name='ValuePublication',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=160)),
                ('introduction', models.TextField(blank=True, max_length=4000)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('put_up', 'Put up for approval'), ('approved', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                ('drafted_at', models.DateTimeField()),
                ('text', models.TextField(blank=True)),
                ('checksum', models.CharField(blank=True, max_length=64)),
                ('as_of', models.DateField(blank=True, null=True)),
                ('evidence', models.JSONField(blank=True, default=list)),
                ('put_up_at', models.DateTimeField(blank=True, null=True)),
                ('returned_because', models.CharField(blank=True, max_length=300)),
                ('approved_as', models.CharField(blank=True, max_length=160)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=300)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('put_up_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='ValueWording',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('explanation', models.TextField(max_length=4000)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('recorded_at', models.DateTimeField()),
                ('element', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='programme.valueelement')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
            ],
            options={
                'ordering': ['element_id', 'number'],
            },
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.UniqueConstraint(fields=('activity', 'title'), name='action_is_named_once_per_activity'),
        ),
        migrations.AddConstraint(
            model_name='actioncount',
            constraint=models.UniqueConstraint(fields=('action', 'order'), name='counts_of_an_action_follow_each_other'),
        ),
        migrations.AddConstraint(
            model_name='actioncount',
            constraint=models.CheckConstraint(condition=models.Q(('corrects__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='corrected_count_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='actioncount',
            constraint=models.CheckConstraint(condition=models.Q(('corrects__isnull', True), models.Q(('corrects', models.F('id')), _negated=True), _connector='OR'), name='count_does_not_correct_itself'),
        ),
        migrations.AddConstraint(
            model_name='activityagreement',
            constraint=models.UniqueConstraint(fields=('activity', 'agreement'), name='agreement_stands_with_an_activity_once'),
        ),
        migrations.AddConstraint(
            model_name='method',
            constraint=models.UniqueConstraint(fields=('project', 'code'), name='method_code_is_unique_in_a_project'),
        ),
        migrations.AddConstraint(
            model_name='methodversion',
            constraint=models.UniqueConstraint(fields=('method', 'number'), name='versions_of_a_method_follow_each_other'),
        ),
        migrations.AddConstraint(
            model_name='methodversion',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('change', ''), _negated=True), _connector='OR'), name='later_version_of_a_method_says_what_changed'),
        ),
        migrations.AddConstraint(
            model_name='methodversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('law_change', 'yes'), _negated=True), models.Q(('which_law', ''), _negated=True), _connector='OR'), name='change_of_law_names_the_law'),
        ),
        migrations.AddConstraint(
            model_name='methoduse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', False), ('by_whom', '')), models.Q(('activity__isnull', True), models.Q(('by_whom', ''), _negated=True)), _connector='OR'), name='method_is_used_by_an_activity_or_by_someone_named'),
        ),
        migrations.AddConstraint(
            model_name='methoduse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'taken_up'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='method_is_taken_up_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='owntheme',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', False), ('focus_area__isnull', True)), models.Q(('activity__isnull', True), ('focus_area__isnull', False)), _connector='OR'), name='own_theme_is_of_a_focus_area_or_an_activity'),
        ),
        migrations.AddConstraint(
            model_name='owntheme',
            constraint=models.UniqueConstraint(fields=('theme', 'focus_area', 'activity'), name='own_theme_is_noted_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='product',
            constraint=models.UniqueConstraint(fields=('activity', 'title'), name='product_is_named_once_per_activity'),
        ),
        migrations.AddConstraint(
            model_name='productuse',
            constraint=models.CheckConstraint(condition=models.Q(('in_use', 'no'), models.Q(('by_whom', ''), _negated=True), _connector='OR'), name='use_says_who_uses_the_product'),
        ),
        migrations.AddConstraint(
            model_name='valueelement',
            constraint=models.UniqueConstraint(fields=('project', 'code'), name='value_element_code_is_unique_in_a_project'),
        ),
        migrations.AddConstraint(
            model_name='valueelement',
            constraint=models.CheckConstraint(condition=models.Q(('retired_on__isnull', True), models.Q(('retired_because', ''), _negated=True), _connector='OR'), name='value_element_is_retired_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='valuepoint',
            constraint=models.CheckConstraint(condition=models.Q(('dropped_at__isnull', True), models.Q(('dropped_because', ''), _negated=True), _connector='OR'), name='value_point_is_dropped_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='valuepublication',
            constraint=models.UniqueConstraint(fields=('project', 'number'), name='value_publications_follow_each_other'),
        ),
        migrations.AddConstraint(
            model_name='valuepublication',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(models.Q(('text', ''), _negated=True), models.Q(('checksum', ''), _negated=True)), _connector='OR'), name='what_is_put_up_is_frozen'),
        ),
        migrations.AddConstraint(
            model_name='valuepublication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'withdrawn']), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), models.Q(('approved_as', ''), _negated=True)), _connector='OR'), name='published_page_was_approved'),
        ),
        migrations.AddConstraint(
            model_name='valuepublication',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('put_up_by')), _negated=True), _connector='OR'), name='published_page_was_seen_by_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='valuepublication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='page_is_withdrawn_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='valuewording',
            constraint=models.UniqueConstraint(fields=('element', 'number'), name='wordings_of_an_element_follow_each_other'),
        ),
        migrations.AddConstraint(
            model_name='valuewording',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='other_wording_has_a_reason'),
        ),
        Guard("programme_product", "open"),
        Guard("programme_action", "open"),
        Guard("programme_method", "open"),
        Guard("programme_owntheme", "open"),
        Guard("programme_activityagreement", "open"),
        Guard("programme_valueelement", "open"),
        Guard("programme_valuepoint", "open"),
        Guard("programme_productuse", "open", append_only=True),
        Guard("programme_actioncount", "open", append_only=True),
        Guard("programme_methodversion", "open", append_only=True),
        Guard("programme_methoduse", "open", append_only=True),
        Guard("programme_methodoutcome", "open", append_only=True),
        Guard("programme_valuewording", "open", append_only=True),
        Guard("programme_valuepublication", "open"),
        SameProject("programme_product", "activity_id", "programme_activity"),
        SameProject("programme_product", "recorded_by_id", "partnership_person"),
        SameProject("programme_productuse", "product_id", "programme_product"),
        SameProject("programme_productuse", "recorded_by_id", "partnership_person"),
        SameProject("programme_action", "activity_id", "programme_activity"),
        SameProject("programme_action", "recorded_by_id", "partnership_person"),
        SameProject("programme_actioncount", "action_id", "programme_action"),
        SameProject("programme_actioncount", "corrects_id", "programme_actioncount"),
        SameProject("programme_actioncount", "recorded_by_id", "partnership_person"),
        SameProject("programme_method", "developed_in_id", "programme_activity"),
        SameProject("programme_methodversion", "method_id", "programme_method"),
        SameProject("programme_methodversion", "recorded_by_id", "partnership_person"),
        SameProject("programme_methoduse", "method_id", "programme_method"),
        SameProject("programme_methoduse", "version_id", "programme_methodversion"),
        SameProject("programme_methoduse", "activity_id", "programme_activity"),
        SameProject("programme_methoduse", "recorded_by_id", "partnership_person"),
        SameProject("programme_methodoutcome", "use_id", "programme_methoduse"),
        SameProject("programme_methodoutcome", "recorded_by_id", "partnership_person"),
        SameProject("programme_owntheme", "theme_id", "partnership_theme"),
        SameProject("programme_owntheme", "focus_area_id", "programme_focusarea"),
        SameProject("programme_owntheme", "activity_id", "programme_activity"),
        SameProject("programme_activityagreement", "activity_id", "programme_activity"),
        SameProject("programme_activityagreement", "agreement_id", "partnership_agreement"),
        SameProject("programme_valuewording", "element_id", "programme_valueelement"),
        SameProject("programme_valuewording", "recorded_by_id", "partnership_person"),
        SameProject("programme_valuepoint", "element_id", "programme_valueelement"),
        SameProject("programme_valuepoint", "recorded_by_id", "partnership_person"),
        SameProject("programme_valuepublication", "drafted_by_id", "partnership_person"),
        SameProject("programme_valuepublication", "put_up_by_id", "partnership_person"),
        SameProject("programme_valuepublication", "approved_by_id", "partnership_person"),
        SameProject("programme_valuepublication", "withdrawn_by_id", "partnership_person"),
        MarkChanges("programme_product"),
        MarkChanges("programme_action"),
        MarkChanges("programme_method"),
        MarkChanges("programme_owntheme"),
        MarkChanges("programme_activityagreement"),
        MarkChanges("programme_valueelement"),
        MarkChanges("programme_valuepoint"),
        MarkChanges("programme_productuse"),
        MarkChanges("programme_actioncount"),
        MarkChanges("programme_methodversion"),
        MarkChanges("programme_methoduse"),
        MarkChanges("programme_methodoutcome"),
        MarkChanges("programme_valuewording"),
        MarkChanges("programme_valuepublication"),
        # What is approved here is read by everyone: only acts of the program write it.
        StandsOnAct(
            "programme_valuepublication",
            "draft_publication", "revise_publication", "put_up_publication", "return_publication",
            "approve_publication", "withdraw_publication",
        ),
        migrations.RunSQL(
            files("vlechtwerk.domains.programme").joinpath("published.sql").read_text(),
            "drop trigger published_text_stays on programme_valuepublication;"
            "drop function published_text_stays(), published_added_value(text);",
        ),
    ]
