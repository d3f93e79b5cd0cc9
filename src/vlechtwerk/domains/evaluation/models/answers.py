"""Answers (research records): sealed while an anonymous round is open, shuffled sheets afterwards, and remarks."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.rounds import EvaluationRound, Respondent
from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.foundation.database.fields import LONGEST_TEXT


class SealedAnswer(ProjectRecord):
    """One anonymous answer that nobody can read while its round is open; all are of one length, and none has a date.

    Sealed with the round's public key; the private one lies outside the database and is destroyed at closing.
    """

    round = models.ForeignKey(EvaluationRound, on_delete=models.PROTECT, related_name="+")
    payload = models.BinaryField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.id)


class SavedAnswers(ProjectRecord):
    """What someone filled in so far, and sent, in a confidential round."""

    respondent = models.OneToOneField(Respondent, on_delete=models.PROTECT, related_name="saved")
    packed = models.BinaryField()
    remarks = models.JSONField(default=dict, blank=True)
    saved_on = models.DateField()

    class Meta:
        ordering = ["respondent_id"]

    def __str__(self) -> str:
        return str(self.id)


class AnswerSheet(ProjectRecord):
    """The answers of one respondent in a closed round; without a pseudonym when the round is anonymous.

    Written together with all others of the round, in shuffled order; no groups stand with it when it is anonymous.
    """

    round = models.ForeignKey(EvaluationRound, on_delete=models.PROTECT, related_name="sheets")
    packed = models.BinaryField()
    pseudonym = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["round_id", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "pseudonym"], name="one_sheet_a_person_in_a_round")]

    def __str__(self) -> str:
        return str(self.id)


class RoundRemark(ProjectRecord):
    """What someone wrote in a round, as it was written; for the evaluators only."""

    class State(models.TextChoices):
        """What the evaluator chose."""

        WAITING = "waiting", _("To be read")
        SHOWN = "shown", _("Shown, as redacted")
        WITHHELD = "withheld", _("Not shown")

    round = models.ForeignKey(EvaluationRound, on_delete=models.PROTECT, related_name="remarks")
    # As long as the code of an open question.
    question = models.CharField(max_length=30)
    text = models.TextField(max_length=LONGEST_TEXT)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    redacted = models.TextField(max_length=LONGEST_TEXT, blank=True)
    # Words in it that could tell who someone is, and of which the evaluator said that they may stay.
    may_stay = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        ordering = ["question", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="shown") | ~models.Q(redacted=""), name="shown_remark_was_redacted"
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ShownRemark(ProjectRecord):
    """A remark as redacted, made when the result is published; its identifier tells nothing of the original."""

    round = models.ForeignKey(EvaluationRound, on_delete=models.PROTECT, related_name="shown_remarks")
    # As long as the code of an open question.
    question = models.CharField(max_length=30)
    text = models.TextField(max_length=LONGEST_TEXT)

    class Meta:
        ordering = ["question", "id"]

    def __str__(self) -> str:
        return str(self.id)


class RoundResult(ProjectRecord):
    """What came out of a closed round, after suppression: made once, at closing, and the same for every reader."""

    round = models.OneToOneField(EvaluationRound, on_delete=models.PROTECT, related_name="result")
    # See `rules/figures.py` for its shape: only figures that may be shown are in it.
    figures = models.JSONField()
    checksum = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["round_id"]

    def __str__(self) -> str:
        return str(self.id)


class PublishedResult(ProjectRecord):
    """The result of a round as its evaluator published it: a copy that every member reads, and that never changes."""

    round = models.OneToOneField(EvaluationRound, on_delete=models.PROTECT, related_name="published")
    figures = models.JSONField()
    checksum = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["published_at"]

    def __str__(self) -> str:
        return str(self.id)
