"""Reminders of what someone waits for, and who was reminded."""

from django.db import models

from vlechtwerk.domains.partnership.models import Advice, Decision, Person, ProjectRecord
from vlechtwerk.domains.programme.models.activities import Activity
from vlechtwerk.domains.programme.models.reports import ProgressReport
from vlechtwerk.domains.programme.models.work import Task


class Reminder(ProjectRecord):
    """That someone asked again for what they wait for: a task, a decision, advice, or the words of a report."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="reminders")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="reminders")
    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, null=True, blank=True, related_name="reminders")
    # Of a report the activity at which the words are awaited.
    report = models.ForeignKey(
        ProgressReport, on_delete=models.PROTECT, null=True, blank=True, related_name="reminders"
    )
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="reminders")
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_on = models.DateField()

    class Meta:
        ordering = ["-sent_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    task__isnull=False, decision__isnull=True, advice__isnull=True,
                    report__isnull=True, activity__isnull=True,
                )
                | models.Q(
                    task__isnull=True, decision__isnull=False, advice__isnull=True,
                    report__isnull=True, activity__isnull=True,
                )
                | models.Q(
                    task__isnull=True, decision__isnull=True, advice__isnull=False,
                    report__isnull=True, activity__isnull=True,
                )
                | models.Q(
                    task__isnull=True, decision__isnull=True, advice__isnull=True,
                    report__isnull=False, activity__isnull=False,
                ),
                name="reminder_is_of_one_thing",
            ),
            models.UniqueConstraint(fields=["task", "sent_on"], name="task_is_reminded_of_once_a_day"),
            models.UniqueConstraint(fields=["decision", "sent_on"], name="decision_is_reminded_of_once_a_day"),
            models.UniqueConstraint(fields=["advice", "sent_on"], name="advice_is_reminded_of_once_a_day"),
            models.UniqueConstraint(
                fields=["report", "activity", "sent_on"], name="awaited_words_are_reminded_of_once_a_day"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class ReminderRecipient(ProjectRecord):
    """Someone who was reminded, and so is told of it."""

    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="recipients")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["reminder_id", "person_id"]
        constraints = [
            models.UniqueConstraint(fields=["reminder", "person"], name="person_is_reminded_once_by_a_reminder")
        ]

    def __str__(self) -> str:
        return str(self.id)
