"""Files of coded texts on their way in or out: how far they are, and what came of them. For the evaluators only."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation
from vlechtwerk.domains.partnership.models import Person, ProjectRecord


class CodingFile(ProjectRecord):
    """A file that comes in from another program, or goes out to one; it is kept no longer than a day."""

    class State(models.TextChoices):
        """How far it is."""

        READING = "reading", _("Being read")
        READ = "read", _("Has been read")
        TAKING_IN = "taking_in", _("Being taken in")
        TAKEN_IN = "taken_in", _("Taken in")
        UNDONE = "undone", _("Undone")
        WRITING = "writing", _("Being written")
        WRITTEN = "written", _("Written")
        REFUSED = "refused", _("Not taken in")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="coding_files")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=9, choices=State.choices)
    # Empty once it is taken in, a day old, or consent for words that can be in it was withdrawn.
    content = models.BinaryField(default=bytes)
    # How far the work is, in parts of the whole.
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    # What the file holds, or why it is refused: see `operations/coding_file_steps.py`.
    told = models.JSONField(default=dict)
    # What its texts are, and how places in them are counted, as chosen.
    plan = models.JSONField(default=dict)
    # What it brought that was not here before, by identifier.
    new_codes = ArrayField(models.UUIDField(), default=list)
    new_texts = ArrayField(models.UUIDField(), default=list)
    new_codings = ArrayField(models.UUIDField(), default=list)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["evaluation_id", "asked_at", "id"]

    def __str__(self) -> str:
        return str(self.id)
