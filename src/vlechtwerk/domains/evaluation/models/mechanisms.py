"""What is expected to work on a link of the outcome map, what else could explain it, and what was judged of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation
from vlechtwerk.domains.partnership.models import Person, ProjectRecord


class ExpectedBy(models.TextChoices):
    """Who expects that it works."""

    LITERATURE = "literature", _("Literature")
    MAKERS = "makers", _("The makers of the plan")
    BOTH = "both", _("Literature and the makers of the plan")
    EVALUATORS = "evaluators", _("The evaluators")


class Presence(models.TextChoices):
    """Whether what should work is there, in this partnership."""

    PRESENT = "present", _("Present")
    PARTLY = "partly", _("Partly present")
    ABSENT = "absent", _("Absent")
    NOT_KNOWN = "not_known", _("Not known")


class Contribution(models.TextChoices):
    """The fixed scale of verdicts: how well it explains what came about, beside other explanations."""

    CONVINCING = "convincing", _("Convincing: evidence for it, and other explanations do less")
    PLAUSIBLE = "plausible", _("Plausible: evidence for it, and other explanations play a part")
    NOT_TO_BE_TOLD = "not_to_be_told", _("Not to be told")
    UNLIKELY = "unlikely", _("Unlikely: another explanation does more, or evidence speaks against it")


class Weight(models.TextChoices):
    """What another explanation explains, beside the mechanism."""

    NOT_WEIGHED = "not_weighed", _("Not weighed yet")
    EXCLUDED = "excluded", _("Excluded")
    LESS = "less", _("Explains less")
    AS_MUCH = "as_much", _("Explains as much")
    MORE = "more", _("Explains more")


class Mechanism(ProjectRecord):
    """Something that is expected to work on a link of the map.

    What speaks for and against it is attached to it: a research record, as its verdicts are, till another checked one.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="mechanisms")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(_("code"), max_length=10)
    # Goes up with each change of its words, its evidence or another explanation: a verdict is of one revision.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["evaluation_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="mechanisms_of_an_evaluation_follow_each_other"
            )
        ]

    def __str__(self) -> str:
        return self.code


class MechanismWording(ProjectRecord):
    """How a mechanism is worded since a moment; each change is a new row, with its reason, and the latest counts.

    Where the literature or the plan expects it is attached to it.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    mechanism = models.ForeignKey(Mechanism, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("what is expected to work"), max_length=1000)
    expected_by = models.CharField(_("expected by"), max_length=10, choices=ExpectedBy.choices)
    # The address of the link that it explains: the codes of the map, of the node from which and of that to which.
    link = models.CharField(_("link of the outcome map"), max_length=70)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    worded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    worded_at = models.DateTimeField()

    class Meta:
        ordering = ["mechanism_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["mechanism", "number"], name="wordings_of_a_mechanism_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="mechanism_changes_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class OtherExplanation(ProjectRecord):
    """What else could explain it, and how that was weighed; a change is a new version, of which the latest counts.

    What speaks for and against it is attached to its first version.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    mechanism = models.ForeignKey(Mechanism, on_delete=models.PROTECT, related_name="explanations")
    number = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    text = models.CharField(_("what else could explain it"), max_length=500)
    weight = models.CharField(_("weight"), max_length=11, choices=Weight.choices, default=Weight.NOT_WEIGHED)
    why = models.CharField(_("why"), max_length=500, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["mechanism_id", "number", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["mechanism", "number", "version"], name="versions_of_an_explanation_follow_each_other"
            ),
            models.CheckConstraint(
                condition=models.Q(weight="not_weighed") | ~models.Q(why=""), name="explanation_is_weighed_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class MechanismVerdict(ProjectRecord):
    """What was judged of a mechanism, on its evidence of that moment; judged anew is a new row."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    mechanism = models.ForeignKey(Mechanism, on_delete=models.PROTECT, related_name="verdicts")
    number = models.PositiveSmallIntegerField()
    # Of the mechanism, when it was judged.
    revision = models.PositiveIntegerField()
    presence = models.CharField(_("presence"), max_length=9, choices=Presence.choices)
    verdict = models.CharField(_("verdict"), max_length=14, choices=Contribution.choices)
    # How far the design behind the evidence reaches (d17): 1 to 5; nothing where no evidence compares anything.
    design_level = models.PositiveSmallIntegerField(_("design level"), null=True, blank=True)
    text = models.CharField(_("why"), max_length=1000)
    # How many pieces of evidence spoke for it and against it, and the sum of each, by its number.
    supports = models.PositiveSmallIntegerField()
    contradicts = models.PositiveSmallIntegerField()
    sums = models.JSONField(default=dict, blank=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["mechanism_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["mechanism", "number"], name="verdicts_of_a_mechanism_follow_each_other"),
            models.CheckConstraint(condition=~models.Q(text=""), name="verdict_says_why"),
            models.CheckConstraint(
                condition=models.Q(checked_by__isnull=True) | ~models.Q(checked_by=models.F("judged_by")),
                name="verdict_is_checked_by_another",
            ),
            models.CheckConstraint(
                condition=models.Q(design_level__isnull=True) | models.Q(design_level__range=(1, 5)),
                name="design_level_is_from_one_to_five",
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict__in=["convincing", "plausible"])
                | models.Q(supports__gt=0, presence__in=["present", "partly"]),
                name="mechanism_works_where_evidence_shows_it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ContributionChain(ProjectRecord):
    """A claim that something contributed to an effect, by the links of the map that it passes (Mayne). Research record.

    Once a finding that rests on it is approved, every member reads it, as long as that stands.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="chains")
    number = models.PositiveSmallIntegerField()
    code = models.SlugField(_("code"), max_length=10)

    class Meta:
        ordering = ["evaluation_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="chains_of_an_evaluation_follow_each_other")
        ]

    def __str__(self) -> str:
        return self.code


class ChainVersion(ProjectRecord):
    """A chain as it was told and judged at a moment; each change is a new version, and the latest counts."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    chain = models.ForeignKey(ContributionChain, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    claim = models.CharField(_("claim"), max_length=500)
    # Numbers of the mechanisms of its links, in order.
    mechanisms = ArrayField(models.PositiveSmallIntegerField())
    # Nothing: no verdict yet.
    verdict = models.CharField(_("verdict"), max_length=14, choices=Contribution.choices, blank=True)
    text = models.CharField(_("why"), max_length=1000, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["chain_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="versions_of_a_chain_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(verdict="") | ~models.Q(text=""), name="chain_is_judged_with_why"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
