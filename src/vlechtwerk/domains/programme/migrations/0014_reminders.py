"""Reminders of what someone waits for: every member sees them, and each is sent by who sends it."""

import django.contrib.postgres.fields
import django.db.models.deletion
import vlechtwerk.foundation.identifiers
from django.db import migrations, models


from vlechtwerk.foundation.database.guards import GuardByAct, MarkChanges, SameProject

BY_ME = "sent_by_id = (select reading_person())"
OF_MINE = (
    "exists (select from programme_reminder"
    " where programme_reminder.id = reminder_id and sent_by_id = (select reading_person()))"
)


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0011_surroundings'),
        ('programme', '0013_work_of_every_day'),
    ]

    operations = [
        migrations.AlterField(
            model_name='digestchoice',
            name='kinds',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('mentioned', 'You are mentioned'), ('task_given', 'A task was given to you'), ('decision_waiting', 'A decision waits for you'), ('decision_taken', 'A question of yours was decided'), ('date_moved', 'A date of your activity moved'), ('reminded', 'You are reminded of what waits on you'), ('report_returned', 'A progress report was returned to you')], max_length=16), blank=True, default=list, size=None),
        ),
        migrations.AlterField(
            model_name='seennotice',
            name='kind',
            field=models.CharField(choices=[('mentioned', 'You are mentioned'), ('task_given', 'A task was given to you'), ('decision_waiting', 'A decision waits for you'), ('decision_taken', 'A question of yours was decided'), ('date_moved', 'A date of your activity moved'), ('reminded', 'You are reminded of what waits on you'), ('report_returned', 'A progress report was returned to you')], max_length=16),
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('sent_at', models.DateTimeField()),
                ('sent_on', models.DateField()),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='programme.activity')),
                ('advice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='partnership.advice')),
                ('decision', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='partnership.decision')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='programme.progressreport')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='programme.task')),
            ],
            options={
                'ordering': ['-sent_at', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', True), ('advice__isnull', True), ('decision__isnull', True), ('report__isnull', True), ('task__isnull', False)), models.Q(('activity__isnull', True), ('advice__isnull', True), ('decision__isnull', False), ('report__isnull', True), ('task__isnull', True)), models.Q(('activity__isnull', True), ('advice__isnull', False), ('decision__isnull', True), ('report__isnull', True), ('task__isnull', True)), models.Q(('activity__isnull', False), ('advice__isnull', True), ('decision__isnull', True), ('report__isnull', False), ('task__isnull', True)), _connector='OR'), name='reminder_is_of_one_thing'),
                    models.UniqueConstraint(fields=('task', 'sent_on'), name='task_is_reminded_of_once_a_day'),
                    models.UniqueConstraint(fields=('decision', 'sent_on'), name='decision_is_reminded_of_once_a_day'),
                    models.UniqueConstraint(fields=('advice', 'sent_on'), name='advice_is_reminded_of_once_a_day'),
                    models.UniqueConstraint(fields=('report', 'activity', 'sent_on'), name='awaited_words_are_reminded_of_once_a_day'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReminderRecipient',
            fields=[
                ('id', models.UUIDField(default=vlechtwerk.foundation.identifiers.new_identifier, editable=False, primary_key=True, serialize=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.person')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partnership.project')),
                ('reminder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='programme.reminder')),
            ],
            options={
                'ordering': ['reminder_id', 'person_id'],
                'constraints': [
                    models.UniqueConstraint(fields=('reminder', 'person'), name='person_is_reminded_once_by_a_reminder'),
                ],
            },
        ),
        GuardByAct("programme_reminder", reading="true", adding=BY_ME),
        GuardByAct("programme_reminderrecipient", reading="true", adding=OF_MINE),
        *(
            SameProject(f"programme_{table}", column, target)
            for table, column, target in (
                ("reminder", "task_id", "programme_task"),
                ("reminder", "decision_id", "partnership_decision"),
                ("reminder", "advice_id", "partnership_advice"),
                ("reminder", "report_id", "programme_progressreport"),
                ("reminder", "activity_id", "programme_activity"),
                ("reminder", "sent_by_id", "partnership_person"),
                ("reminderrecipient", "reminder_id", "programme_reminder"),
                ("reminderrecipient", "person_id", "partnership_person"),
            )
        ),
        MarkChanges("programme_reminder"),
        MarkChanges("programme_reminderrecipient"),
    ]
