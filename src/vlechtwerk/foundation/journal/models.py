"""What was done: one entry per act, which the application can add and never read, change or remove."""

from django.db import models

from vlechtwerk.foundation.identifiers import new_identifier


class JournalEntry(models.Model):
    """One act: who did what to which record, and when."""

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    project_id = models.UUIDField(db_index=True)
    person_id = models.UUIDField()
    happened_at = models.DateTimeField()
    act = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["happened_at", "id"]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_kind}"
