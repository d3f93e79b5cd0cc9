"""What the plan needs, and how far each need is met: judged per period, with what speaks for and against."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Body, Organisation, Person, ProjectRecord
from vlechtwerk.domains.programme.models.told import ToldQuerySet
from vlechtwerk.foundation.database.fields import OptionalPreciseDateField, PreciseDateField, earliest_day, latest_day


class PreconditionQuerySet(ToldQuerySet["Precondition"]):
    """Preconditions: they have no date of their own, so a day knows what a document had told by then."""

    moment = ""


class Precondition(ProjectRecord):
    """Something that must be in place before the plan can work."""

    code = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    explanation = models.TextField(blank=True)
    due_on = OptionalPreciseDateField()
    due_note = models.CharField(max_length=160, blank=True)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # False for what respondents named beside the plan.
    in_plan = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = PreconditionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="precondition_code_is_unique_in_a_project"),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=True) | models.Q(owner_body__isnull=True),
                name="precondition_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Verdict(models.TextChoices):
    """How far a precondition is met."""

    NOT_MET = "not_met", _("Not met")
    PARTLY_MET = "partly_met", _("Partly met")
    DIVIDED = "divided", _("Divided")
    MET = "met", _("Met")
    UNKNOWN = "unknown", _("Unknown")


class PreconditionJudgement(ProjectRecord):
    """One judgement of one precondition over one period. A later judgement is a new row."""

    precondition = models.ForeignKey(Precondition, on_delete=models.PROTECT, related_name="judgements")
    # The period in words, as a reader would say it.
    period = models.CharField(_("period"), max_length=80)
    judged_on = PreciseDateField(_("date of the judgement"))
    judged_earliest = earliest_day("judged_on")
    judged_latest = latest_day("judged_on")
    verdict = models.CharField(_("judgement"), max_length=10, choices=Verdict.choices)
    note = models.CharField(_("note"), max_length=300, blank=True)
    # Concluded by us from what the source says, not stated there.
    inferred = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["precondition_id", "judged_latest", "judged_earliest", "recorded_at"]

    def __str__(self) -> str:
        return str(self.id)
