"""Findings with their history, as approved for every reader, the words for amounts, and what is not known."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation, EvaluationQuestion
from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.foundation.evidence.address import Base
from vlechtwerk.foundation.evidence.models import BASES, GROUNDS


class Language(models.TextChoices):
    """In which language the holes of a sentence are filled."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")


class FindingKind(models.TextChoices):
    """What asks to be done with a finding."""

    SOLVE_NOW = "solve_now", _("Solve now")
    KEEP = "keep", _("Keep")
    NEITHER = "neither", _("Neither")


class EvidenceAgainst(models.TextChoices):
    """Whether evidence against a finding was looked for."""

    NOT_SOUGHT = "not_sought", _("Not looked for")
    NONE_FOUND = "none_found", _("Looked for, none found")
    FOUND = "found", _("Found")


class Finding(ProjectRecord):
    """A sentence with holes that its evidence fills, on one ground and base. Research record, also when approved.

    Its evidence is attached to it; the place of a piece in that order is the number that its holes give.
    """

    class State(models.TextChoices):
        """How far it is, as written down; that its evidence changed since is computed beside it."""

        DRAFT = "draft", _("Draft")
        CHECKED = "checked", _("Checked")
        APPROVED = "approved", _("Approved")
        REOPENED = "reopened", _("Reopened")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveIntegerField()
    code = models.SlugField(_("code"), max_length=20)
    sentence = models.CharField(_("sentence"), max_length=1000)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.DUTCH)
    ground = models.CharField(_("ground"), max_length=20, choices=GROUNDS)
    base = models.CharField(_("base"), max_length=10, choices=BASES, default=Base.OWN)
    kind = models.CharField(_("kind"), max_length=9, choices=FindingKind.choices, default=FindingKind.NEITHER)
    sought = models.CharField(
        _("evidence against"), max_length=10, choices=EvidenceAgainst.choices, default=EvidenceAgainst.NOT_SOUGHT
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    # Numbers of evidence that was taken away; they are never given again.
    removed = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    # Of an approved one, per number of its evidence: what filled its holes, and its sum.
    kept = models.JSONField(default=dict, blank=True)
    # Who wrote the sentence as it is now; someone else checks and approves it.
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    check_remark = models.CharField(max_length=500, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approval_remark = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["evaluation_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="findings_of_an_evaluation_follow_each_other"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="checked") | models.Q(checked_by__isnull=False),
                name="checked_finding_has_its_checker",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(checked_by__isnull=False, approved_by__isnull=False),
                name="approved_finding_was_checked",
            ),
            models.CheckConstraint(
                condition=models.Q(checked_by__isnull=True) | ~models.Q(checked_by=models.F("written_by")),
                name="finding_is_checked_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True) | ~models.Q(approved_by=models.F("written_by")),
                name="finding_is_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class FindingQuestion(ProjectRecord):
    """A finding serves a question of the evaluation, or (no longer) does."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="serves")
    question = models.ForeignKey(EvaluationQuestion, on_delete=models.PROTECT, related_name="+")
    serves = models.BooleanField(default=True)

    class Meta:
        ordering = ["finding_id", "question_id"]
        constraints = [models.UniqueConstraint(fields=["finding", "question"], name="finding_serves_a_question_once")]

    def __str__(self) -> str:
        return str(self.id)


class FindingStep(ProjectRecord):
    """One act on a finding, with what changed: old and new. Words of a text of fieldwork never stand in it."""

    class Act(models.TextChoices):
        """What was done."""

        BEGUN = "begun", _("Written")
        CHANGED = "changed", _("Changed")
        EVIDENCE_ADDED = "evidence_added", _("Evidence added")
        EVIDENCE_REMOVED = "evidence_removed", _("Evidence taken away")
        CHECKED = "checked", _("Checked")
        APPROVED = "approved", _("Approved")
        REOPENED = "reopened", _("Reopened")
        EVIDENCE_CHANGED = "evidence_changed", _("Reopened: its evidence changed")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=16, choices=Act.choices)
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    # What changed, each: {"what", "old", "new"}.
    changes = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["finding_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "number"], name="steps_of_a_finding_follow_each_other")
        ]

    def __str__(self) -> str:
        return str(self.number)


class ApprovedFinding(ProjectRecord):
    """A finding as it was approved, for every member as long as it stands: its sentence filled, no hole and no draft.

    What it rests on and every member may resolve is attached to it.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="approved_findings")
    # Of the finding; the row itself leads nowhere that is not open.
    number = models.PositiveIntegerField()
    code = models.SlugField(max_length=20)
    sentence = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    ground = models.CharField(max_length=20, choices=GROUNDS)
    base = models.CharField(max_length=10, choices=BASES)
    kind = models.CharField(max_length=9, choices=FindingKind.choices)
    sought = models.CharField(max_length=10, choices=EvidenceAgainst.choices)
    # Codes of the questions that it serves.
    questions = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    # By kind of method: whether its evidence speaks for it, against it or both.
    methods = models.JSONField(default=dict, blank=True)
    # The sum of each piece of evidence that every member may resolve, by its number.
    sums = models.JSONField(default=dict, blank=True)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    # Since when it no longer stands; nothing: it stands.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["evaluation_id", "number", "approved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"],
                condition=models.Q(ended_at__isnull=True),
                name="finding_stands_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=False) | ~models.Q(sentence=""),
                name="standing_finding_has_its_sentence",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AmountWords(ProjectRecord):
    """The words for amounts of an evaluation (d13); the latest row counts, and without one the default does."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="amount_words")
    number = models.PositiveIntegerField()
    none = models.CharField(_("nobody"), max_length=60)
    few = models.CharField(_("a few people"), max_length=60)
    few_at_most = models.PositiveSmallIntegerField(_("at most so many people"))
    # From the smallest share up, each: {"word", "from": whole percentage, "above": whether only for more than that}.
    steps = models.JSONField()
    all = models.CharField(_("everybody"), max_length=60)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["evaluation_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="amount_words_of_an_evaluation_follow_each_other"
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class KnowledgeGap(ProjectRecord):
    """What is not known of a question, and why; a change is a new version, of which the latest counts."""

    class State(models.TextChoices):
        """Whether it is still open."""

        OPEN = "open", _("Not known")
        KNOWN_NOW = "known_now", _("Known by now")
        NOT_ASKED = "not_asked", _("No longer asked")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    question = models.ForeignKey(EvaluationQuestion, on_delete=models.PROTECT, related_name="gaps")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    text = models.CharField(_("what is not known"), max_length=500)
    reason = models.CharField(_("reason"), max_length=500)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["question_id", "number", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number", "version"], name="versions_of_a_gap_follow_each_other"
            )
        ]

    def __str__(self) -> str:
        return str(self.number)
