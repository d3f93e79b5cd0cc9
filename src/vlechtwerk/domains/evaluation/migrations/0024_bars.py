"""A judgement keeps by which norm, question, baseline and goal it was judged, and from when its evidence was."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0023_words_that_go'),
    ]

    operations = [
        migrations.AddField(
            model_name='checkedjudgement',
            name='rested_on',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='criterionjudgement',
            name='rested_on',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name='checkedjudgement',
            name='strength',
            field=models.CharField(choices=[('strong', 'Strong: two methods or more agree, from sources apart and of enough people'), ('indicative', 'Indicative: one method, one source, or few people'), ('conflict', 'Conflict: the evidence speaks for and against'), ('none', 'No evidence')], max_length=10),
        ),
        migrations.AlterField(
            model_name='criterionjudgement',
            name='strength',
            field=models.CharField(choices=[('strong', 'Strong: two methods or more agree, from sources apart and of enough people'), ('indicative', 'Indicative: one method, one source, or few people'), ('conflict', 'Conflict: the evidence speaks for and against'), ('none', 'No evidence')], max_length=10),
        ),
    ]
