"""The processing log: lines that the application can only add, and that are sealed into a chain."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.foundation.identifiers import new_identifier


class Operation(StrEnum):
    """Which of the six operations that the law logs it is (Wpg art. 32a(1)); nothing combines or destroys yet."""

    COLLECT = "collect"
    CHANGE = "change"
    READ = "read"
    DISCLOSE = "disclose"
    COMBINE = "combine"
    DESTROY = "destroy"


class Event(StrEnum):
    """What happened, as the log names it."""

    ACCESS = "adl.access_evaluation"
    SEARCH = "adl.search_resource"
    PURPOSE_ENTERED = "purpose_entered"
    AUDIENCE_READ = "audience_read"
    CONSENT_ASKED = "consent_asked"
    CONSENT_GIVEN = "consent_given"
    CONSENT_REFUSED = "consent_refused"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    NOTICE_ACKNOWLEDGED = "notice_acknowledged"
    DOCUMENT_SENT = "document_sent"
    DOCUMENT_RECALLED = "document_recalled"
    LOG_READ = "log_read"


class Outcome(StrEnum):
    """How it ended; a refusal is an outcome, not an error."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    NOTHING_THERE = "nothing_there"
    NOTICE_SHOWN = "notice_shown"
    ASKED = "asked"


COLLECT, CHANGE = Operation.COLLECT, Operation.CHANGE
READ, DISCLOSE = Operation.READ, Operation.DISCLOSE
ALLOWED, REFUSED, NOTHING = Outcome.ALLOWED, Outcome.REFUSED, Outcome.NOTHING_THERE


class LogLine(models.Model):
    """One projection of one act: the decision, the processing (without a user) or the actor (BIO2 8.15, Wpg 32a)."""

    class Part(models.TextChoices):
        """Which projection the line is; the three are joined by trace and span."""

        DECISION = "decision", _("Decision")
        PROCESSING = "processing", _("Processing")
        ACTOR = "actor", _("Actor")

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    # Given by the database; a gap is a transaction that was rolled back.
    number = models.BigIntegerField(unique=True, editable=False)
    project_id = models.UUIDField()
    trace_id = models.CharField(max_length=32)
    span_id = models.CharField(max_length=16)
    parent_span_id = models.CharField(max_length=16, blank=True)
    part = models.CharField(max_length=10, choices=Part.choices)
    at = models.DateTimeField()
    body = models.JSONField()
    # SHA-256 of all above, made by the database; and the batch that sealed it.
    hash = models.BinaryField(editable=False, null=True)
    batch = models.BigIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["project_id", "at"], name="log_by_day"),
            models.Index(fields=["number"], name="log_not_yet_sealed", condition=models.Q(batch__isnull=True)),
            models.Index(fields=["trace_id"], name="log_by_trace"),
        ]

    def __str__(self) -> str:
        return str(self.id)
