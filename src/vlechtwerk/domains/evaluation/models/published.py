"""Figures that are known from a source only; they stand beside own results and are never mixed into them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models.evaluations import Evaluation, Measurement
from vlechtwerk.domains.evaluation.models.instruments import Dimension
from vlechtwerk.domains.partnership.models import Person, ProjectRecord


class PublishedFigure(ProjectRecord):
    """A share or a response as a source gives it; the place in the source is attached as evidence."""

    class Kind(models.TextChoices):
        """What the figure is."""

        SHARE = "share", _("Share of a statement")
        REMARK = "remark", _("Share that wrote a remark")
        RESPONSE = "response", _("Response")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="published_figures")
    measurement = models.ForeignKey(Measurement, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(_("code"), max_length=20)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SHARE)
    # In our own words: the source's statement is known by what it tells of it.
    text = models.CharField(_("statement"), max_length=500)
    dimension = models.CharField(_("dimension"), max_length=14, choices=Dimension.choices, default=Dimension.OTHER)
    percentage = models.PositiveSmallIntegerField(_("percentage"))
    approximate = models.BooleanField(default=False)
    # How the source words the amount.
    words = models.CharField(_("words of the source"), max_length=120)
    # The figure of the source in which it stands, such as 3.1; empty: not stated.
    figure = models.CharField(max_length=20, blank=True)
    negative = models.BooleanField(_("reported as a negative"), default=False)
    double_barrelled = models.BooleanField(default=False)
    about = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    # Within which its base must lie, as far as the source tells; for a response the counts that the source gives.
    base_from = models.PositiveIntegerField(null=True, blank=True)
    base_to = models.PositiveIntegerField(null=True, blank=True)
    counted = models.PositiveIntegerField(null=True, blank=True)
    counted_of = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "code"], name="published_figure_code_is_unique_in_an_evaluation"
            ),
            models.CheckConstraint(condition=models.Q(percentage__lte=100), name="published_share_is_100_at_most"),
            models.CheckConstraint(
                condition=models.Q(kind="response", counted__isnull=False, counted_of__isnull=False)
                | models.Q(counted__isnull=True, counted_of__isnull=True),
                name="only_a_response_has_a_count_in_its_source",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PublishedClaim(ProjectRecord):
    """What a source says that people said: in our own words, with only its word for the amount quoted.

    Its scale is unknown and no count belongs to it; its base is published and its ground opinion, always.
    """

    class Kind(models.TextChoices):
        """What it is for."""

        CLAIM = "claim", _("Claim")
        STRENGTH = "strength", _("Strength to keep")

    class SaidIn(models.TextChoices):
        """Where its source says that it comes from."""

        INTERVIEWS = "interviews", _("(Duo-)interviews")
        ADDITIONAL = "additional", _("Additional interviews")
        BOTH = "both", _("Additional and (duo-)interviews")
        STAKEHOLDERS = "stakeholders", _("Interviews with stakeholders outside")
        THERMOMETER = "thermometer", _("Process thermometer")
        MIXED = "mixed", _("Mixed or not stated")

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="published_claims")
    code = models.CharField(_("code"), max_length=20)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.CLAIM)
    text = models.CharField(_("claim"), max_length=500)
    # The word of the source for the amount, as it stands there; empty: it has none.
    quoted = models.CharField(_("word of the source"), max_length=120, blank=True)
    # Whether that word says anything of how many: “respondents” does not.
    tells_amount = models.BooleanField(default=True)
    said_in = models.CharField(_("said in"), max_length=12, choices=SaidIn.choices, default=SaidIn.MIXED)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "code"], name="claim_code_is_unique_in_an_evaluation"),
            models.CheckConstraint(
                condition=models.Q(tells_amount=False) | ~models.Q(quoted=""), name="amount_is_quoted_from_its_source"
            ),
        ]

    def __str__(self) -> str:
        return self.code
