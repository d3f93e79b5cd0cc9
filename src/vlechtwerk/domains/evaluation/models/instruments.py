"""What a thermometer asks: versioned statements on answer scales, and open questions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation
from vlechtwerk.domains.partnership.models import Person, ProjectRecord


class Dimension(models.TextChoices):
    """What a statement is about; the four of the process thermometer."""

    SUPPORT = "support", _("Support")
    CAPABILITY = "capability", _("Capability")
    DRIVE = "drive", _("Drive")
    FIRST_RESULTS = "first_results", _("First results")
    OTHER = "other", _("Another dimension")


class Side(models.TextChoices):
    """On which side of an answer scale a category stands."""

    DISAGREE = "disagree", _("Disagrees with it")
    NEUTRAL = "neutral", _("In between")
    AGREE = "agree", _("Agrees with it")


class Instrument(ProjectRecord):
    """A list of statements that an evaluation asks about, in versions."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="instruments")
    code = models.SlugField(_("code"), max_length=20)
    name_nl = models.CharField(_("name in Dutch"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "code"], name="instrument_code_is_unique_in_an_evaluation")
        ]

    def __str__(self) -> str:
        return self.code


class InstrumentVersion(ProjectRecord):
    """One version; a draft can be written in, a fixed one is what a round asks and never changes."""

    class State(models.TextChoices):
        """Whether it can still be written in."""

        DRAFT = "draft", _("Draft")
        FIXED = "fixed", _("Fixed")

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # Why there is another version; the first has none.
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    fixed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["instrument_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="versions_of_an_instrument_follow_each_other"
            ),
            models.UniqueConstraint(
                fields=["instrument"], condition=models.Q(state="draft"), name="instrument_has_one_draft_at_most"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", fixed_at__isnull=True)
                | models.Q(state="fixed", fixed_at__isnull=False),
                name="fixed_version_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class AnswerScale(ProjectRecord):
    """The answers that one may give to a statement, in their order; "don't know" stands apart from them."""

    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="scales")
    code = models.SlugField(_("code"), max_length=20)
    with_do_not_know = models.BooleanField(_("with “don't know”"), default=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="scale_code_is_unique_in_a_version")]

    def __str__(self) -> str:
        return self.code


class AnswerCategory(ProjectRecord):
    """One answer on a scale, with the side on which it stands."""

    scale = models.ForeignKey(AnswerScale, on_delete=models.PROTECT, related_name="categories")
    value = models.PositiveSmallIntegerField()
    label_nl = models.CharField(_("in Dutch"), max_length=80)
    label_en = models.CharField(_("in English"), max_length=80, blank=True)
    side = models.CharField(max_length=8, choices=Side.choices)

    class Meta:
        ordering = ["scale_id", "value"]
        constraints = [models.UniqueConstraint(fields=["scale", "value"], name="values_of_a_scale_differ")]

    def __str__(self) -> str:
        return str(self.value)


class Statement(ProjectRecord):
    """One statement in one version. The same code with the same words can be compared over rounds (RULES d10)."""

    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="statements")
    code = models.CharField(_("code"), max_length=30)
    order = models.PositiveSmallIntegerField()
    dimension = models.CharField(_("dimension"), max_length=14, choices=Dimension.choices)
    scale = models.ForeignKey(AnswerScale, on_delete=models.PROTECT, related_name="+")
    text_nl = models.CharField(_("statement in Dutch"), max_length=500)
    text_en = models.CharField(_("statement in English"), max_length=500, blank=True)
    short_nl = models.CharField(_("short, in Dutch"), max_length=80, blank=True)
    short_en = models.CharField(_("short, in English"), max_length=80, blank=True)
    # Agreeing speaks against what is hoped for.
    negative = models.BooleanField(_("worded negatively"), default=False)
    # Two things asked in one; the editor warned and its writer kept it.
    double_barrelled = models.BooleanField(_("asks two things in one"), default=False)
    # Codes of the outcome map that it is about: activities, preconditions, nodes.
    about = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    class Meta:
        ordering = ["version_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="statement_code_is_unique_in_a_version")
        ]

    def __str__(self) -> str:
        return self.code


class OpenQuestion(ProjectRecord):
    """A question that is answered in one's own words; such a remark is shown only after redaction."""

    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="open_questions")
    code = models.CharField(_("code"), max_length=30)
    order = models.PositiveSmallIntegerField()
    text_nl = models.CharField(_("question in Dutch"), max_length=500)
    text_en = models.CharField(_("question in English"), max_length=500, blank=True)

    class Meta:
        ordering = ["version_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="open_question_code_is_unique_in_a_version")
        ]

    def __str__(self) -> str:
        return self.code
