"""What another evaluator has against a judgement, when they do not say that it is right."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation
from vlechtwerk.domains.evaluation.models.framework import CriterionJudgement
from vlechtwerk.domains.partnership.models import Person, ProjectRecord


class JudgementObjection(ProjectRecord):
    """Why someone who would check a judgement does not: it is judged anew, and this stays. Research record."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    judgement = models.ForeignKey(CriterionJudgement, on_delete=models.PROTECT, related_name="objections")
    text = models.CharField(_("objection"), max_length=1000)
    objected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    objected_at = models.DateTimeField()

    class Meta:
        ordering = ["judgement_id", "objected_at"]
        constraints = [
            models.UniqueConstraint(fields=["judgement"], name="judgement_is_objected_to_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="objection_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.id)
