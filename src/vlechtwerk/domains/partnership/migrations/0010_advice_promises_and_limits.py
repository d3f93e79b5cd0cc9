"""Advice, promises, what decisions and mandates are about, and questions that went on to another body."""

import django.contrib.postgres.fields
import django.db.models.deletion
import vlechtwerk.foundation.database.fields
import vlechtwerk.foundation.identifiers
from django.db import migrations, models

from vlechtwerk.foundation.database.guards import Guard, MarkChanges, SameProject, StandsOnAct


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0009_stands_on_acts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Advice',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('question', models.CharField(max_length=300, verbose_name='question')),
                ('asked_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True, verbose_name='asked on')),
                ('asked_earliest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('asked_on'), function='date_earliest'), output_field=models.DateField(null=True))),
                ('asked_latest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('asked_on'), function='date_latest'), output_field=models.DateField(null=True))),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='wanted by')),
                ('given_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True, verbose_name='given on')),
                ('given_earliest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('given_on'), function='date_earliest'), output_field=models.DateField(null=True))),
                ('given_latest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('given_on'), function='date_latest'), output_field=models.DateField(null=True))),
                ('text', models.TextField(blank=True, max_length=4000, verbose_name='advice')),
                ('followed', models.CharField(blank=True, choices=[('yes', 'Followed'), ('partly', 'Followed in part'), ('no', 'Not followed')], max_length=6)),
                ('weighed_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('why', models.TextField(blank=True, max_length=4000, verbose_name='why')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-recorded_at', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('given_on__isnull', True), ('text', '')), models.Q(models.Q(('text', ''), _negated=True), ('given_on__isnull', False)), _connector='OR'), name='given_advice_has_a_text_and_a_date'),
                    models.CheckConstraint(condition=models.Q(models.Q(('followed', ''), ('weighed_on__isnull', True)), models.Q(models.Q(('followed', ''), _negated=True), ('given_on__isnull', False), ('weighed_on__isnull', False)), _connector='OR'), name='advice_is_followed_after_it_was_given'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DecisionForwarding',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('forwarded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['forwarded_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField(max_length=4000, verbose_name='what was promised')),
                ('recipient', models.CharField(choices=[('parliament', 'Parliament'), ('ministry', 'Ministry'), ('municipality', 'Mayor or municipality'), ('partner', 'Partner'), ('other', 'Someone else')], max_length=12, verbose_name='to whom')),
                ('made_by', models.CharField(blank=True, max_length=160, verbose_name='made by')),
                ('made_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True, verbose_name='made on')),
                ('made_earliest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('made_on'), function='date_earliest'), output_field=models.DateField(null=True))),
                ('due_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True, verbose_name='due')),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-recorded_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PromiseStep',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('kept', 'Kept'), ('partly', 'Kept in part'), ('moved', 'Moved to another date'), ('withdrawn', 'Withdrawn')], max_length=9)),
                ('occurred_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True)),
                ('reason', models.TextField(blank=True, max_length=4000, verbose_name='reason')),
                ('due_on', vlechtwerk.foundation.database.fields.OptionalPreciseDateField(blank=True, max_length=10, null=True, verbose_name='due')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['promise_id', 'order'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind', 'kept'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='promise_that_is_not_kept_has_a_reason'),
                ],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='size',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='how much'),
        ),
        migrations.AddField(
            model_name='decision',
            name='subject_kind',
            field=models.CharField(blank=True, choices=[('planning', 'Moving dates'), ('capacity', 'Working capacity'), ('spending', 'Spending'), ('plan', 'Work plan and strategies'), ('outcome_map', 'Outcome map'), ('progress_report', 'Progress report'), ('covenant', 'Covenant'), ('data_source', 'A new data source'), ('products', 'Sharing products'), ('daily', 'Daily management'), ('other', 'Something else')], max_length=16, verbose_name='what it is about'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='limit',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='at most'),
        ),
        migrations.AddField(
            model_name='mandate',
            name='subject_kinds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('planning', 'Moving dates'), ('capacity', 'Working capacity'), ('spending', 'Spending'), ('plan', 'Work plan and strategies'), ('outcome_map', 'Outcome map'), ('progress_report', 'Progress report'), ('covenant', 'Covenant'), ('data_source', 'A new data source'), ('products', 'Sharing products'), ('daily', 'Daily management'), ('other', 'Something else')], max_length=16), blank=True, default=list, size=None),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('size__isnull', True), ('subject_kind__in', ['capacity', 'planning', 'spending']), _connector='OR'), name='size_of_a_decision_is_of_a_kind_that_is_counted'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('limit__isnull', True), ('subject_kinds__in', [['capacity'], ['planning'], ['spending']]), _connector='OR'), name='limit_of_a_mandate_is_of_one_kind_that_is_counted'),
        ),
        migrations.AddField(
            model_name='advice',
            name='asked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='advice',
            name='asking_body',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.body'),
        ),
        migrations.AddField(
            model_name='advice',
            name='body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='advice', to='partnership.body'),
        ),
        migrations.AddField(
            model_name='advice',
            name='decision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='advice', to='partnership.decision'),
        ),
        migrations.AddField(
            model_name='advice',
            name='followed_in',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.decision'),
        ),
        migrations.AddField(
            model_name='advice',
            name='given_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='advice',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project'),
        ),
        migrations.AddField(
            model_name='advice',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='advice',
            name='weighed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='bodynote',
            name='advice',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.advice'),
        ),
        migrations.AddField(
            model_name='decisionforwarding',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forwardings', to='partnership.decision'),
        ),
        migrations.AddField(
            model_name='decisionforwarding',
            name='forwarded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='decisionforwarding',
            name='from_body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.body'),
        ),
        migrations.AddField(
            model_name='decisionforwarding',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project'),
        ),
        migrations.AddField(
            model_name='decisionforwarding',
            name='to_body',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.body'),
        ),
        migrations.AddField(
            model_name='promise',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.organisation'),
        ),
        migrations.AddField(
            model_name='promise',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project'),
        ),
        migrations.AddField(
            model_name='promise',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='promise',
            name='responsible',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='partnership.person'),
        ),
        migrations.AddField(
            model_name='promisestep',
            name='decision',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.decision'),
        ),
        migrations.AddField(
            model_name='promisestep',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project'),
        ),
        migrations.AddField(
            model_name='promisestep',
            name='promise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='partnership.promise'),
        ),
        migrations.AddField(
            model_name='promisestep',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        migrations.AddConstraint(
            model_name='promisestep',
            constraint=models.UniqueConstraint(fields=('promise', 'order'), name='steps_of_a_promise_follow_each_other'),
        ),
        migrations.AddConstraint(
            model_name='promisestep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__isnull', False), ('due_on__isnull', False), ('kind', 'moved')), models.Q(models.Q(('kind', 'moved'), _negated=True), ('due_on__isnull', True)), _connector='OR'), name='moved_promise_has_a_date_and_a_decision'),
        ),
        Guard("partnership_advice", "open"),
        Guard("partnership_promise", "open"),
        Guard("partnership_promisestep", "open", append_only=True),
        Guard("partnership_decisionforwarding", "open", append_only=True),
        SameProject("partnership_advice", "body_id", "partnership_body"),
        SameProject("partnership_advice", "asked_by_id", "partnership_person"),
        SameProject("partnership_advice", "asking_body_id", "partnership_body"),
        SameProject("partnership_advice", "decision_id", "partnership_decision"),
        SameProject("partnership_advice", "given_by_id", "partnership_person"),
        SameProject("partnership_advice", "weighed_by_id", "partnership_person"),
        SameProject("partnership_advice", "followed_in_id", "partnership_decision"),
        SameProject("partnership_advice", "recorded_by_id", "partnership_person"),
        SameProject("partnership_promise", "organisation_id", "partnership_organisation"),
        SameProject("partnership_promise", "responsible_id", "partnership_person"),
        SameProject("partnership_promise", "recorded_by_id", "partnership_person"),
        SameProject("partnership_promisestep", "promise_id", "partnership_promise"),
        SameProject("partnership_promisestep", "decision_id", "partnership_decision"),
        SameProject("partnership_promisestep", "recorded_by_id", "partnership_person"),
        SameProject("partnership_decisionforwarding", "decision_id", "partnership_decision"),
        SameProject("partnership_decisionforwarding", "from_body_id", "partnership_body"),
        SameProject("partnership_decisionforwarding", "to_body_id", "partnership_body"),
        SameProject("partnership_decisionforwarding", "forwarded_by_id", "partnership_person"),
        SameProject("partnership_bodynote", "advice_id", "partnership_advice"),
        *(MarkChanges(f"partnership_{name}") for name in ("advice", "promise", "promisestep", "decisionforwarding")),
        # A question that goes on to another body is written in one more act.
        migrations.RunSQL("drop trigger stands_on_act on partnership_decision", migrations.RunSQL.noop),
        StandsOnAct("partnership_decision", "ask_decision", "take_decision", "withdraw_decision", "forward_decision"),
        # What a body is said to have advised.
        StandsOnAct("partnership_advice", "ask_advice", "give_advice", "weigh_advice"),
    ]
