"""What a team works with every day: tasks with their owner, and remarks in which people are mentioned."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.domains.programme.models.activities import Activity, ActivityEntry
from vlechtwerk.domains.programme.models.planning import Milestone
from vlechtwerk.foundation.database.fields import LONGEST_TEXT


class Task(ProjectRecord):
    """Something that someone has to do for an activity; who, by when and whether it is done are its changes."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(_("task"), max_length=200)
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    # What was prepared or intended, and became this task.
    entry = models.OneToOneField(ActivityEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="task")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["activity_id", "given_at", "id"]

    def __str__(self) -> str:
        return str(self.id)


class TaskChange(ProjectRecord):
    """How a task stands since a moment: a later change is a new row, and the last one holds."""

    class State(models.TextChoices):
        """How far the task is."""

        OPEN = "open", _("To be done")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("due on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["task_id", "number"]
        indexes = [models.Index(fields=["project", "-recorded_at"], name="task_changes_newest_first")]
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="changes_of_a_task_follow_each_other"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Remark(ProjectRecord):
    """A comment on an activity, which every member reads, or a note, which only its team and the director read."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="remarks")
    team_only = models.BooleanField(default=False)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    # Its author took it back: that it was there is told, and not what it said.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at", "id"]
        indexes = [models.Index(fields=["activity", "-written_at"], name="remarks_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, text__gt="")
                | models.Q(withdrawn_at__isnull=False, text=""),
                name="remark_says_something_until_it_is_withdrawn",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class RemarkMention(ProjectRecord):
    """Someone who is mentioned in a remark, and so is told of it."""

    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="mentions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["remark_id", "person_id"]
        constraints = [
            models.UniqueConstraint(fields=["remark", "person"], name="person_is_mentioned_once_in_a_remark")
        ]

    def __str__(self) -> str:
        return str(self.id)
