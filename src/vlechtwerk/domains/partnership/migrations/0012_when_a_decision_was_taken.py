"""When a decision was taken here, and by whom, so that its asker can be told."""

import django.db.models.deletion
from django.db import migrations, models

from vlechtwerk.foundation.database.guards import SameProject


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0011_surroundings'),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='taken_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='decision',
            name='taken_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person'),
        ),
        SameProject("partnership_decision", "taken_by_id", "partnership_person"),
    ]
