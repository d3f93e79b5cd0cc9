"""Published documents that statuses, judgements and facts rest on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import ProjectRecord
from vlechtwerk.foundation.database.fields import OptionalPreciseDateField

# The kind of evidence that a source is.
DOCUMENT = "document"


class Source(ProjectRecord):
    """A document that everyone may read, named so that a reader finds the same one."""

    class Kind(models.TextChoices):
        """What sort of document it is."""

        EVALUATION_REPORT = "evaluation_report", _("Evaluation report")
        PROGRESS_REPORT = "progress_report", _("Progress report")
        PLAN = "plan", _("Plan")
        NEWSLETTER = "newsletter", _("Newsletter")
        WEBSITE = "website", _("Website")
        MINUTES = "minutes", _("Minutes")
        # One that measured something itself: it alone can tell of an effect, with an evaluation report.
        STUDY = "study", _("Study or measurement")
        OTHER = "other", _("Other document")

    code = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    version = models.CharField(max_length=40, blank=True)
    dated_on = OptionalPreciseDateField()
    publisher = models.CharField(max_length=160, blank=True)
    note = models.TextField(blank=True)
    # Why a reader should be careful with it; shown as a question mark beside its code.
    doubt = models.CharField(max_length=300, blank=True)
    # Other documents are known through it, so it stands behind the one that it tells of.
    tells_of_others = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="source_code_is_unique_in_a_project")]

    def __str__(self) -> str:
        return self.code
