"""On which ground dates moved, and what advice and promises are about."""

import django.db.models.deletion
import vlechtwerk.foundation.identifiers
from django.db import migrations, models

from vlechtwerk.foundation.database.guards import Guard, MarkChanges, SameProject


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0010_advice_promises_and_limits'),
        ("programme", "0009_progress_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name='AdviceAbout',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
            ],
            options={
                'ordering': ['activity_id', 'advice_id'],
            },
        ),
        migrations.CreateModel(
            name='PromiseAbout',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
            ],
            options={
                'ordering': ['promise_id', 'id'],
            },
        ),
        migrations.AddField(
            model_name='milestonedate',
            name='ground',
            field=models.CharField(blank=True, choices=[('capacity', 'Working capacity'), ('legal', 'Legal framework'), ('data', 'Data'), ('decision', 'A decision came late'), ('scope', 'The scope changed'), ('outside', 'Outside the partnership'), ('other', 'Another ground')], max_length=10, verbose_name='ground'),
        ),
        migrations.AddConstraint(
            model_name='milestonedate',
            constraint=models.CheckConstraint(condition=models.Q(('ground', ''), models.Q(('basis', 'planned'), ('order__gt', 0)), _connector='OR'), name='only_a_moved_date_has_a_ground'),
        ),
        migrations.AddField(
            model_name='adviceabout',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='advice', to='programme.activity'),
        ),
        migrations.AddField(
            model_name='adviceabout',
            name='advice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.advice'),
        ),
        migrations.AddField(
            model_name='adviceabout',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project'),
        ),
        migrations.AddField(
            model_name='promiseabout',
            name='activity',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='programme.activity'),
        ),
        migrations.AddField(
            model_name='promiseabout',
            name='focus_area',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='programme.focusarea'),
        ),
        migrations.AddField(
            model_name='promiseabout',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project'),
        ),
        migrations.AddField(
            model_name='promiseabout',
            name='promise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.promise'),
        ),
        migrations.AddConstraint(
            model_name='adviceabout',
            constraint=models.UniqueConstraint(fields=('activity', 'advice'), name='advice_is_about_an_activity_once'),
        ),
        migrations.AddConstraint(
            model_name='promiseabout',
            constraint=models.UniqueConstraint(fields=('promise', 'activity'), name='promise_is_about_an_activity_once'),
        ),
        migrations.AddConstraint(
            model_name='promiseabout',
            constraint=models.UniqueConstraint(fields=('promise', 'focus_area'), name='promise_is_about_a_focus_area_once'),
        ),
        migrations.AddConstraint(
            model_name='promiseabout',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', True), ('focus_area__isnull', False)), models.Q(('activity__isnull', False), ('focus_area__isnull', True)), _connector='OR'), name='promise_is_about_an_activity_or_a_focus_area'),
        ),
        Guard("programme_adviceabout", "open"),
        Guard("programme_promiseabout", "open"),
        SameProject("programme_adviceabout", "activity_id", "programme_activity"),
        SameProject("programme_adviceabout", "advice_id", "partnership_advice"),
        SameProject("programme_promiseabout", "promise_id", "partnership_promise"),
        SameProject("programme_promiseabout", "activity_id", "programme_activity"),
        SameProject("programme_promiseabout", "focus_area_id", "programme_focusarea"),
        MarkChanges("programme_adviceabout"),
        MarkChanges("programme_promiseabout"),
    ]
