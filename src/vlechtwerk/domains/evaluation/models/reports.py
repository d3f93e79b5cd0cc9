"""The report of an evaluation: what evaluators write in its chapters, each building of it, and what sources state."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation, EvaluationQuestion
from vlechtwerk.domains.evaluation.models.findings import Language
from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.foundation.evidence.models import GROUNDS

# Some thirty pages.
LONGEST_CHAPTER = 60_000


class ChapterVersion(ProjectRecord):
    """The prose of a chapter as an evaluator wrote it; the latest version counts. Research record."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="chapter_versions")
    chapter = models.SlugField(max_length=20)
    language = models.CharField(max_length=2, choices=Language.choices)
    version = models.PositiveSmallIntegerField()
    text = models.TextField(_("text"), max_length=LONGEST_CHAPTER)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["evaluation_id", "chapter", "language", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "chapter", "language", "version"], name="versions_of_a_chapter_follow_each_other"
            )
        ]

    def __str__(self) -> str:
        return f"{self.chapter} ({self.version})"


class EvaluationReport(ProjectRecord):
    """One building of the report; for the evaluators, and once it is frozen for every member."""

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("Being built")
        REFUSED = "refused", _("Refused")
        FAILED = "failed", _("Failed")
        BUILT = "built", _("Built")
        # A job builds it once more; `frozen_by` and `frozen_at` say who asked for that, and when.
        FREEZING = "freezing", _("Being frozen")
        FROZEN = "frozen", _("Frozen")
        # It told words that went, as consent for them was withdrawn; only by whom it was frozen, and when, stays.
        TAKEN_BACK = "taken_back", _("Taken back")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField()
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.DUTCH)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    # How much of it is done, in per cent.
    share = models.PositiveSmallIntegerField(default=0)
    # What is wrong with its sentences, each with chapter, sentence, place, code and reason; or why it was not frozen.
    refused = models.JSONField(default=list, blank=True)
    # As text, so that its sum is that of what was built.
    manifest = models.TextField(blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["evaluation_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="reports_of_an_evaluation_follow_each_other"),
            models.CheckConstraint(
                condition=~models.Q(state="frozen")
                | (models.Q(frozen_by__isnull=False, frozen_at__isnull=False) & ~models.Q(manifest="")),
                name="frozen_evaluation_report_has_who_froze_it",
            ),
            models.CheckConstraint(
                condition=models.Q(frozen_by__isnull=True) | ~models.Q(frozen_by=models.F("asked_by")),
                name="evaluation_report_is_frozen_by_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ReportTemplate(ProjectRecord):
    """The Word document by whose looks reports of an evaluation are made; the latest counts, an empty one is none."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="report_templates")
    version = models.PositiveSmallIntegerField()
    # As the file was called.
    name = models.CharField(max_length=200, blank=True)
    content = models.BinaryField()
    checksum = models.CharField(max_length=64, blank=True)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["evaluation_id", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "version"], name="versions_of_a_report_template_follow_each_other"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"


class EvaluationReportForm(models.TextChoices):
    """How long it is; both tell the same."""

    FULL = "full", _("Whole report")
    READING = "reading", _("Reading version")


class EvaluationReportFile(ProjectRecord):
    """One file of a report, byte for byte: of what was built, and of what was frozen."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(EvaluationReport, on_delete=models.PROTECT, related_name="files")
    is_frozen = models.BooleanField(default=False)
    form = models.CharField(max_length=7, choices=EvaluationReportForm.choices)
    kind = models.CharField(max_length=4)
    content = models.BinaryField()
    checksum = models.CharField(max_length=64)

    class Meta:
        ordering = ["form", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "is_frozen", "form", "kind"], name="file_of_an_evaluation_report_is_made_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.form}.{self.kind}"


class SourceSentence(ProjectRecord):
    """What a source states by itself, in our own words and in the form in which it stands there, with its place.

    Its base is published. ground: on which what it rests on is known; when it is worded more strongly than that, the
    report says so.
    """

    class Kind(models.TextChoices):
        """What it is."""

        ANSWER = "answer", _("Answer to a question")
        SENTENCE = "sentence", _("Sentence")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="source_sentences")
    code = models.CharField(_("code"), max_length=20)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SENTENCE)
    question = models.ForeignKey(
        EvaluationQuestion, on_delete=models.PROTECT, null=True, blank=True, related_name="source_sentences"
    )
    text = models.CharField(_("sentence"), max_length=500)
    ground = models.CharField(_("ground"), max_length=20, choices=GROUNDS)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["evaluation_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "code"], name="source_sentence_code_is_unique_in_an_evaluation"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="sentence") | models.Q(question__isnull=False),
                name="published_answer_is_to_a_question",
            ),
        ]

    def __str__(self) -> str:
        return self.code
