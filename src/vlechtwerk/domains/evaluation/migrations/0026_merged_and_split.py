"""A criterion keeps into which other one it was merged, and from which one it was split off."""

import django.db.models.deletion
from django.db import migrations, models

from vlechtwerk.domains.evaluation.migrations._references import within_evaluation
from vlechtwerk.foundation.database.guards import SameProject

COLUMNS = ("merged_into_id", "split_from_id")


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0025_frozen_by_a_job'),
    ]

    operations = [
        migrations.AddField(
            model_name='criterionwording',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.criterion'),
        ),
        migrations.AddField(
            model_name='criterionwording',
            name='split_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.criterion'),
        ),
        migrations.AddConstraint(
            model_name='criterionwording',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('is_closed', True), models.Q(('merged_into', models.F('criterion')), _negated=True)), _connector='OR'), name='merged_criterion_is_closed_into_another'),
        ),
        migrations.AddConstraint(
            model_name='criterionwording',
            constraint=models.CheckConstraint(condition=models.Q(('split_from__isnull', True), models.Q(('number', 1), models.Q(('split_from', models.F('criterion')), _negated=True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='split_criterion_begins_from_another'),
        ),
        *(SameProject("evaluation_criterionwording", column, "evaluation_criterion") for column in COLUMNS),
        *(within_evaluation("criterionwording", column, "criterion") for column in COLUMNS),
    ]
