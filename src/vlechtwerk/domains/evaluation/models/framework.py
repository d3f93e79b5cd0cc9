"""The assessment framework of an evaluation: criteria with their norms and baselines, and what is judged of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation
from vlechtwerk.domains.evaluation.models.findings import EvidenceAgainst, Language
from vlechtwerk.domains.partnership.models import Person, ProjectRecord
from vlechtwerk.foundation.database.fields import OptionalPreciseDateField


class CriterionKind(models.TextChoices):
    """What a criterion asks for."""

    CONDITION = "condition", _("Condition")
    EXTENT = "extent", _("Extent")
    ACTIVITY_DONE = "activity_done", _("Activity done")
    COUNT = "count", _("How many")
    COUNT_UP = "count_up", _("Number has risen")


class SubjectKind(models.TextChoices):
    """What sort of thing a criterion is about."""

    ACTIVITY = "activity", _("Activity")
    PRECONDITION = "precondition", _("Precondition")
    MAP_NODE = "map_node", _("Step of the outcome map")
    GOAL = "goal", _("Goal")


class CriterionMethod(models.TextChoices):
    """How a criterion is found out."""

    SURVEY = "survey", _("Survey")
    INTERVIEWS = "interviews", _("Interviews")
    REGISTER = "register", _("Registers")
    DOCUMENTS = "documents", _("Documents")


class JudgementLevel(models.TextChoices):
    """The fixed scale of judgements, from high to low; what each means belongs to the evaluation.

    That nothing can be judged is a result as well, with its reason.
    """

    MET = "met", _("Met")
    LARGELY = "largely", _("Largely met")
    PARTLY = "partly", _("Partly met")
    NOT_MET = "not_met", _("Not met")
    NOT_TO_BE_JUDGED = "not_to_be_judged", _("Not to be judged")


class EvidenceStrength(models.TextChoices):
    """How strong the evidence of a judgement is (d15), apart from the judgement.

    It follows from the methods, from how many sources they have, and from how many people speak in it.
    """

    STRONG = "strong", _("Strong: two methods or more agree, from sources apart and of enough people")
    INDICATIVE = "indicative", _("Indicative: one method, one source, or few people")
    CONFLICT = "conflict", _("Conflict: the evidence speaks for and against")
    NONE = "none", _("No evidence")


class CriteriaList(ProjectRecord):
    """One list of criteria; the codes of its criteria are told apart from those of other lists by its own code."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="criteria_lists")
    code = models.SlugField(_("code"), max_length=10)
    title = models.CharField(_("title"), max_length=160)
    about = models.CharField(_("about"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.DUTCH)
    # Whether its criteria are printed with its code (“AP-A”); without it as in the source (“A”).
    is_prefixed = models.BooleanField(_("codes with the letters of the list"), default=True)
    order = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["evaluation_id", "order"]
        verbose_name = "criteria list"
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "code"], name="list_code_is_unique_in_an_evaluation"),
            models.UniqueConstraint(fields=["evaluation", "order"], name="lists_of_an_evaluation_follow_each_other"),
        ]

    def __str__(self) -> str:
        return self.code


class Criterion(ProjectRecord):
    """One criterion of a list, by its code; how it is worded is kept apart."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="criteria")
    criteria_list = models.ForeignKey(CriteriaList, on_delete=models.PROTECT, related_name="criteria")
    code = models.SlugField(_("code"), max_length=10)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["criteria_list__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_list", "code"], name="criterion_code_is_unique_in_a_list"),
            models.UniqueConstraint(fields=["criteria_list", "order"], name="criteria_of_a_list_follow_each_other"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def full_code(self) -> str:
        """Return its code with that of its list (“AP-A”), which is read along."""
        return f"{self.criteria_list.code}-{self.code}"


class CriterionWording(ProjectRecord):
    """How a criterion is worded since a moment; each change is a new row, with its reason, and the latest counts."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    group = models.CharField(_("group"), max_length=160, blank=True)
    kind = models.CharField(_("kind"), max_length=13, choices=CriterionKind.choices)
    question = models.CharField(_("question"), max_length=1000)
    indicator = models.CharField(_("indicator"), max_length=500, blank=True)
    methods = ArrayField(models.CharField(max_length=10, choices=CriterionMethod.choices), default=list, blank=True)
    # What it is about, by kind and code; nothing where it is bound to nothing.
    subject_kind = models.CharField(max_length=12, choices=SubjectKind.choices, blank=True)
    subject = models.CharField(_("subject"), max_length=60, blank=True)
    # From then on it is not asked any more.
    is_closed = models.BooleanField(default=False)
    # Into which other one it went; nothing where it was not merged.
    merged_into = models.ForeignKey(Criterion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Of its first wording: from which one it was split off; nothing where it was added by itself.
    split_from = models.ForeignKey(Criterion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    worded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    worded_at = models.DateTimeField()

    class Meta:
        ordering = ["criterion_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "number"], name="wordings_of_a_criterion_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="criterion_changes_for_a_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(subject_kind="", subject="") | (~models.Q(subject_kind="") & ~models.Q(subject="")),
                name="subject_has_its_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | (models.Q(is_closed=True) & ~models.Q(merged_into=models.F("criterion"))),
                name="merged_criterion_is_closed_into_another",
            ),
            models.CheckConstraint(
                condition=models.Q(split_from__isnull=True)
                | (models.Q(number=1) & ~models.Q(split_from=models.F("criterion")) & ~models.Q(reason="")),
                name="split_criterion_begins_from_another",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class CriterionSource(ProjectRecord):
    """A criterion is found out from a real thing, or (a later row) no longer is; there may be no data of it yet."""

    class Kind(models.TextChoices):
        """What can be bound before there are data; beside these each kind of evidence can be, by its identifier."""

        # A statement of the questionnaires, by its code in whichever round; by “EV1,S3”.
        STATEMENT = "statement", _("Statement")
        # How an activity stands, by its code.
        ACTIVITY_STATUS = "activity_status", _("Status of an activity")
        # What a register counts, by the code of the measure.
        MEASURE = "measure", _("Registered count")
        # How long decisions of a body take, by its code.
        LEAD_TIME = "lead_time", _("Lead time of decisions")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="sources")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=40)
    identifier = models.CharField(_("source"), max_length=80)
    is_bound = models.BooleanField(default=True)
    bound_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    bound_at = models.DateTimeField()

    class Meta:
        ordering = ["criterion_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "number"], name="sources_of_a_criterion_follow_each_other")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.identifier}"


class CriterionNorm(ProjectRecord):
    """From when on a criterion is met; each change is a new row, with its reason, and the latest counts."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="norms")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("norm"), max_length=500)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    fixed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    fixed_at = models.DateTimeField()

    class Meta:
        ordering = ["criterion_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "number"], name="norms_of_a_criterion_follow_each_other"),
            models.CheckConstraint(condition=~models.Q(text=""), name="norm_has_words"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="norm_changes_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class CriterionBaseline(ProjectRecord):
    """How it was before; each change is a new row, with its reason, and the latest counts. Its evidence is attached."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="baselines")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("baseline"), max_length=500)
    measured_on = OptionalPreciseDateField(_("measured on"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["criterion_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "number"], name="baselines_of_a_criterion_follow_each_other"),
            models.CheckConstraint(condition=~models.Q(text=""), name="baseline_has_words"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="baseline_changes_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Rubric(ProjectRecord):
    """What each level of judgement means in an evaluation; the latest row counts."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="rubrics")
    number = models.PositiveSmallIntegerField()
    met = models.CharField(JudgementLevel.MET.label, max_length=500)
    largely = models.CharField(JudgementLevel.LARGELY.label, max_length=500)
    partly = models.CharField(JudgementLevel.PARTLY.label, max_length=500)
    not_met = models.CharField(JudgementLevel.NOT_MET.label, max_length=500)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["evaluation_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "number"], name="rubrics_of_an_evaluation_follow_each_other"),
            models.CheckConstraint(
                condition=models.Q(number=1) | ~models.Q(reason=""), name="rubric_changes_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class CriterionJudgement(ProjectRecord):
    """What someone judged of a criterion; judged anew is a new row. Research record; its evidence is attached."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="judgements")
    number = models.PositiveSmallIntegerField()
    level = models.CharField(_("judgement"), max_length=16, choices=JudgementLevel.choices)
    # Why this level, or why nothing can be judged.
    text = models.CharField(_("why"), max_length=1000)
    sought = models.CharField(
        _("evidence against"), max_length=10, choices=EvidenceAgainst.choices, default=EvidenceAgainst.NOT_SOUGHT
    )
    strength = models.CharField(max_length=10, choices=EvidenceStrength.choices)
    # How its evidence speaks, by method, when it was judged.
    methods = models.JSONField(default=dict, blank=True)
    # The bar by which it was judged, and from which days its evidence was; see `rules/bars.py`.
    rested_on = models.JSONField(default=dict, blank=True)
    # By what it was judged; nothing only where it can't be.
    norm = models.ForeignKey(CriterionNorm, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ["criterion_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "number"], name="judgements_of_a_criterion_follow_each_other"),
            models.CheckConstraint(condition=~models.Q(text=""), name="judgement_says_why"),
            models.CheckConstraint(
                condition=models.Q(level="not_to_be_judged")
                | (models.Q(norm__isnull=False, rubric__isnull=False) & ~models.Q(strength="none")),
                name="criterion_is_judged_by_a_norm_on_evidence",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class CheckedJudgement(ProjectRecord):
    """A judgement that another evaluator checked, for every member as long as it stands.

    What it rests on and every member may resolve is attached to it.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="checked_judgements")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="checked_judgements")
    # Of the judgement; the row itself leads nowhere that is not open.
    number = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=16, choices=JudgementLevel.choices)
    text = models.CharField(max_length=1000, blank=True)
    sought = models.CharField(max_length=10, choices=EvidenceAgainst.choices)
    strength = models.CharField(max_length=10, choices=EvidenceStrength.choices)
    methods = models.JSONField(default=dict, blank=True)
    # As of the judgement; of what only evaluators resolve without the day.
    rested_on = models.JSONField(default=dict, blank=True)
    norm = models.ForeignKey(CriterionNorm, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
    # Since when it no longer stands; nothing: it stands.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["criterion_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion"],
                condition=models.Q(ended_at__isnull=True),
                name="checked_judgement_stands_once",
            ),
            models.UniqueConstraint(fields=["criterion", "number"], name="judgement_is_checked_once"),
            models.CheckConstraint(
                condition=~models.Q(checked_by=models.F("judged_by")), name="judgement_is_checked_by_another"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=False) | ~models.Q(text=""),
                name="standing_judgement_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
